import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareToTarget, shareInterval } from './compare-target';
import { createRandom } from './random';

const normalise = (weights: readonly number[]) => {
	const sum = weights.reduce((total, weight) => total + weight, 0);
	return weights.map((weight) => weight / sum);
};
const shares = (length: number) =>
	fc
		.array(fc.integer({ min: 0, max: 100 }), { minLength: length, maxLength: length })
		.filter((weights) => weights.some((weight) => weight > 0))
		.map(normalise);

/** Shares of a random sample. */
function draw(from: readonly number[], rows: number, random: ReturnType<typeof createRandom>) {
	const counts = from.map(() => 0);
	for (let row = 0; row < rows; row++) {
		let at = 0;
		for (let u = random.next(); at < from.length - 1 && u >= from[at]!; at++) u -= from[at]!;
		counts[at]!++;
	}
	return normalise(counts);
}

describe('compareToTarget', () => {
	it('is the share of rows that need not move', () => {
		fc.assert(
			fc.property(shares(5), shares(5), (sample, target) => {
				const { score, low, high } = compareToTarget(sample, target, 100, Infinity);
				const kept = sample.reduce((sum, share, i) => sum + Math.min(share, target[i]!), 0);
				expect(score).toBeCloseTo(kept, 10);
				expect(low).toBeLessThanOrEqual(score);
				expect(high).toBeGreaterThanOrEqual(score - 1e-12);
			})
		);
	});

	it('states intervals that hold the true score of skewed samples 95 times in 100', () => {
		const [random, truth, target] = [createRandom(7), [0.5, 0.2, 0.2, 0.1], [0.3, 0.4, 0.1, 0.2]];
		const score = 0.7;
		const runs = 2000;
		let held = 0;
		for (let run = 0; run < runs; run++) {
			const found = compareToTarget(draw(truth, 400, random), target, 400, Infinity);
			if (found.low <= score && score <= found.high) held++;
		}
		expect(held / runs).toBeGreaterThan(0.93);
		expect(held / runs).toBeLessThan(0.97);
	});

	it('sets the ceiling at what samples of the target score on average, a sampled target included', () => {
		const [random, truth] = [createRandom(3), [0.4, 0.3, 0.2, 0.1]];
		let sum = 0;
		for (let run = 0; run < 500; run++)
			sum += compareToTarget(draw(truth, 500, random), draw(truth, 800, random), 500, 800).score;
		expect(compareToTarget(truth, truth, 500, 800).ceiling).toBeCloseTo(sum / 500, 2);
	});
});

describe('shareInterval', () => {
	it('lies within 0 and 1 around the share, and is Wilson’s', () => {
		fc.assert(
			fc.property(fc.integer({ min: 0, max: 50 }), fc.integer({ min: 50, max: 60 }), (k, n) => {
				const { low, high } = shareInterval(k / n, n);
				expect(low).toBeGreaterThanOrEqual(0);
				expect(high).toBeLessThanOrEqual(1);
				expect(low).toBeLessThanOrEqual(k / n);
				expect(high).toBeGreaterThanOrEqual(k / n);
			})
		);
		// Newcombe 1998, table I: 81 of 263, 0.2553 to 0.3662.
		const { low, high } = shareInterval(81 / 263, 263);
		expect([low.toFixed(4), high.toFixed(4)]).toEqual(['0.2553', '0.3662']);
	});
});
