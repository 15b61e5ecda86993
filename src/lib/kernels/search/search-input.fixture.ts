import type { SearchInput } from './search-input';
import type { SearchColumn } from './table';

/** Codes of a column in both tables. */
export interface ColumnCodes {
	readonly human: ArrayLike<number>;
	readonly synthetic: ArrayLike<number>;
}

const PLAIN = { spread: 0, blurWidth: 0, kept: [], hasOther: false } as const;
const bytesOf = ({ human, synthetic }: ColumnCodes) => ({
	human: Uint8Array.from(human),
	synthetic: Uint8Array.from(synthetic)
});

/** A column of numbers 0, 1, … a level; `perGroup` levels make a coarse group. */
export function orderedColumn(
	levels: number,
	codes: ColumnCodes,
	{ perGroup = 1, spread = 0 } = {}
): SearchColumn {
	const values = Float64Array.from({ length: levels }, (_, i) => i);
	return {
		...{ ...PLAIN, kind: 'ordered', levels, spread, lows: values, highs: values },
		groups: Uint8Array.from(values, (level) => Math.floor(level / perGroup)),
		...bytesOf(codes)
	};
}

/** A column of categories, each of which a condition can name. */
export function categoryColumn(levels: number, codes: ColumnCodes): SearchColumn {
	return {
		...{ ...PLAIN, kind: 'categories', levels, groups: null, lows: null, highs: null },
		...bytesOf(codes)
	};
}

/** What a search of these columns is given, every row weighing one. */
export function searchInput(columns: readonly SearchColumn[], maxConditions: number): SearchInput {
	const [{ human, synthetic }] = columns as readonly [SearchColumn];
	return {
		columns,
		rows: { human: human.length, synthetic: synthetic.length },
		weights: { human: null, synthetic: null },
		maxConditions,
		tolerance: 0.1
	};
}
