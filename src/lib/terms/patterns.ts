import type { ColumnRef } from './column';
import type { Region } from './region';

/** Over which columns patterns are sought, and from which counts on they count as uncovered. */
export interface PatternChoice {
	/** Names of pairs of columns; null leaves the choice to the measure: the first few with few values. */
	readonly columns: readonly string[] | null;
	/** Human rows that a pattern needs. */
	readonly humanThreshold: number;
	/** Synthetic rows below which it is uncovered; null takes a tenth of the human threshold's rate. */
	readonly syntheticThreshold: number | null;
}

export const DEFAULT_PATTERNS: PatternChoice = {
	columns: null,
	humanThreshold: 30,
	syntheticThreshold: null
};

/** Columns over which patterns are sought at most, so that a person can still read them. */
export const MOST_PATTERN_COLUMNS = 6;

/** A combination of values, one entry a chosen column. */
export interface Combination {
	/** Its value in words, or null for any. */
	readonly values: readonly (string | null)[];
	/** The same as a region; null where more conditions are needed than a region has, or none can say it. */
	readonly region: Region | null;
}

/** A combination of values that human data has and synthetic data does not cover. */
export interface Pattern extends Combination {
	readonly human: number;
	readonly synthetic: number;
}

export interface PatternScores {
	readonly axes: readonly ColumnRef[];
	/** Human rows a pattern needs, and the synthetic rows below which it counts as uncovered. */
	readonly humanThreshold: number;
	readonly syntheticThreshold: number;
	/** Maximal uncovered patterns there are. */
	readonly count: number;
	/** The first of them, most human rows first. */
	readonly patterns: readonly Pattern[];
	/** Combinations that people have, to collect so that each pattern is met at least once; greedy, most patterns first. */
	readonly toCollect: readonly (Pattern & { readonly meets: number })[];
}
