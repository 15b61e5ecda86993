import fc from 'fast-check';
import { expect, it } from 'vitest';
import { largestPlaces } from './largest-places';

it('gives the places that a full sort would put first, equal values in their order', () => {
	fc.assert(
		fc.property(fc.array(fc.integer({ min: -3, max: 3 })), fc.nat(12), (numbers, count) => {
			const values = Float64Array.from(numbers);
			const sorted = [...values.keys()].sort((a, b) => values[b]! - values[a]! || a - b);
			expect(largestPlaces(values, count)).toEqual(sorted.slice(0, count));
		})
	);
});
