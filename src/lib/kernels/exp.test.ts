import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exp } from './exp';

describe('exp', () => {
	it('agrees with the engine’s own to fifteen digits', () => {
		fc.assert(
			fc.property(fc.double({ min: -700, max: 700, noNaN: true }), (x) => {
				expect(Math.abs(exp(x) / Math.exp(x) - 1)).toBeLessThan(2e-15);
			})
		);
	});

	it('is exact at 0, and stays finite and positive far out', () => {
		expect(exp(0)).toBe(1);
		expect(exp(1e6)).toBe(exp(708));
		expect(exp(-Infinity)).toBeGreaterThan(0);
		expect(exp(NaN)).toBeNaN();
	});
});
