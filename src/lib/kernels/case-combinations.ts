import type { Job } from '$lib/terms/compute';
import type { CaseRows, CaseSpace } from './case-space';

/** Conditions a case. */
export const CASE_CONDITIONS = 4;
/** Subsets of a case's conditions. */
export const CASE_SUBSETS = 1 << CASE_CONDITIONS;
/** Rows whose marks are made at once: 32 words of 32 rows for each condition. */
const WORDS = 32;
const BLOCK_ROWS = 32 * WORDS;
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
		for (let at = 0; at < counts.length; at += CASE_SUBSETS) counts[at] = rows.count;
		const { places, distinct } = distinctConditions(conditions);
		const marks = new Uint32Array(distinct.length * WORDS);
		let sliceEnd = performance.now() + SLICE_MS;
		for (let start = 0; start < rows.count; start += BLOCK_ROWS) {
			const end = Math.min(rows.count, start + BLOCK_ROWS);
			distinct.forEach((at, i) =>
				markRows(
					space,
					rows,
					start,
					end,
					conditions,
					at,
					marks.subarray(i * WORDS, (i + 1) * WORDS)
				)
			);
			for (let at = 0; at < conditions.caseCount; at++) {
				countSubsets(marks, places, at, counts);
				if (performance.now() > sliceEnd) {
					yield start / rows.count;
					sliceEnd = performance.now() + SLICE_MS;
				}
			}
		}
		return counts;
	}
};

/** Cases share many conditions: which one each place holds, and a place of each. */
function distinctConditions({ axes, low, high }: CaseConditions): {
	places: Uint32Array;
	distinct: number[];
} {
	const known = new Map<string, number>();
	const distinct: number[] = [];
	const places = Uint32Array.from(axes, (axis, at) => {
		const key = axis < 0 ? '' : `${axis} ${low[at]} ${high[at]}`;
		const index = known.get(key) ?? distinct.push(at) - 1;
		known.set(key, index);
		return index;
	});
	return { places, distinct };
}

/** Sets the bit of each row from `start` to `end` that meets a condition, and clears all others. */
function markRows(
	{ numberCount, costs }: CaseSpace,
	rows: CaseRows,
	start: number,
	end: number,
	{ axes, low, high }: CaseConditions,
	at: number,
	marks: Uint32Array
): void {
	marks.fill(0);
	const axis = axes[at]!;
	const isNumber = axis < numberCount;
	const values = isNumber ? rows.numbers : rows.codes;
	const width = isNumber ? numberCount : costs.length;
	const column = isNumber ? axis : axis - numberCount;
	const [least, greatest] = [low[at]!, high[at]!];
	for (let row = start, i = 0; row < end; row++, i++) {
		const value = values[row * width + column]!;
		if (axis < 0 || (value >= least && value <= greatest)) marks[i >> 5]! |= 1 << (i & 31);
	}
}

/** Rows of a word that meet all conditions of each subset, a bit a row. */
const met = new Uint32Array(CASE_SUBSETS);

/** Adds a block's rows to the counts of each subset of a case's conditions. */
function countSubsets(
	marks: Uint32Array,
	places: Uint32Array,
	at: number,
	counts: Uint32Array
): void {
	for (let word = 0; word < WORDS; word++) {
		for (let i = 0; i < CASE_CONDITIONS; i++)
			met[1 << i] = marks[places[at * CASE_CONDITIONS + i]! * WORDS + word]!;
		for (let bits = 1; bits < CASE_SUBSETS; bits++) {
			const others = bits & (bits - 1);
			if (others !== 0) met[bits] = met[others]! & met[bits ^ others]!;
			counts[at * CASE_SUBSETS + bits]! += countBits(met[bits]!);
		}
	}
}

/** Set bits of 32, counted in parallel (Warren, Hacker's Delight, 5-1). */
function countBits(word: number): number {
	const pairs = word - ((word >>> 1) & 0x55555555);
	const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
	return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
