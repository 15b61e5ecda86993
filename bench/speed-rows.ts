import { inSteps } from '$lib/kernels/case-space';
import { createRandom } from '$lib/kernels/random';

export const SPEED_COLUMNS = 20;
/** Independent directions in which the rows vary; the rest is their mixture and noise. */
const SPEED_FACTORS = 6;

/** So many rows that vary in a few directions, with noise, in steps: row-major, equal seeds equal rows. */
export function speedRows(seed: number, count: number): Int16Array {
	const random = createRandom(seed);
	const mixing = createRandom(7);
	const normal = (of = random) =>
		Math.sqrt(-2 * Math.log(of.next() + 1e-12)) * Math.cos(2 * Math.PI * of.next());
	const weights = Array.from({ length: SPEED_FACTORS * SPEED_COLUMNS }, () => normal(mixing));
	const rows = new Int16Array(count * SPEED_COLUMNS);
	for (let row = 0; row < count; row++) {
		const factors = Array.from({ length: SPEED_FACTORS }, () => normal());
		for (let column = 0; column < SPEED_COLUMNS; column++) {
			const mixture = factors.reduce(
				(sum, factor, i) => sum + factor * weights[i * SPEED_COLUMNS + column]!,
				0
			);
			rows[row * SPEED_COLUMNS + column] = inSteps(
				mixture / Math.sqrt(SPEED_FACTORS) + 0.1 * normal()
			);
		}
	}
	return rows;
}
