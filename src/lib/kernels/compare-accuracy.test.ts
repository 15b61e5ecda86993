import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chooseSets, countSets } from './column-sets';
import { compareAccuracy } from './compare-accuracy';
import type { Axis } from './compare-axes';

function runToEnd<T>(steps: Generator<number, T, void>): T {
	for (;;) {
		const step = steps.next();
		if (step.done === true) return step.value;
	}
}

const category = (human: number[], synthetic: number[]): Axis => ({
	kind: 'category',
	levels: 4,
	codes: { human: Uint16Array.from(human), synthetic: Uint16Array.from(synthetic) }
});

/** 1 − ½ Σ|p − q| over the rows' joint codes, with a map of texts as cells. */
function bruteScore(columns: { human: number[]; synthetic: number[] }[]): number {
	const shares = (role: 'human' | 'synthetic') => {
		const cells = new Map<string, number>();
		const rows = columns[0]![role].length;
		for (let row = 0; row < rows; row++) {
			const cell = columns.map((column) => column[role][row]).join('|');
			cells.set(cell, (cells.get(cell) ?? 0) + 1 / rows);
		}
		return cells;
	};
	const [p, q] = [shares('human'), shares('synthetic')];
	let distance = 0;
	for (const cell of new Set([...p.keys(), ...q.keys()]))
		distance += Math.abs((p.get(cell) ?? 0) - (q.get(cell) ?? 0));
	return 1 - distance / 2;
}

const codes = (rows: number) =>
	fc.array(fc.integer({ min: 0, max: 4 }), { minLength: rows, maxLength: rows });
const table = fc
	.tuple(fc.integer({ min: 1, max: 30 }), fc.integer({ min: 1, max: 30 }))
	.chain(([humans, synthetics]) =>
		fc.array(fc.record({ human: codes(humans), synthetic: codes(synthetics) }), {
			minLength: 4,
			maxLength: 4
		})
	);

describe('compareAccuracy', () => {
	it.each([1, 2, 3])('scores every set of %i columns as a count by hand does', (size) => {
		fc.assert(
			fc.property(table, (columns) => {
				const axes = columns.map(({ human, synthetic }) => category(human, synthetic));
				const found = runToEnd(compareAccuracy.run({ axes, size, mostSets: 100, seed: 1 }));
				expect(found.scores).toHaveLength(countSets(4, size));
				found.scores.forEach((score, set) => {
					const members = [...found.members.subarray(set * size, (set + 1) * size)];
					expect(score).toBeCloseTo(bruteScore(members.map((at) => columns[at]!)), 12);
				});
			}),
			{ numRuns: 40 }
		);
	});

	it('gives two halves of one sample a score near the ceiling, not near 1', () => {
		let state = 7;
		const next = () => (state = (state * 48271) % 2147483647) / 2147483647;
		const draw = () => Array.from({ length: 2000 }, () => 1 + Math.floor(4 * next() ** 2));
		const axes = [category(draw(), draw()), category(draw(), draw())];
		const { mean } = runToEnd(compareAccuracy.run({ axes, size: 2, mostSets: 10, seed: 1 }));
		expect(Math.abs(mean.value - mean.ceiling)).toBeLessThan(0.012);
	});

	it('counts the cells that humans fill and the generator leaves empty', () => {
		const human = [...Array<number>(12).fill(1), ...Array<number>(12).fill(2)];
		const axes = [category(human, Array<number>(24).fill(1))];
		const found = runToEnd(compareAccuracy.run({ axes, size: 1, mostSets: 10, seed: 1 }));
		expect([found.cells, found.emptyCells]).toEqual([2, 1]);
	});
});

describe('chooseSets', () => {
	it('lists every set once, in order', () => {
		fc.assert(
			fc.property(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 3 }), (count, size) => {
				fc.pre(count >= size);
				const flat = [...chooseSets(count, size, 1000, 1)];
				const sets = Array.from({ length: flat.length / size }, (_, i) =>
					flat.slice(i * size, (i + 1) * size)
				);
				expect(sets).toHaveLength(countSets(count, size));
				expect(new Set(sets.map(String)).size).toBe(sets.length);
				for (const set of sets) {
					expect(set).toEqual(set.toSorted((a, b) => a - b));
					expect(set.at(-1)).toBeLessThan(count);
				}
			})
		);
	});

	it('draws the same sets from the same seed where there are too many', () => {
		const drawn = chooseSets(50, 3, 200, 5);
		expect(drawn).toHaveLength(600);
		expect(drawn).toEqual(chooseSets(50, 3, 200, 5));
		expect(drawn).not.toEqual(chooseSets(50, 3, 200, 6));
	});
});
