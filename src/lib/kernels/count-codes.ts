import type { Job } from '$lib/terms/compute';
import { maskOf, type CodeRegion } from './search/table';

/** One side's rows as codes, and the regions to count in them. */
export interface CountCodesInput {
	readonly regions: readonly CodeRegion[];
	/** Codes by row, one array a column; those that no region names may be empty. */
	readonly columns: readonly Uint8Array[];
	readonly rows: number;
	/** Weight of each row; null where every row counts 1. */
	readonly weights: Float64Array | null;
}

/** Figures of one region in {@link countCodesJob}'s answer: rows, sum of weights, sum of squared weights. */
export const COUNT_FIGURES = 3;

/** Rows at a time: few enough that their marks stay in the processor's cache and a slice is short. */
const BLOCK = 16_384;

function* countCodes(input: CountCodesInput): Generator<number, Float64Array, void> {
	const { regions, columns, rows, weights } = input;
	const counts = new Float64Array(regions.length * COUNT_FIGURES);
	const isIn = new Uint8Array(BLOCK);
	for (const [i, region] of regions.entries()) {
		const masks = region.map(maskOf);
		for (let from = 0; from < rows; from += BLOCK) {
			const size = Math.min(BLOCK, rows - from);
			isIn.fill(1, 0, size);
			region.forEach(({ column }, at) => {
				const codes = columns[column]!;
				const mask = masks[at]!;
				for (let row = 0; row < size; row++) isIn[row]! &= mask[codes[from + row]!]!;
			});
			for (let row = 0; row < size; row++) {
				if (isIn[row] === 0) continue;
				const weight = weights === null ? 1 : weights[from + row]!;
				counts[i * COUNT_FIGURES]!++;
				counts[i * COUNT_FIGURES + 1]! += weight;
				counts[i * COUNT_FIGURES + 2]! += weight * weight;
			}
		}
		yield (i + 1) / regions.length;
	}
	return counts;
}

/** Counts regions among coded rows: {@link COUNT_FIGURES} figures a region, in the order given. */
export const countCodesJob: Job<CountCodesInput, Float64Array> = {
	name: 'count-codes',
	run: countCodes
};
