import { describe, expect, it } from 'vitest';
import { createRandom } from '$lib/kernels/random';
import { BEST, fitNull, PERMUTATIONS, thresholdOf } from './calibrate';

/** The largest of Gumbel's extremes, best first: those of a Poisson process of intensity exp(−(x − mode)/β)/β. */
function largest(random: () => number, mode: number, beta: number): number[] {
	let arrival = 0;
	return Array.from({ length: BEST }, () => {
		arrival -= Math.log(1 - random());
		return mode - beta * Math.log(arrival);
	});
}

describe('the distribution of the best score by chance', () => {
	it.each([
		{ mode: 5.5, beta: 2.7 },
		{ mode: 0.2, beta: 2.3 },
		{ mode: 8, beta: 3.2 }
	])('is fitted so that chance claims about as rarely as stated: mode $mode, β $beta', (truth) => {
		const random = createRandom(7);
		const draw = () => largest(() => random.next(), truth.mode, truth.beta);
		const rounds = 400;
		let claims = 0;
		for (let round = 0; round < rounds; round++) {
			const threshold = thresholdOf(fitNull(Array.from({ length: PERMUTATIONS }, draw)), 0.05);
			claims += 1 - Math.exp(-Math.exp(-(threshold - truth.mode) / truth.beta));
		}
		// Drawn to the usual β, the fit errs a little to either side where β is another.
		expect(claims / rounds).toBeGreaterThan(0.01);
		expect(claims / rounds).toBeLessThan(0.05);
	});

	it('moves with the scores', () => {
		const draws = [
			[9, 7, 4],
			[12, 6, 5]
		];
		const moved = draws.map((scores) => scores.map((score) => score + 100));
		expect(fitNull(moved).mode).toBeCloseTo(fitNull(draws).mode + 100, 9);
		expect(fitNull(moved).beta).toBeCloseTo(fitNull(draws).beta, 9);
	});

	it('stands where shuffles of a tiny table show few regions or none', () => {
		const { mode, beta } = fitNull([[], [3, 1], [2]]);
		expect(beta).toBe(2.8);
		expect(mode).toBeGreaterThan(0);
		expect(mode).toBeLessThan(5);
	});
});
