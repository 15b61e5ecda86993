import { lowerBound } from './bounds';

/** Distances of rows that are no cases, ready to judge others by. */
export interface NullDistances {
	/** Ascending. */
	readonly sorted: Float32Array;
}

/** Sorts the distances of rows that are no cases. */
export function nullDistances(distances: Float32Array): NullDistances {
	return { sorted: distances.slice().sort() };
}

/** How many of the null distances lie below a distance. */
export function countBelow({ sorted }: NullDistances, distance: number): number {
	return lowerBound(sorted, distance);
}

/**
 * Conformal p-values of distances: (1 + null distances as great) / (1 + null distances), in (0, 1]
 * (Bates et al., Annals of Statistics 51, 2023). A distance at or below `cutoff` is no exact one and gets 1.
 */
export function conformalPValues(
	distances: Float32Array,
	nulls: NullDistances,
	cutoff: number
): Float64Array {
	const count = nulls.sorted.length;
	const pValues = new Float64Array(distances.length).fill(1);
	distances.forEach((distance, row) => {
		if (distance > cutoff) pValues[row] = (1 + count - countBelow(nulls, distance)) / (1 + count);
	});
	return pValues;
}

/** P-values adjusted for the share of false discoveries (Benjamini and Hochberg 1995), in the given order. */
export function adjustPValues(pValues: Float64Array): Float64Array {
	const sorted = pValues.slice().sort();
	const adjusted = new Float64Array(sorted.length);
	let least = 1;
	// From the greatest down, so that the first of equal ones is adjusted as the last of them is.
	for (let i = sorted.length - 1; i >= 0; i--) {
		least = Math.min(least, (sorted[i]! * sorted.length) / (i + 1));
		adjusted[i] = least;
	}
	return pValues.map((p) => adjusted[lowerBound(sorted, p)]!);
}
