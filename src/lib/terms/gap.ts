import type { Region } from './region';

/** Rows of a region in one table. With a weight column, `weight` and `share` are weighted, `count` never is. */
export interface RegionCount {
	/** Rows. */
	readonly count: number;
	/** Sum of weights; equal to `count` without a weight column. */
	readonly weight: number;
	/** Share of the table, 0 to 1. */
	readonly share: number;
}

/** An estimate with its interval. */
export interface Interval {
	readonly estimate: number;
	readonly low: number;
	readonly high: number;
	/** Stated coverage, such as 0.95. */
	readonly level: number;
}

/**
 * `absent`: synthetic has no rows to speak of. `thin`: too few for any reweighting. `drift`: enough rows, in the
 * wrong proportion; reweighting or regenerating mends it.
 */
export type GapKind = 'absent' | 'thin' | 'drift';

/** One rung of a region's ladder: some of its conditions, counted together. */
export interface Rung {
	/** Indices into the region's conditions, ascending. */
	readonly conditions: readonly number[];
	readonly human: RegionCount;
	readonly synthetic: RegionCount;
	/** Synthetic share over human share. */
	readonly ratio: Interval;
}

/** A region as measured on both tables: exact counts of its predicate over all rows. */
export interface MeasuredRegion {
	/** Stable name of the region: a hash of its conditions. */
	readonly id: string;
	readonly region: Region;
	/** The region in words, such as "age is 65 or more and race is Amer-Indian-Eskimo". */
	readonly words: string;
	/** DuckDB predicate over the human file. */
	readonly sql: string;
	readonly human: RegionCount;
	readonly synthetic: RegionCount;
	/** Synthetic share over human share; below 1 means that synthetic lacks the region. */
	readonly ratio: Interval;
	readonly kind: GapKind;
	/** Each condition alone, each pair, and all together. */
	readonly ladder: readonly Rung[];
}

/** A region that the search found and the calibration believes. */
export interface Gap extends MeasuredRegion {
	/** Penalised log-likelihood score on what earlier gaps of the list leave unexplained. */
	readonly score: number;
	/** Probability of so high a best score on tables without a gap. */
	readonly pValue: number;
	/** `pValue` adjusted by Benjamini–Hochberg over the list. */
	readonly pAdjusted: number;
	/** Whether the gap holds on rows that took no part in finding it. */
	readonly confirmed: boolean;
	/** What the ratio rests on: rows held out from the search, or all rows with a wider level against selection. */
	readonly effectBasis: 'held-out' | 'selection-corrected';
}
