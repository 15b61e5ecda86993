import type { CaseDistribution } from '$lib/terms/case';
import type { CaseDistances } from './case-distances';

const BINS = 48;

/**
 * Bins all measured distances of the three kinds on one scale, from 0 to the greatest. Rows within the cutoff are
 * dealt out as the pilot's lie, to whole rows: how far they are is not known of each.
 */
export function caseHistogram({
	across,
	nulls,
	pilot,
	cutoff
}: Pick<CaseDistances, 'across' | 'nulls' | 'pilot' | 'cutoff'>): CaseDistribution {
	const all = [across.human.distances, nulls.human, nulls.synthetic] as const;
	const width = (Math.max(...all.map(greatest)) || 1) / BINS;
	const count = (distances: Float32Array, chosen: Float32Array | undefined) => {
		const counts = binCounts(distances, width, cutoff);
		if (chosen === undefined) return counts;
		const known = counts.reduce((sum, rows) => sum + rows, 0);
		return addWithin(counts, distances.length - known, chosen, width, cutoff);
	};
	return {
		edges: Array.from({ length: BINS + 1 }, (_, i) => i * width),
		cases: count(all[0], pilot?.across.human),
		humanSplit: count(all[1], pilot?.nulls.human),
		synthetic: count(all[2], pilot?.nulls.synthetic)
	};
}

function greatest(distances: Float32Array): number {
	return distances.reduce((most, by) => (by > most && by < Infinity ? by : most), 0);
}

/** Counts the distances above the cutoff; all where it is 0. */
function binCounts(distances: Float32Array, width: number, cutoff: number): number[] {
	const counts = new Array<number>(BINS).fill(0);
	for (const distance of distances)
		if (distance < Infinity && (cutoff === 0 || distance > cutoff))
			counts[Math.min(BINS - 1, Math.floor(distance / width))]!++;
	return counts;
}

/** Adds `rows` to the counts as the chosen distances within the cutoff lie. */
function addWithin(
	counts: readonly number[],
	rows: number,
	chosen: Float32Array,
	width: number,
	cutoff: number
): number[] {
	const within = chosen.filter((distance) => distance <= cutoff);
	const shape = binCounts(within, width, 0);
	let below = 0;
	let dealt = 0;
	return counts.map((known, bin) => {
		below += shape[bin]!;
		const upTo = within.length === 0 ? 0 : Math.round((rows * below) / within.length);
		const added = upTo - dealt;
		dealt = upTo;
		return known + added;
	});
}
