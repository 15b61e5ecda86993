import type { ColumnRef } from './column';
import type { Role } from './dataset';
import type { Scalar } from './region';

/** A level of an ordered column: values from `low` to `high`, both met by data; ISO text for dates. */
export interface OrderedLevel {
	readonly low: number | string;
	readonly high: number | string;
}

/** Code of a missing value in every column; levels count from code 1. */
export const MISSING_CODE = 0;

interface EncodedBase extends ColumnRef {
	/** One code a row: 0 missing, else level index + 1. Searched rows only, in file order. */
	readonly codes: Readonly<Record<Role, Uint8Array>>;
}

/** A value that many people give and the generator scatters: `moved` of its rows, over other codes by weight. */
export interface ScatteredValue {
	readonly code: number;
	readonly moved: number;
	readonly to: readonly { readonly code: number; readonly weight: number }[];
}

/** A number, date or text measure, cut into fine levels at human quantiles, ascending. */
export interface OrderedColumn extends EncodedBase {
	readonly kind: 'ordered';
	readonly of: 'number' | 'date';
	readonly levels: readonly OrderedLevel[];
	/** Group of each level, ascending from 0: at most 32 coarse groups for the search. */
	readonly groups: Uint8Array;
	/** Range from the 10 % to the 90 % quantile of human values; dates in microseconds. */
	readonly spread: number;
	/** Values that the generator scatters over those around them: by what share, and over which codes. */
	readonly scatter: readonly ScatteredValue[];
	/** Intervals no wider than this cannot be told in synthetic, which lost the values that many people give; else 0. */
	readonly blurWidth: number;
	/** Codes of the values that many people give and synthetic keeps: those can be told. */
	readonly kept: readonly number[];
}

/** A category or boolean: the most frequent human values, each a level; the rest is the last level, `null`. */
export interface CategoryColumn extends EncodedBase {
	readonly kind: 'categories';
	readonly levels: readonly (Scalar | null)[];
}

export type EncodedColumn = OrderedColumn | CategoryColumn;

/** Which rows the search reads. */
export interface SearchSample {
	/** Rows read. */
	readonly rows: number;
	/** Rows there are. */
	readonly of: number;
	readonly seed: number;
}

/** Both tables as small integer codes with one legend. */
export interface EncodedPair {
	readonly columns: readonly EncodedColumn[];
	readonly sample: Readonly<Record<Role, SearchSample>>;
	/** Weight of each searched row, where a weight column is in use. */
	readonly weights: Readonly<Record<Role, Float64Array | null>>;
}
