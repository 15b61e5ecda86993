import type { ColumnRef } from './column';
import type { Role } from './dataset';
import type { SearchSample } from './encoded';
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

/** A region among the rows of both tables that the search did not read. */
export interface HeldOut {
	readonly human: RegionCount;
	readonly synthetic: RegionCount;
	/** Exact probability of so few synthetic rows among the region's, were its shares equal in both tables. */
	readonly pValue: number;
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
	/** What `ratio` and `kind` rest on where the search read a sample; else they rest on all rows. */
	readonly heldOut?: HeldOut;
}

/** A region that a search found, not yet held against chance. */
export interface ProvisionalGap extends MeasuredRegion {
	/** Penalised log-likelihood score on what earlier gaps of the list leave unexplained. */
	readonly score: number;
}

/** A region that the search found and the calibration believes. */
export interface Gap extends ProvisionalGap {
	/** Probability of so high a best score on tables without a gap. */
	readonly pValue: number;
	/** The p of the held-out rows where there are any, else `pValue`, adjusted by Benjamini–Hochberg over the list. */
	readonly pAdjusted: number;
	/** Whether the adjusted p and the interval of the ratio both hold it for real. */
	readonly confirmed: boolean;
	/** What the ratio rests on: rows held out from the search, or all rows with a wider level against selection. */
	readonly effectBasis: 'held-out' | 'selection-corrected';
}

/** A region that synthetic has and human lacks: the same search with the roles turned. `ratio` lies above 1. */
export interface Surplus extends Omit<MeasuredRegion, 'kind'> {
	readonly score: number;
	readonly pValue: number;
}

/**
 * A region short in synthetic only because values were rounded or jittered: its missing rows stand in a thin
 * shell around it.
 */
export interface Smear extends MeasuredRegion {
	/** Share of the shortfall that the shell makes up, 0 to 1. */
	readonly compensated: number;
}

/** A cell of a broken relation: one level or group of each column. */
export interface RelationCell extends Omit<MeasuredRegion, 'kind' | 'ladder'> {
	/** Synthetic rows that the cell would hold, were the relation of the two columns as in human data. */
	readonly expected: number;
}

/** Two columns whose joint pattern is not reproduced in many places at once: one finding, not many regions. */
export interface BrokenRelation {
	readonly id: string;
	readonly columns: readonly [ColumnRef, ColumnRef];
	/** Such as "how age and education go together". */
	readonly words: string;
	readonly score: number;
	/** The cells that synthetic is shortest of given both margins, worst first; at most ten. */
	readonly cells: readonly RelationCell[];
	/** Cells found short in all. */
	readonly cellCount: number;
	/** Human rows in all short cells, as a share of the table. */
	readonly humanShare: number;
}

/** The score that a region must pass, and how it was found: best scores of searches on shuffled labels. */
export interface GapThreshold {
	readonly score: number;
	/** Accepted probability that anything passes on tables without a gap. */
	readonly falseAlarmRate: number;
	readonly permutations: number;
	/** Rows a side in each permutation. */
	readonly rows: Readonly<Record<Role, number>>;
}

/** What the search for gaps found. Regions are in rank order, each without what those before it explain. */
export interface GapReport {
	readonly gaps: readonly Gap[];
	readonly brokenRelations: readonly BrokenRelation[];
	readonly surplus: readonly Surplus[];
	/** Rounding and jitter, told apart from gaps. */
	readonly smeared: readonly Smear[];
	readonly threshold: GapThreshold;
	/** Rows the search read, and the seed of the choice. */
	readonly sample: Readonly<Record<Role, SearchSample>>;
	readonly summary: {
		/** Share of human rows in any gap, 0 to 1. */
		readonly inGaps: number;
		/** Share of human rows in gaps that no reweighting can mend: absent or thin. */
		readonly notMendable: number;
	};
}

/** What weights make of a gap. */
export interface MendedGap {
	readonly id: string;
	readonly words: string;
	/** Synthetic share over human share, over all rows: as the table is, and weighted. */
	readonly before: number;
	readonly after: number;
	/** Whether the weighted ratio falls short by less than the recipe's tolerance. */
	readonly isMended: boolean;
}

/** Weights of synthetic rows that mend what weighting can mend. */
export interface ImportanceWeights {
	/** One a synthetic row, in file order, 0 or more, with mean 1. */
	readonly weights: Float64Array;
	/** A row counts so many times what it did, at most. */
	readonly mostFactor: number;
	/** Synthetic rows that would carry as much information unweighted (Kish). */
	readonly effectiveRows: { readonly before: number; readonly after: number };
	/** Every gap, in rank order; absent and thin ones are left as the columns' margins leave them. */
	readonly gaps: readonly MendedGap[];
}
