import { expect, it } from 'vitest';
import { binEvenly, finiteOf, quantile, quantileCuts } from './compare-axes';
import { rangeCoverage } from './compare-numbers';

const ENDS = Float64Array.of(-Infinity, 1, 2, 3, 4, Infinity);

it('quantiles beside an infinity are numbers', () => {
	expect([0, 0.1, 0.2, 0.5, 0.8, 0.9, 1].map((q) => quantile(ENDS, q))).toEqual([
		...[-Infinity, -Infinity, 1, 2.5, 4, Infinity, Infinity]
	]);
	expect(quantileCuts(ENDS, 5).map(Math.round)).toEqual([-Infinity, 1, 2, 3, 4, Infinity]);
});

it('infinities lie beyond even bins and beyond the range that is to be covered', () => {
	expect([...finiteOf(ENDS)]).toEqual([1, 2, 3, 4]);
	const { codes, cuts } = binEvenly({ kind: 'number', values: { human: ENDS, synthetic: ENDS } });
	expect(cuts[0]).toBe(1);
	expect(cuts.at(-1)).toBe(4);
	// The greatest bin takes what is as great as the greatest.
	expect([...codes.human]).toEqual([1, 2, 5, 8, 12, 12]);
	expect(rangeCoverage(ENDS, ENDS, 0)).toBe(1);
	expect(rangeCoverage(ENDS, Float64Array.of(1, 2.5), 0)).toBeCloseTo(0.5, 12);
});
