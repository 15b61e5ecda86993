import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ratioInterval, shortfallChance, type SideShare } from './ratio-interval';

const unweighted = (count: number, rows: number): SideShare => ({
	region: { count, weight: count, squares: count },
	table: { count: rows, weight: rows, squares: rows }
});

describe('ratioInterval', () => {
	it('is the odds form of Clopper and Pearson without weights', () => {
		const ratio = ratioInterval(unweighted(100, 1000), unweighted(20, 2000), 0.95);
		expect(ratio.estimate).toBeCloseTo(0.1, 12);
		// Clopper and Pearson for 20 of 120: 0.10486 to 0.24563, as odds over 2,000 to 1,000.
		expect(ratio.low).toBeCloseTo(0.10486 / (1 - 0.10486) / 2, 3);
		expect(ratio.high).toBeCloseTo(0.24563 / (1 - 0.24563) / 2, 3);
	});

	it('has its estimate strictly inside whatever the weights, where both sides have rows', () => {
		const weights = fc.array(fc.double({ min: 0.1, max: 10, noNaN: true }), {
			minLength: 3,
			maxLength: 40
		});
		const side = (inside: number[], outside: number[]): SideShare => {
			const sum = (values: number[]) => ({
				count: values.length,
				weight: values.reduce((a, b) => a + b, 0),
				squares: values.reduce((a, b) => a + b * b, 0)
			});
			return { region: sum(inside), table: sum([...inside, ...outside]) };
		};
		fc.assert(
			fc.property(weights, weights, weights, weights, (a, b, c, d) => {
				const ratio = ratioInterval(side(a, b), side(c, d), 0.95);
				expect(ratio.low).toBeLessThan(ratio.estimate);
				expect(ratio.high).toBeGreaterThan(ratio.estimate);
			})
		);
	});

	it('reaches down to nothing where synthetic has no row', () => {
		const ratio = ratioInterval(unweighted(50, 1000), unweighted(0, 1000), 0.95);
		expect([ratio.estimate, ratio.low]).toEqual([0, 0]);
		expect(ratio.high).toBeGreaterThan(0);
	});
});

describe('shortfallChance', () => {
	it('is the tail of the binomial', () => {
		// 3 of 13 rows, each synthetic with probability 2/3: sum of C(13, k) 2^k / 3^13 for k = 0 to 3.
		const tail = (1 + 13 * 2 + 78 * 4 + 286 * 8) / 3 ** 13;
		expect(shortfallChance(unweighted(10, 1000), unweighted(3, 2000))).toBeCloseTo(tail, 12);
	});

	it('is below half the complement of the level exactly where the interval ends below 1', () => {
		fc.assert(
			fc.property(fc.integer({ min: 1, max: 300 }), fc.nat(300), (h, s) => {
				const sides = [unweighted(h, 1000), unweighted(s, 900)] as const;
				const chance = shortfallChance(...sides);
				fc.pre(Math.abs(chance - 0.025) > 1e-9);
				expect(ratioInterval(...sides, 0.95).high < 1).toBe(chance < 0.025);
			})
		);
	});

	it('is 1 where people wrote nothing', () => {
		expect(shortfallChance(unweighted(0, 10), unweighted(4, 10))).toBe(1);
	});
});
