import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { STEPS } from '$lib/kernels/case-space';
import type { ColumnPair } from '$lib/terms/dataset';
import type { NumberAxis } from './case-axes';
import { scoreSteps, valueAtSteps } from './scores';

const axis: NumberAxis = {
	kind: 'number',
	of: 'number',
	column: 'hours',
	pair: {} as ColumnPair,
	centre: 40,
	scale: 5,
	weight: 1
};

describe('scoreSteps', () => {
	it('counts scales from the median, and tails by their logarithm up to eight', () => {
		const scores = [40, 45, 50, 40 + 10 * Math.E, -1e9, Infinity].map(
			(value) => scoreSteps(axis, value) / STEPS
		);
		expect(scores.map((score) => Number(score.toFixed(3)))).toEqual([0, 1, 2, 4, -8, 8]);
	});

	it('never puts a greater number below a lesser one, and finds it again within a step', () => {
		const values = fc.double({ min: -1e3, max: 1e3, noNaN: true });
		fc.assert(
			fc.property(values, values, (a, b) => {
				if (a <= b) expect(scoreSteps(axis, a)).toBeLessThanOrEqual(scoreSteps(axis, b));
				if (Math.abs(a - 40) > 200) return;
				const found = valueAtSteps(axis, scoreSteps(axis, a));
				expect(Math.abs(found - a)).toBeLessThanOrEqual(Math.max(5, Math.abs(a - 40)) / STEPS);
			})
		);
	});
});
