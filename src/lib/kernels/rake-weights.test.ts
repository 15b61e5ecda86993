import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { driveJob } from './drive-job';
import { createRandom } from './random';
import { rakeWeightsJob, type RakeInput } from './rake-weights';

function rake(input: RakeInput): Promise<Float64Array> {
	return driveJob(rakeWeightsJob, input, { signal: new AbortController().signal });
}

function shares(cells: Uint8Array, weights: Float64Array, size: number): number[] {
	const sums = new Array<number>(size).fill(0);
	weights.forEach((weight, row) => (sums[cells[row]!]! += weight / weights.length));
	return sums;
}

const ones = (rows: number) => new Float64Array(rows).fill(1);

describe('rakeWeightsJob', () => {
	it('weighs one margin as target over share', async () => {
		const cells = Uint8Array.from([0, 0, 0, 1]);
		const margins = [{ cells, targets: Float64Array.from([0.5, 0.5]) }];
		const weights = await rake({ margins, start: ones(4), mostFactor: 10 });
		expect([...weights].map((weight) => weight.toFixed(6))).toEqual([
			'0.666667',
			'0.666667',
			'0.666667',
			'2.000000'
		]);
	});

	it('meets all margins of a table that some weighting of the rows produced', async () => {
		await fc.assert(
			fc.asyncProperty(fc.integer({ min: 1, max: 1000 }), async (seed) => {
				const random = createRandom(seed);
				const rows = 2000;
				const draw = () => Uint8Array.from({ length: rows }, () => random.below(4));
				const columns = [draw(), draw(), draw()];
				const factor = columns.map(() => Array.from({ length: 4 }, () => 0.5 + random.next()));
				const truth = Float64Array.from({ length: rows }, (_, row) =>
					columns.reduce((product, cells, i) => product * factor[i]![cells[row]!]!, 1)
				);
				const mean = truth.reduce((sum, one) => sum + one, 0) / rows;
				const margins = columns.map((cells) => ({
					cells,
					targets: Float64Array.from(
						shares(
							cells,
							truth.map((one) => one / mean),
							4
						)
					)
				}));
				const weights = await rake({ margins, start: ones(rows), mostFactor: 50 });
				for (const { cells, targets } of margins)
					shares(cells, weights, 4).forEach((share, cell) =>
						expect(Math.abs(share / targets[cell]! - 1)).toBeLessThan(0.005)
					);
				// Raking returns weights of the very form that made the margins.
				weights.forEach((weight, row) =>
					expect(Math.abs(weight / (truth[row]! / mean) - 1)).toBeLessThan(0.05)
				);
			}),
			{ numRuns: 10 }
		);
	});

	it('goes to the cap and no further where a margin asks for more', async () => {
		const cells = Uint8Array.from({ length: 1000 }, (_, row) => (row < 10 ? 1 : 0));
		const margins = [{ cells, targets: Float64Array.from([0.5, 0.5]) }];
		const weights = await rake({ margins, start: ones(1000), mostFactor: 10 });
		expect(Math.max(...weights)).toBeLessThan(10.0001);
		expect(weights[0]).toBeGreaterThan(9.99);
		expect(weights.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1000, 6);
	});

	it('leaves a row without weight without it', async () => {
		const start = Float64Array.from([0, 2, 1, 1]);
		const margins = [
			{ cells: Uint8Array.from([0, 0, 1, 1]), targets: Float64Array.from([0.25, 0.75]) }
		];
		const weights = await rake({ margins, start, mostFactor: 10 });
		expect(weights[0]).toBe(0);
		expect(weights[1]).toBeCloseTo(1);
	});
});
