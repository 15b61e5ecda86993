import { lowerBound } from './bounds';

/** Ascending distinct values of one side of a column with how often each occurs. */
export interface Tally {
	readonly values: Float64Array;
	readonly counts: Float64Array;
	/** Present values: the sum of counts. */
	readonly total: number;
}

/** Whole numbers within so wide a range are counted in a table; others are sorted. */
export const WIDEST_TABLE = 1 << 18;

/** Counts distinct values; NaN is missing and left out, −0 is 0, infinities are values. */
export function tally(values: Float64Array): Tally {
	let low = Infinity;
	let high = -Infinity;
	let isWhole = true;
	for (const value of values) {
		if (value !== value) continue;
		if (value < low) low = value;
		if (value > high) high = value;
		if (!Number.isInteger(value)) isWhole = false;
	}
	return isWhole && high - low < WIDEST_TABLE ? tallyWhole(values, low, high) : tallySorted(values);
}

function tallyWhole(values: Float64Array, low: number, high: number): Tally {
	const table = new Float64Array(Math.max(0, high - low + 1));
	for (const value of values) if (value === value) table[value - low]!++;
	const distinct: number[] = [];
	const counts: number[] = [];
	let total = 0;
	for (let i = 0; i < table.length; i++) {
		if (table[i] === 0) continue;
		distinct.push(i + low);
		counts.push(table[i]!);
		total += table[i]!;
	}
	return { values: Float64Array.from(distinct), counts: Float64Array.from(counts), total };
}

function tallySorted(values: Float64Array): Tally {
	const sorted = values.filter((value) => value === value);
	// Adding 0 turns −0 into 0.
	for (let i = 0; i < sorted.length; i++) sorted[i]! += 0;
	sorted.sort();
	const total = sorted.length;
	const counts = new Float64Array(total);
	let distinct = 0;
	for (let i = 0; i < total;) {
		let end = i + 1;
		while (end < total && sorted[end] === sorted[i]) end++;
		sorted[distinct] = sorted[i]!;
		counts[distinct++] = end - i;
		i = end;
	}
	return { values: sorted.subarray(0, distinct), counts: counts.subarray(0, distinct), total };
}

/** How often a value occurs. */
export function countOf(tally: Tally, value: number): number {
	const at = lowerBound(tally.values, value);
	return tally.values[at] === value ? tally.counts[at]! : 0;
}

/** The value at a share of the rows, 0 to 1 (the least value with so many rows at or below it). NaN without rows. */
export function quantile({ values, counts, total }: Tally, share: number): number {
	let below = 0;
	for (let i = 0; i < values.length; i++) {
		below += counts[i]!;
		if (below >= share * total) return values[i]!;
	}
	return values.at(-1) ?? NaN;
}
