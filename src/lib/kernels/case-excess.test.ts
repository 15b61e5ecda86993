import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRandom } from './random';
import { excessFalseShares } from './case-excess';

describe('excessFalseShares', () => {
	it('passes the rows above the least threshold at which few enough fall short', () => {
		const values = fc.array(
			fc.integer({ min: -8, max: 24 }).map((by) => by / 8),
			{ minLength: 1 }
		);
		fc.assert(
			fc.property(values, (list) => {
				const shares = excessFalseShares(Float32Array.from(list));
				for (const stated of [0.1, 0.3, 0.6]) {
					const threshold = list
						.filter((by) => by > 0)
						.toSorted((a, b) => a - b)
						.find((at) => {
							const short = list.filter((by) => by <= -at).length;
							return (1 + short) / list.filter((by) => by >= at).length <= stated;
						});
					list.forEach((by, i) =>
						expect(shares[i]! <= stated).toBe(threshold !== undefined && by >= threshold)
					);
				}
			})
		);
	});

	it('claims anything of tables of one kind at most as often as stated', () => {
		const random = createRandom(6);
		let tablesWithAClaim = 0;
		for (let table = 0; table < 400; table++) {
			const excess = Float32Array.from({ length: 300 }, () => random.next() - 0.5);
			if (excessFalseShares(excess).some((share) => share <= 0.1)) tablesWithAClaim++;
		}
		// 400 tables at 10 %: 40 expected, 58 is three deviations more.
		expect(tablesWithAClaim).toBeLessThan(58);
	});
});
