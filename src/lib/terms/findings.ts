import type { Role } from './dataset';
import type { GapKind, Interval, RegionCount } from './gap';
import type { Recipe } from './recipe';
import type { Region } from './region';

/**
 * A region with its counts of one day, to be shown without the data and to hold later data against. Built so that
 * fewer than {@link SMALL_COUNT_FLOOR} human rows stand behind none of its categories, bounds and counts.
 */
export interface FrozenRegion {
	readonly id: string;
	readonly region: Region;
	readonly human: RegionCount;
	readonly synthetic: RegionCount;
	/** Synthetic share over human share. */
	readonly ratio: Interval;
	readonly kind: GapKind;
	/** Whether the search found it and held-out rows bore it out; false for a region named by hand. */
	readonly confirmed: boolean;
	/** Rows that would tell as much unweighted (Kish 1965); absent where no weight column is in use. */
	readonly effective?: Readonly<Record<Role, number>>;
}

/** What an analysis found, as aggregates alone: no row and no value of a row. */
export interface Findings {
	/** Day of the analysis, ISO, UTC. */
	readonly frozenOn: string;
	/** Which recipe the figures answer: see `recipeHash`. */
	readonly recipeHash: string;
	readonly rows: Readonly<Record<Role, number>>;
	/** The same as effective sizes; absent where no weight column is in use. */
	readonly effectiveRows?: Readonly<Record<Role, number>>;
	/** Human rows that must stand behind whatever is told. */
	readonly floor: number;
	/** Regions left out because fewer human rows stand behind them. */
	readonly withheld: number;
	/** Share of human rows in any gap, and in gaps that no reweighting can mend; 0 to 1. */
	readonly inGaps: number;
	readonly notMendable: number;
	/** In rank order. */
	readonly regions: readonly FrozenRegion[];
}

/** What a link or a file carries. */
export interface SharedAnalysis {
	readonly recipe: Recipe;
	readonly findings: Findings | null;
}

/** Fewer human rows than this are never told of. */
export const SMALL_COUNT_FLOOR = 10;
