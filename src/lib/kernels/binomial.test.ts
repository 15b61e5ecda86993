import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { binomialInterval } from './binomial';

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
	it('leaves as much beyond each bound as the level says', () => {
		const cases = fc.record({ trials: fc.integer({ min: 2, max: 60 }), part: fc.nat(1000) });
		fc.assert(
			fc.property(cases, ({ trials, part }) => {
				const hits = 1 + (part % (trials - 1));
				const { low, high } = binomialInterval(hits, trials, 0.9);
				expect(1 - binomialSum(hits - 1, trials, low)).toBeCloseTo(0.05, 8);
				expect(binomialSum(hits, trials, high)).toBeCloseTo(0.05, 8);
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
