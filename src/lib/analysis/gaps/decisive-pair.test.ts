import { describe, expect, it } from 'vitest';
import type { Rung } from '$lib/terms/gap';
import type { Condition } from '$lib/terms/region';
import { decisivePair } from './decisive-pair';

const NAMES = ['age', 'race', 'sex'];

function rung(conditions: number[], estimate: number, high: number, rows = 100): Rung {
	const count = { count: rows, weight: rows, share: rows / 1000 };
	const ratio = { estimate, low: 0, high, level: 0.95 };
	return { conditions, human: count, synthetic: count, ratio };
}

function regionOf(size: number) {
	const conditions = NAMES.slice(0, size).map((column): Condition => ({
		kind: 'set',
		column,
		values: ['x']
	}));
	return { conditions };
}

const singles = [rung([0], 0.9, 1), rung([1], 0.95, 1), rung([2], 0.9, 1)];

describe('decisivePair', () => {
	it('is the pair that falls short without the third', () => {
		const ladder = [
			...singles,
			rung([0, 1], 0.8, 0.9),
			rung([0, 2], 0.2, 0.3),
			rung([1, 2], 0.9, 1.1),
			rung([0, 1, 2], 0.05, 0.4)
		];
		const pair = decisivePair({ region: regionOf(3), ladder });
		expect(pair).toMatchObject({ words: 'age is x and sex is x', rung: { conditions: [0, 2] } });
	});

	it('is not a pair that a few rows put low', () => {
		const ladder = [
			...singles,
			rung([0, 1], 0, 0.9, 4),
			rung([0, 2], 0.2, 0.3, 400),
			rung([1, 2], 0.9, 1.1)
		];
		expect(decisivePair({ region: regionOf(3), ladder })!.rung.conditions).toEqual([0, 2]);
	});

	it('is both conditions where there are two, and none where there is one', () => {
		const two = [...singles.slice(0, 2), rung([0, 1], 0.1, 0.2)];
		expect(decisivePair({ region: regionOf(2), ladder: two })!.rung.conditions).toEqual([0, 1]);
		expect(decisivePair({ region: regionOf(1), ladder: [singles[0]!] })).toBeNull();
	});
});
