import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { atLeast } from './distributions';
import { rowsForShares, rowsForWilson } from './sample-size';
import { coverPeople, type Pattern } from './cover-people';
import { peopleToScreen } from './screening';

/** P(Bin(n, p) ≥ k) by summing its terms. */
function summed(k: number, n: number, p: number): number {
	let term = (1 - p) ** n;
	let below = 0;
	for (let i = 0; i < k; i++) {
		below += term;
		term *= ((n - i) / (i + 1)) * (p / (1 - p));
	}
	return 1 - below;
}

const share = fc.double({ min: 0.01, max: 0.99, noNaN: true });

describe('binomial tail', () => {
	it('is the sum of its terms', () => {
		fc.assert(
			fc.property(
				fc.integer({ min: 0, max: 60 }),
				fc.integer({ min: 1, max: 60 }),
				share,
				(k, n, p) => {
					expect(atLeast(k, n, p)).toBeCloseTo(k > n ? 0 : summed(k, n, p), 8);
				}
			)
		);
	});
});

describe('peopleToScreen', () => {
	it('is the first number that is enough', () => {
		fc.assert(
			fc.property(
				fc.integer({ min: 1, max: 30 }),
				fc.double({ min: 0.05, max: 0.95, noNaN: true }),
				(needed, p) => {
					let first = needed;
					while (atLeast(needed, first, p) < 0.95) first++;
					expect(peopleToScreen(needed, p, 0.95)).toBe(first);
				}
			)
		);
	});

	it('knows the ends: nobody passes, everybody does', () => {
		expect(peopleToScreen(5, 0, 0.95)).toBe(Infinity);
		expect(peopleToScreen(5, 1, 0.95)).toBe(5);
		expect(peopleToScreen(0, 0, 0.95)).toBe(0);
		expect(peopleToScreen(1e6, 1e-7, 0.95)).toBe(Infinity);
	});
});

describe('rowsForWilson', () => {
	it('is the first number whose interval is narrow enough', () => {
		const half = (p: number, n: number) => {
			const z = 1.959963984540054;
			return (z / (1 + z ** 2 / n)) * Math.sqrt((p * (1 - p)) / n + (z / (2 * n)) ** 2);
		};
		fc.assert(
			fc.property(share, fc.double({ min: 0.02, max: 0.4, noNaN: true }), (p, margin) => {
				const n = rowsForWilson(p, margin);
				expect(half(p, n)).toBeLessThanOrEqual(margin);
				if (n > 1) expect(half(p, n - 1)).toBeGreaterThan(margin);
			})
		);
	});
});

describe('rowsForShares', () => {
	it('gives every region its share, and no region rows that it could do without', () => {
		const region = fc.record({
			share: fc.double({ min: 0.001, max: 0.2, noNaN: true }),
			inRegion: fc.integer({ min: 0, max: 300 })
		});
		fc.assert(
			fc.property(fc.array(region, { minLength: 1, maxLength: 4 }), (regions) => {
				const rows = 2000;
				const needed = rowsForShares(rows, regions);
				const total = rows + needed.reduce((sum, m) => sum + m, 0);
				regions.forEach(({ share, inRegion }, i) => {
					expect((inRegion + needed[i]!) / total).toBeGreaterThanOrEqual(share - 1e-9);
					if (needed[i]! > regions.length)
						expect((inRegion + needed[i]! - regions.length - 1) / total).toBeLessThan(share);
				});
			})
		);
	});
});

describe('coverPeople', () => {
	it('picks kinds that are no more than all combinations would need, and meets every pattern', () => {
		const level = fc.constantFrom(null, 0, 1, 2);
		fc.assert(
			fc.property(
				fc.array(fc.tuple(level, level, level), { minLength: 1, maxLength: 6 }),
				(rows) => {
					const patterns: Pattern[] = rows.map((row) =>
						row.map((only) => (only === null ? null : new Set([only])))
					);
					const picks = coverPeople(
						patterns,
						patterns.map(() => 1)
					);
					const met = new Set(picks.flatMap(({ meets }) => meets));
					expect(met.size).toBe(patterns.length);
					expect(picks.length).toBeLessThanOrEqual(patterns.length);
					const most = Math.max(
						...[0, 1, 2].flatMap((a) =>
							[0, 1, 2].flatMap((b) =>
								[0, 1, 2].map(
									(c) =>
										patterns.filter((p) => [a, b, c].every((v, i) => p[i]?.has(v) ?? true)).length
								)
							)
						)
					);
					expect(picks[0]!.meets).toHaveLength(most);
				}
			)
		);
	});
});
