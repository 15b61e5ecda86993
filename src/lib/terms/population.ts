import type { ColumnRef } from './column';
import type { Held } from './compare';
import type { Role } from './dataset';
import type { Interval } from './gap';

/**
 * How a side stands to the population: `mirrors` it up to chance and 0.02, lies `near` it (0.05), or `off`.
 * A sample too small to tell a difference of 0.05 from chance is `unclear`.
 */
export type Reading = 'mirrors' | 'near' | 'off' | 'unclear';

/** One table held against the population in one column. Shares are weighted where the side has a weight column. */
export interface SideMirror extends Held {
	/** Interval of the value at 0.95. */
	readonly low: number;
	readonly high: number;
	readonly reading: Reading;
	/** Rows with a value, and how many unweighted rows they are worth. */
	readonly rows: number;
	readonly effectiveRows: number;
}

/** A category or band: its share of the population and of both tables, missing values left out. */
export interface MirrorCell {
	readonly label: string;
	/** Of the population; as wide as its rows leave in doubt, of no width where shares are given. */
	readonly target: Interval;
	readonly shares: Readonly<Record<Role, Interval>>;
}

/** Both tables held against the population in one column. */
export interface ColumnMirror {
	readonly ref: ColumnRef;
	readonly sides: Readonly<Record<Role, SideMirror>>;
	/** In the population's order; what it does not list stands last, with a target of 0. */
	readonly cells: readonly MirrorCell[];
}

/** Whether the tables mirror the population that they are to stand for. */
export interface PopulationScores {
	readonly fileName: string;
	/** Whether the file gives shares of values, or rows of people. */
	readonly kind: 'margins' | 'rows';
	/** Rows of people; null where the file gives shares, which are taken as exact. */
	readonly rows: number | null;
	/** Furthest from the population first, by the synthetic table. */
	readonly columns: readonly ColumnMirror[];
	/** Columns that could not be held against it, each with why. */
	readonly leftOut: readonly { readonly column: string; readonly reason: string }[];
}
