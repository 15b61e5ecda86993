import type { Job } from '$lib/terms/compute';
import type { CaseRows, CaseSpace } from './case-space';

/** Conditions a case. */
export const CASE_CONDITIONS = 4;
/** Subsets of a case's conditions. */
export const CASE_SUBSETS = 1 << CASE_CONDITIONS;
/** Rows whose marks are made at once: 32 words of 32 rows for each condition. */
const WORDS = 32;
const BLOCK_ROWS = 32 * WORDS;
/** Numbers and codes are 16 bits. */
const VALUES = 65_536;
const LEAST_NUMBER = -32_768;
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

/** The rows to count among, and what to count. */
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
	isLarge: true,
	*run({ space, rows, conditions }) {
		const counts = new Uint32Array(conditions.caseCount * CASE_SUBSETS);
		for (let at = 0; at < counts.length; at += CASE_SUBSETS) counts[at] = rows.count;
		const { places, spans, axes } = cutAxes(space, conditions);
		const marks = new Uint32Array(spans.length * WORDS);
		let sliceEnd = performance.now() + SLICE_MS;
		for (let start = 0; start < rows.count; start += BLOCK_ROWS) {
			const end = Math.min(rows.count, start + BLOCK_ROWS);
			for (const axis of axes) markBlock(space, rows, axis, start, end);
			spans.forEach((span, i) => markSpan(span, end - start, marks, i * WORDS));
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

/** An axis, and the whole numbers at which conditions on it begin or have ended. */
interface CutAxis {
	readonly axis: number;
	/** Ascending; infinite where a condition is open. */
	readonly cuts: Float64Array;
	/** How many cuts lie at or below each value, by the value less {@link least}. */
	readonly ranks: Uint16Array;
	readonly least: number;
	/** Of the rows of a block a bit where so many cuts or more lie at or below the value, `[cuts + 1][words]`. */
	readonly above: Uint32Array;
}

/** A condition: the rows with at least `from` cuts at or below them and less than `to`; of no axis, all rows. */
interface Span {
	readonly axis: CutAxis | null;
	readonly from: number;
	readonly to: number;
}

/** Cases share many conditions: which span each place holds, each span once, and the axes that they cut. */
function cutAxes({ numberCount }: CaseSpace, { axes, low, high }: CaseConditions) {
	// Values are whole: what is above a bound begins at the next whole number.
	const endsOf = (at: number) => [Math.ceil(low[at]!), Math.floor(high[at]!) + 1] as const;
	const cutsOf = new Map<number, Set<number>>();
	axes.forEach((axis, at) => {
		if (axis < 0) return;
		const cuts = cutsOf.get(axis) ?? new Set();
		cutsOf.set(axis, cuts);
		for (const end of endsOf(at)) cuts.add(end);
	});
	const cut = new Map(
		[...cutsOf].map(([axis, ends]) => [
			axis,
			cutAxis(axis, axis < numberCount ? LEAST_NUMBER : 0, [...ends])
		])
	);
	const indexOf = new Map<string, number>();
	const spans: Span[] = [];
	const places = Uint32Array.from(axes, (axis, at) => {
		const [begin, end] = endsOf(at);
		const key = axis < 0 ? '' : `${axis} ${begin} ${end}`;
		const known = indexOf.get(key);
		if (known !== undefined) return known;
		indexOf.set(key, spans.length);
		const own = cut.get(axis);
		const rankOf = (of: number) => (own === undefined ? 0 : own.cuts.indexOf(of) + 1);
		return spans.push({ axis: own ?? null, from: rankOf(begin), to: rankOf(end) }) - 1;
	});
	return { places, spans, axes: [...cut.values()] };
}

function cutAxis(axis: number, least: number, ends: readonly number[]): CutAxis {
	const cuts = Float64Array.from(ends).sort();
	const ranks = new Uint16Array(VALUES);
	let rank = 0;
	for (let i = 0; i < VALUES; i++) {
		while (rank < cuts.length && cuts[rank]! <= i + least) rank++;
		ranks[i] = rank;
	}
	return { axis, cuts, ranks, least, above: new Uint32Array((cuts.length + 1) * WORDS) };
}

/** Marks the rows from `start` to `end` above each cut of an axis. */
function markBlock(
	{ numberCount, costs }: CaseSpace,
	rows: CaseRows,
	{ axis, cuts, ranks, least, above }: CutAxis,
	start: number,
	end: number
): void {
	above.fill(0);
	const isNumber = axis < numberCount;
	const values = isNumber ? rows.numbers : rows.codes;
	const width = isNumber ? numberCount : costs.length;
	let at = start * width + (isNumber ? axis : axis - numberCount);
	for (let i = 0; i < end - start; i++, at += width)
		above[ranks[values[at]! - least]! * WORDS + (i >> 5)]! |= 1 << (i & 31);
	for (let i = cuts.length * WORDS - 1; i >= 0; i--) above[i]! |= above[i + WORDS]!;
}

/** Sets the bit of each of a block's first `count` rows that a span holds, and clears all others. */
function markSpan({ axis, from, to }: Span, count: number, marks: Uint32Array, at: number): void {
	if (axis === null) {
		marks.fill(0, at, at + WORDS);
		for (let i = 0; i < count; i++) marks[at + (i >> 5)]! |= 1 << (i & 31);
		return;
	}
	const { above } = axis;
	for (let word = 0; word < WORDS; word++)
		marks[at + word] = above[from * WORDS + word]! & ~above[to * WORDS + word]!;
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
