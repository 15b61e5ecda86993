import { columnKey } from '$lib/terms/column';
import { MISSING_CODE, type EncodedColumn, type EncodedPair } from '$lib/terms/encoded';
import type { Condition, Region } from '$lib/terms/region';
import { isWithin, stepBound } from './range-bounds';
import { SMALL_CELL } from './small-cells';

/** Which human rows lie in several regions at once. */
export interface RegionOverlaps {
	/** Regions that were held against each other. */
	readonly regions: readonly string[];
	/** Rows by all the regions that they lie in, two or more, by place in `regions`: no row counts in two of these. */
	readonly memberships: readonly (readonly [places: readonly number[], rows: number])[];
	/** Rows of the table for each row counted: above 1 where a sample was read. */
	readonly scale: number;
}

/** Human rows in all of some regions: 0 where fewer than ten were met, null where one of them was not counted. */
export function rowsInAll(
	{ regions, memberships, scale }: RegionOverlaps,
	ids: readonly string[]
): number | null {
	const places = ids.map((id) => regions.indexOf(id));
	if (places.includes(-1)) return null;
	let met = 0;
	for (const [held, rows] of memberships)
		if (places.every((place) => held.includes(place))) met += rows;
	return met < SMALL_CELL ? 0 : Math.round(met * scale);
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

/** Whether a human row lies in a region; null where a condition's column was not encoded. */
function rowTest({ conditions }: Region, { columns }: EncodedPair) {
	const tests = conditions.map((condition) => {
		const column = columns.find((one) => columnKey(one) === columnKey(condition));
		return column && { codes: column.codes.human, meets: meetingCodes(column, condition) };
	});
	if (tests.some((test) => test === undefined)) return null;
	return (row: number) => tests.every((test) => test!.meets[test!.codes[row] ?? MISSING_CODE]);
}

/** How the human rows, as the encoding met them, lie in some regions: every combination that occurs, counted. */
export function regionOverlaps(
	encoded: EncodedPair,
	regions: readonly { readonly id: string; readonly region: Region }[]
): RegionOverlaps {
	const { rows, of } = encoded.sample.human;
	const known = regions.flatMap(({ id, region }) => {
		const isIn = rowTest(region, encoded);
		return isIn === null ? [] : [{ id, isIn }];
	});
	// Each row's combination, by its place in `held`; each region in turn parts those that it cuts.
	const held: (readonly number[])[] = [[]];
	const at = new Uint32Array(rows);
	for (const [place, { isIn }] of known.entries()) {
		const within = new Map<number, number>();
		for (let row = 0; row < rows; row++) {
			if (!isIn(row)) continue;
			const before = at[row]!;
			if (!within.has(before)) within.set(before, held.push([...held[before]!, place]) - 1);
			at[row] = within.get(before)!;
		}
	}
	const counts = new Uint32Array(held.length);
	for (const combination of at) counts[combination]!++;
	const memberships = held
		.map((places, i) => [places, counts[i]!] as const)
		.filter(([places, met]) => places.length > 1 && met > 0);
	return { regions: known.map(({ id }) => id), memberships, scale: rows === 0 ? 1 : of / rows };
}
