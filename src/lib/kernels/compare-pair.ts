import type { Job } from '$lib/terms/compute';
import type { Role } from '$lib/terms/dataset';
import { countCells } from './compare-accuracy';
import { binAxis, type Axis } from './compare-axes';
import { compareCounts, type HistogramScore } from './compare-distance';

/** Counts of two binned columns against each other, row-major; code 0 of either is missing. */
export interface PairCounts {
	readonly sizes: readonly [number, number];
	readonly cuts: readonly [readonly number[], readonly number[]];
	readonly counts: Readonly<Record<Role, Uint32Array>>;
	readonly score: HistogramScore;
}

const BINS = 10;

function* countPair([first, second]: readonly [Axis, Axis]): Generator<number, PairCounts, void> {
	const a = binAxis(first, BINS);
	yield 0.4;
	const b = binAxis(second, BINS);
	yield 0.8;
	const counts = {
		human: new Uint32Array(a.size * b.size),
		synthetic: new Uint32Array(a.size * b.size)
	};
	countCells([a, b], 'human', counts.human);
	countCells([a, b], 'synthetic', counts.synthetic);
	return {
		sizes: [a.size, b.size],
		cuts: [a.cuts, b.cuts],
		counts,
		score: compareCounts(counts.human, counts.synthetic)
	};
}

/** Counts two columns against each other in the bins of their two-way accuracy. */
export const comparePair: Job<readonly [Axis, Axis], PairCounts> = {
	name: 'compare-pair',
	run: countPair
};
