import type { Job } from '$lib/terms/compute';
import type { CaseRows, CaseSpace } from './case-space';

/** Conditions a case. */
export const CASE_CONDITIONS = 4;
/** Subsets of a case's conditions. */
export const CASE_SUBSETS = 1 << CASE_CONDITIONS;
const BLOCK_ROWS = 256;
const SLICE_MS = 12;

/** Up to four conditions for each case, `[cases × 4]`. */
export interface CaseConditions {
	readonly caseCount: number;
	/** Axis of a condition: a number, or `numberCount` and more a code; −1 for none. */
	readonly axes: Int16Array;
	/** Least and greatest value that meets it, both met; a code's are equal. */
	readonly low: Float32Array;
	readonly high: Float32Array;
}

export interface CaseCombinationsInput {
	readonly space: CaseSpace;
	readonly rows: CaseRows;
	readonly conditions: CaseConditions;
}

/**
 * Counts, for every case and every subset of its conditions, the rows that meet all of the subset: `[cases × 16]`, the
 * subset's conditions as bits. A condition on no axis is met by every row.
 */
export const caseCombinationsJob: Job<CaseCombinationsInput, Uint32Array> = {
	name: 'case-combinations',
	*run({ space, rows, conditions }) {
		const counts = new Uint32Array(conditions.caseCount * CASE_SUBSETS);
		let sliceEnd = performance.now() + SLICE_MS;
		for (let start = 0; start < rows.count; start += BLOCK_ROWS) {
			const end = Math.min(rows.count, start + BLOCK_ROWS);
			for (let at = 0; at < conditions.caseCount; at++) {
				countExactly(space, rows, start, end, conditions, at, counts);
				if (performance.now() > sliceEnd) {
					yield start / rows.count;
					sliceEnd = performance.now() + SLICE_MS;
				}
			}
		}
		addSupersets(counts);
		return counts;
	}
};

/** Adds to `counts` the rows that meet just the conditions of each subset. */
function countExactly(
	space: CaseSpace,
	rows: CaseRows,
	start: number,
	end: number,
	{ axes, low, high }: CaseConditions,
	at: number,
	counts: Uint32Array
): void {
	const { numberCount } = space;
	const codeCount = space.costs.length;
	for (let row = start; row < end; row++) {
		let met = 0;
		for (let i = 0, j = at * CASE_CONDITIONS; i < CASE_CONDITIONS; i++, j++) {
			const axis = axes[j]!;
			if (axis < 0) {
				met |= 1 << i;
				continue;
			}
			const value =
				axis < numberCount
					? rows.numbers[row * numberCount + axis]!
					: rows.codes[row * codeCount + axis - numberCount]!;
			if (value >= low[j]! && value <= high[j]!) met |= 1 << i;
		}
		counts[at * CASE_SUBSETS + met]!++;
	}
}

/** Turns counts of rows that meet just a subset into counts of rows that meet at least it. */
function addSupersets(counts: Uint32Array): void {
	for (let bit = 1; bit < CASE_SUBSETS; bit <<= 1)
		for (let i = 0; i < counts.length; i++) if ((i & bit) === 0) counts[i]! += counts[i | bit]!;
}
