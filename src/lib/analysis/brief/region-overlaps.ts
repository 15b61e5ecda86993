import { MISSING_CODE, type EncodedColumn, type EncodedPair } from '$lib/terms/encoded';
import type { Condition, Region } from '$lib/terms/region';
import { isWithin, stepBound } from './range-bounds';
import { SMALL_CELL } from './small-cells';
import { columnKey } from './translate/column-label';

/** Human rows in two regions at once. */
export interface RegionOverlaps {
	/** Regions that were held against each other. */
	readonly regions: readonly string[];
	/** Rows by both regions' ids, joined with `+` in order; fewer than ten are left out. */
	readonly pairs: Readonly<Record<string, number>>;
}

/** The key of two regions, whatever their order. */
export function pairKey(one: string, other: string): string {
	return one < other ? `${one}+${other}` : `${other}+${one}`;
}

/** Whether each code of a column meets a condition; a level that a bound cuts meets it by its middle. */
function meetingCodes(column: EncodedColumn, condition: Condition): readonly boolean[] {
	if (condition.kind === 'missing') return [true, ...column.levels.map(() => false)];
	if (column.kind === 'categories') {
		const wanted = new Set(condition.kind === 'set' ? condition.values.map(String) : []);
		return [false, ...column.levels.map((level) => level !== null && wanted.has(String(level)))];
	}
	if (condition.kind === 'set') {
		const wanted = new Set(condition.values.map(Number));
		return [
			false,
			...column.levels.map(({ low, high }) => low === high && wanted.has(Number(low)))
		];
	}
	return [
		false,
		...column.levels.map(({ low, high }) =>
			isWithin(condition, (stepBound(column.of, low) + stepBound(column.of, high)) / 2)
		)
	];
}

/** The human rows of a region, a bit each; null where a condition's column was not encoded. */
function rowsOf({ conditions }: Region, { columns }: EncodedPair, rows: number) {
	const tests = conditions.map((condition) => {
		const column = columns.find((one) => columnKey(one) === columnKey(condition));
		return column && { codes: column.codes.human, meets: meetingCodes(column, condition) };
	});
	if (tests.some((test) => test === undefined)) return null;
	const bits = new Uint32Array(Math.ceil(rows / 32));
	for (let row = 0; row < rows; row++)
		if (tests.every((test) => test!.meets[test!.codes[row] ?? MISSING_CODE]))
			bits[row >>> 5]! |= 1 << (row & 31);
	return bits;
}

/** Set bits. Source: Warren, Hacker's Delight, §5–1. */
function countBits(word: number): number {
	const pairs = word - ((word >>> 1) & 0x55555555);
	const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
	return (((fours + (fours >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24;
}

/** Human rows in each two of some regions, as the encoding met them, counted up to all rows. */
export function regionOverlaps(
	encoded: EncodedPair,
	regions: readonly { readonly id: string; readonly region: Region }[]
): RegionOverlaps {
	const { rows, of } = encoded.sample.human;
	const scale = rows === 0 ? 1 : of / rows;
	const known = regions.flatMap(({ id, region }) => {
		const bits = rowsOf(region, encoded, rows);
		return bits === null ? [] : [{ id, bits }];
	});
	const pairs: Record<string, number> = {};
	for (const [i, one] of known.entries())
		for (const other of known.slice(i + 1)) {
			let met = 0;
			for (let word = 0; word < one.bits.length; word++)
				met += countBits(one.bits[word]! & other.bits[word]!);
			if (met >= SMALL_CELL) pairs[pairKey(one.id, other.id)] = Math.round(met * scale);
		}
	return { regions: known.map(({ id }) => id), pairs };
}
