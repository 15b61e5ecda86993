import fc from 'fast-check';
import { expect, it } from 'vitest';
import { ln } from './ln';

it('ln agrees with the platform’s logarithm to 14 digits', () => {
	fc.assert(
		fc.property(fc.double({ min: 5e-324, max: 1e308, noNaN: true }), (x) => {
			const expected = Math.log(x);
			expect(Math.abs(ln(x) - expected)).toBeLessThanOrEqual(
				1e-14 * Math.max(1, Math.abs(expected))
			);
		}),
		{ numRuns: 2000 }
	);
	expect(ln(1)).toBe(0);
});
