import { excesses, excessFalseShares } from '$lib/kernels/case-excess';

/** Shares of the rows that the cutoff may spare, as far as novelty goes. */
const SPARED = [0.95, 0.9, 0.85, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3, 0.2, 0.1];
/** A cutoff may cost this share of the novel rows. */
const LOST = 0.1;
/** Deviations by which a count of the pilot may mislead. */
const CHANCE = 4;

/**
 * The greatest distance below which, as far as the pilot can tell, no threshold passes: where even with four deviations
 * of chance in favour of the rows more than `falseShare` of those above it would be false. A search that is not
 * exact below it loses no row that would pass.
 * @param rows exact distances of some rows
 * @param nulls exact distances of rows that are no cases
 * @returns 0 or more; Infinity where no row of the pilot can pass
 */
export function safeCutoff(rows: Float32Array, nulls: Float32Array, falseShare: number): number {
	const sortedRows = rows.slice().sort();
	const sortedNulls = nulls.slice().sort();
	let passedRows = 0;
	for (let below = 0; below < sortedNulls.length; below++) {
		const at = sortedNulls[below]!;
		while (passedRows < sortedRows.length && sortedRows[passedRows]! < at) passedRows++;
		const above = sortedRows.length - passedRows;
		const nullsAbove = sortedNulls.length - below;
		const mostRows = (above + CHANCE * Math.sqrt(above + 1)) / sortedRows.length;
		const leastNulls = (nullsAbove - CHANCE * Math.sqrt(nullsAbove)) / sortedNulls.length;
		if (leastNulls <= falseShare * mostRows) return below === 0 ? 0 : sortedNulls[below - 1]!;
	}
	return Infinity;
}

/**
 * The greatest cutoff that leaves nine tenths of the novel rows novel, as far as the pilot can tell.
 * @param toSynthetic exact distances of some human rows
 * @param toPeople of the same rows, to the other half of the human table
 * @returns 0 or more; Infinity where no row of the pilot is novel
 */
export function noveltyCutoff(
	toSynthetic: Float32Array,
	toPeople: Float32Array,
	falseShare: number
): number {
	const novelAt = (cutoff: number) =>
		excessFalseShares(excesses(toSynthetic, toPeople, cutoff)).filter(
			(share) => share <= falseShare
		).length;
	const cutoffs = [...SPARED.map((share) => quantile(toSynthetic, share)), 0];
	const novel = cutoffs.map(novelAt);
	const most = Math.max(...novel);
	return most === 0 ? Infinity : cutoffs[novel.findIndex((count) => count >= (1 - LOST) * most)]!;
}

/** The value below which a share of the distances lies; 0 of none. */
export function quantile(distances: Float32Array, share: number): number {
	const sorted = distances.slice().sort();
	return sorted[Math.max(0, Math.min(sorted.length - 1, Math.floor(share * sorted.length)))] ?? 0;
}
