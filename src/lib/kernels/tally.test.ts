import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lowerBound, upperBound } from './bounds';
import { countOf, quantile, tally } from './tally';

const value = fc.oneof(
	fc.integer({ min: -20, max: 20 }),
	fc.double({ noNaN: true }),
	fc.constantFrom(NaN, -0, Infinity, -Infinity)
);
const columns = fc.oneof(
	fc.array(value),
	fc.array(fc.oneof(fc.integer({ min: -9, max: 9 }), fc.constant(NaN)))
);

describe('tally', () => {
	it('counts every distinct value that is there, ascending', () => {
		fc.assert(
			fc.property(columns, (values) => {
				const found = tally(Float64Array.from(values));
				const present = values.filter((one) => !Number.isNaN(one)).map((one) => one + 0);
				const distinct = [...new Set(present)].sort((a, b) => a - b);
				expect([...found.values]).toEqual(distinct);
				expect(found.total).toBe(present.length);
				for (const one of distinct)
					expect(countOf(found, one)).toBe(present.filter((other) => other === one).length);
			})
		);
	});

	it('finds places and quantiles', () => {
		const found = tally(Float64Array.of(3, 1, 1, 2, NaN));
		const { values } = found;
		expect([lowerBound(values, 2), upperBound(values, 2), lowerBound(values, 9)]).toEqual([
			1, 2, 3
		]);
		expect([quantile(found, 0.5), quantile(found, 1)]).toEqual([1, 3]);
		expect(countOf(found, 5)).toBe(0);
	});
});
