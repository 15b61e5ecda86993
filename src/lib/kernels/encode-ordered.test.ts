import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { driveJob } from './drive-job';
import { encodeOrderedJob, type OrderedValues } from './encode-ordered';

const encode = (input: OrderedValues) =>
	driveJob(encodeOrderedJob, input, { signal: new AbortController().signal });
const value = fc.oneof(
	fc.integer({ min: -50, max: 50 }),
	fc.double({ min: -1e6, max: 1e6, noNaN: true }),
	fc.constantFrom(NaN, Infinity, -Infinity, 0, -0)
);
const column = fc.array(value, { maxLength: 400 }).map((values) => Float64Array.from(values));

describe('encoding of ordered columns', () => {
	it('puts every value into the level that holds it, levels ascending and apart', async () => {
		await fc.assert(
			fc.asyncProperty(column, column, async (human, synthetic) => {
				const { codes, lows, highs, groups } = await encode({ human, synthetic });
				expect(lows.length).toBeLessThanOrEqual(250);
				for (const [values, coded] of [
					[human, codes.human],
					[synthetic, codes.synthetic]
				] as const)
					values.forEach((x, i) => {
						if (Number.isNaN(x)) expect(coded[i]).toBe(0);
						else expect(lows[coded[i]! - 1]! <= x && x <= highs[coded[i]! - 1]!).toBe(true);
					});
				for (let i = 1; i < lows.length; i++) {
					expect(highs[i - 1]!).toBeLessThan(lows[i]!);
					expect(groups[i]! - groups[i - 1]!).toBeGreaterThanOrEqual(0);
				}
				expect(Math.max(0, ...groups)).toBeLessThan(32);
			}),
			{ numRuns: 60 }
		);
	});

	it('gives a value with many rows a level of its own', async () => {
		const human = Float64Array.from({ length: 5000 }, (_, i) => (i % 50 === 0 ? 40 : i / 100));
		const { lows, highs } = await encode({ human, synthetic: human });
		const own = lows.findIndex((low) => low === 40);
		expect(highs[own]).toBe(40);
	});

	it('cuts a column that humans left empty where synthetic lies', async () => {
		const human = new Float64Array(5).fill(NaN);
		const { lows } = await encode({ human, synthetic: Float64Array.of(1, 2, 3) });
		expect([...lows]).toEqual([1, 2, 3]);
	});
});
