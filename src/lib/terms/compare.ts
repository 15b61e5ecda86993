import type { ColumnRef } from './column';
import type { Role } from './dataset';
import type { Interval } from './gap';
import type { Region } from './region';

/** A figure beside its noise ceiling: what a second human sample of the synthetic table's size would score. */
export interface Held {
	readonly value: number;
	readonly ceiling: number;
}

/** Shares of both tables in the same bins, 0 to 1; missing values are left out. */
export interface Histogram {
	/** One more than there are bins, ascending; dates in microseconds since 1970. */
	readonly edges: readonly number[];
	/** `log` cuts evenly in log(1 + x), where most values are small and a few are large. */
	readonly scale: 'linear' | 'log';
	/** How far values lie apart where bins hold whole steps, edges half a step beside values; null for other bins. */
	readonly step: number | null;
	readonly shares: Readonly<Record<Role, readonly number[]>>;
}

/** Shares of one category in both tables, 0 to 1. `label` is null for all categories that are not listed. */
export interface CategoryShares {
	readonly label: string | null;
	readonly human: number;
	readonly synthetic: number;
}

/** Whether two columns differ by more than chance, and by how much. */
export interface Drift {
	readonly test: 'Kolmogorov–Smirnov' | 'chi-square';
	readonly pValue: number;
	/** Cliff's delta, −1 to 1 (above 0: synthetic values are greater), or Cramér's V, 0 to 1. */
	readonly effect: number;
	readonly effectName: 'Cliff’s delta' | 'Cramér’s V';
}

/** How one column, or one measure of a text, differs between the tables. Counted over all rows. */
export interface ColumnComparison {
	readonly ref: ColumnRef;
	readonly of: 'number' | 'ordinal' | 'date' | 'category';
	/** 1 − KS statistic or 1 − ½ Σ|p − q|, 0 to 1; missing values left out. */
	readonly shape: Held;
	/** Share of the human range, codes or categories that synthetic reaches; the same where a few rows do not count. */
	readonly coverage: number;
	readonly coverageAtCount: number;
	readonly drift: Drift;
	/** Null for categories. */
	readonly histogram: Histogram | null;
	/** Largest differences first; empty for numbers and dates. */
	readonly categories: readonly CategoryShares[];
	/** Sentences on what gives a value's source away: spelling, decimals, heaping on round numbers. */
	readonly leaks: readonly string[];
}

/** Rows that a bound or category must have before coverage at a minimum count takes it in. */
export const COVERAGE_COUNT = 5;

/** A score of every set of columns (one, two or three), as places in the list of axes. */
export interface SetScores {
	/** Columns a set. */
	readonly size: number;
	/** Places of the columns of set i: `members[i · size]` and on. */
	readonly members: Uint16Array;
	readonly scores: Float64Array;
	readonly ceilings: Float64Array;
	/** Sets there are; more than were scored where a sample of sets was drawn. */
	readonly of: number;
	readonly mean: Held;
	/** Cells with at least ten human rows, and those of them without a synthetic row. */
	readonly cells: number;
	readonly emptyCells: number;
}

/** k-way accuracy and pair trends over all pairs of columns. */
export interface PairScores {
	readonly axes: readonly ColumnRef[];
	readonly accuracy: SetScores;
	/** Same pairs, same order. */
	readonly trends: SetScores;
	/** Places of the pairs whose accuracy lies furthest below its ceiling, those first. */
	readonly worst: readonly number[];
	/** The synthetic table is as close as a sample of so many of the human rows, 0 to 1. */
	readonly closeAsSample: number;
	/**
	 * Where there are too many pairs to read all rows for each: so many that lie furthest below their ceilings were
	 * scored again on all rows read. Null where all pairs were.
	 */
	readonly refined: {
		readonly pairs: number;
		readonly rows: Readonly<Record<Role, number>>;
	} | null;
}

/** Accuracy over single columns and over triples. */
export interface AccuracyScores {
	readonly axes: readonly ColumnRef[];
	readonly single: SetScores;
	readonly triples: SetScores | null;
}

/** Two columns counted against each other in the bins of their accuracy. */
export interface PairTable {
	readonly axes: readonly [ColumnRef, ColumnRef];
	/** Words for each bin of the first and of the second column. */
	readonly labels: readonly [readonly string[], readonly string[]];
	/** Share of rows in each cell, row-major, 0 to 1. */
	readonly shares: Readonly<Record<Role, readonly number[]>>;
	/** Each cell as a region; null where it holds unlike values that no conditions say. */
	readonly regions: readonly (Region | null)[];
	readonly accuracy: Held;
}

/** A column by which a classifier tells the tables apart. */
export interface Telltale {
	readonly ref: ColumnRef;
	/** Fall of the held-out AUC when the column is shuffled. */
	readonly importance: number;
	/** Held-out AUC with this column alone, 0.5 to 1. */
	readonly alone: number;
}

/** Held-out answers of a classifier that tries to tell the tables apart (classifier two-sample test). */
export interface ClassifierScores {
	/** 0.5 where nothing tells them apart; the upper end of what chance gives stands beside each. */
	readonly accuracy: number;
	readonly auc: number;
	readonly chanceAccuracy: number;
	readonly chanceAuc: number;
	readonly pValue: number;
	readonly telltales: readonly Telltale[];
}

/** A figure on nearest neighbours beside the same figure for a second human sample. */
export interface NeighbourFigure {
	readonly name:
		| 'precision'
		| 'recall'
		| 'density'
		| 'coverage'
		| 'alpha-precision'
		| 'beta-recall'
		| 'authenticity'
		| 'near-copies'
		| 'effective-variety';
	readonly value: number;
	/** What identical distributions give: by formula for coverage, else measured on two human samples. */
	readonly expected: number;
}

export interface NeighbourScores {
	/** Neighbours a ball. */
	readonly k: number;
	readonly figures: readonly NeighbourFigure[];
}

/** Synthetic rows that equal a human row in every shared column. */
export interface CopyScores {
	readonly columns: number;
	readonly copies: number;
	/** Copies that a second human sample of the synthetic size would hold, by leaving one human row out at a time. */
	readonly expected: number;
	/** Human rows that have a twin. */
	readonly humanTwins: number;
}

/** Synthetic rows beside human rows that the generator was not shown. */
export interface HoldoutScores {
	readonly fileName: string;
	readonly rows: number;
	/** Columns that all three tables have. */
	readonly columns: number;
	/** Synthetic rows that equal a row of the human table, and those that equal a row of the holdout. */
	readonly copies: number;
	readonly holdoutCopies: number;
	/** What `holdoutCopies` comes to for as many holdout rows as the human table has. */
	readonly expected: number;
	/** Share of synthetic rows whose nearest row is one of the human table, among equally many of both; 0.5 by chance. */
	readonly nearer: Interval;
}

/** Variety within each table, on equally many rows. */
export interface DiversityScores {
	/** Rows drawn from each side. */
	readonly rows: number;
	/** Distinct rows once numbers are cut into ten human quantile bins. */
	readonly distinct: Readonly<Record<Role, number>>;
	/** Mean Shannon entropy of columns and of pairs of columns, bits. */
	readonly columnEntropy: Readonly<Record<Role, number>>;
	readonly pairEntropy: Readonly<Record<Role, number>>;
}

/** Two columns, each on one side alone, that may mean the same thing. All figures 0 to 1. */
export interface PairSuggestion {
	readonly human: string;
	readonly synthetic: string;
	/** Of the names. */
	readonly likeness: number;
	/** Of the values: Σ min(p, q). */
	readonly overlap: number;
	readonly confidence: number;
}
