import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { binomialBelow, binomialInterval } from './binomial';

function binomialSum(hits: number, trials: number, share: number): number {
	let term = (1 - share) ** trials;
	let sum = term;
	for (let i = 1; i <= hits; i++) {
		term *= ((trials - i + 1) / i) * (share / (1 - share));
		sum += term;
	}
	return sum;
}

describe('binomial', () => {
	it('sums to the same tail as adding up its terms', () => {
		const cases = fc.record({
			trials: fc.integer({ min: 1, max: 60 }),
			hits: fc.nat(60),
			share: fc.double({ min: 0.01, max: 0.99, noNaN: true })
		});
		fc.assert(
			fc.property(cases, ({ trials, hits, share }) => {
				const expected = hits >= trials ? 1 : binomialSum(hits, trials, share);
				expect(binomialBelow(hits, trials, share)).toBeCloseTo(expected, 9);
			})
		);
	});

	it('bounds a share as Clopper and Pearson do', () => {
		const { low, high } = binomialInterval(3, 10, 0.95);
		expect(low).toBeCloseTo(0.0667395, 6);
		expect(high).toBeCloseTo(0.6524529, 6);
		expect(binomialInterval(0, 10, 0.95)).toEqual({ low: 0, high: expect.closeTo(0.3084971, 6) });
		expect(binomialInterval(10, 10, 0.95).high).toBe(1);
	});
});
