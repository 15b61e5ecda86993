import type { Job } from '$lib/terms/compute';
import type { Axis } from './compare-axes';
import { embedRows, squaredDistance } from './mixed-distance';
import { createRandom } from './random';

/** Synthetic rows, and human rows of two kinds to which they may lie near. */
export interface ClosenessInput {
	/** As human rows first those shown, then as many that were not; the synthetic rows beside them. */
	readonly axes: readonly Axis[];
	/** Rows of either kind. */
	readonly shown: number;
	/** Synthetic rows at most, a seeded choice. */
	readonly rows: number;
	readonly seed: number;
}

/** How many synthetic rows lie nearer to what the generator was shown. */
export interface ClosenessOutput {
	/** Synthetic rows, and those whose nearest human row is a shown one. */
	readonly rows: number;
	readonly nearer: number;
}

function* run({
	axes,
	shown,
	rows,
	seed
}: ClosenessInput): Generator<number, ClosenessOutput, void> {
	const all = (role: 'human' | 'synthetic') => {
		const [first] = axes;
		const column = first!.kind === 'number' ? first!.values[role] : first!.codes[role];
		return Array.from(column, (_, row) => row);
	};
	const drawn = all('synthetic');
	createRandom(seed).shuffle(drawn);
	const embed = embedRows(axes);
	const human = embed('human', all('human'), 1);
	const synthetic = embed('synthetic', drawn.slice(0, rows), 3);
	let nearer = 0;
	for (let i = 0; i < synthetic.count; i++) {
		let [nearest, at] = [Infinity, 0];
		for (let j = 0; j < human.count; j++) {
			const distance = squaredDistance(synthetic, i, human, j);
			if (distance < nearest) [nearest, at] = [distance, j];
		}
		if (at < shown) nearer++;
		if (i % 4 === 0) yield i / synthetic.count;
	}
	return { rows: synthetic.count, nearer };
}

/**
 * Counts synthetic rows that lie nearer to the rows a generator was shown than to as many that it was not: half of
 * them where it learnt the distribution, more where it remembers rows. Ties are broken at random.
 */
export const compareCloseness: Job<ClosenessInput, ClosenessOutput> = {
	name: 'compare-closeness',
	run
};
