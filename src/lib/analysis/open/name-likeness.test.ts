import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nameLikeness } from './name-likeness';

describe('nameLikeness', () => {
	it('is 1 for names that differ in case, accents and punctuation alone', () => {
		expect(nameLikeness('Marital Status', 'marital-status')).toBe(1);
		expect(nameLikeness('âge', 'AGE')).toBe(1);
	});

	it('ranks the misspelt and the shortened name above strangers', () => {
		const to = (name: string) => nameLikeness('education_years', name);
		expect(to('eduction_years')).toBeGreaterThan(0.8);
		expect(to('education')).toBeGreaterThan(0.6);
		expect(to('race')).toBeLessThan(0.3);
		expect(nameLikeness('?', '!')).toBe(0);
	});

	it('is symmetric and lies between 0 and 1', () => {
		fc.assert(
			fc.property(fc.string(), fc.string(), (a, b) => {
				expect(nameLikeness(a, b)).toBe(nameLikeness(b, a));
				expect(nameLikeness(a, b)).toBeGreaterThanOrEqual(0);
				expect(nameLikeness(a, b)).toBeLessThanOrEqual(1);
			})
		);
	});
});
