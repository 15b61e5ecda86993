import type { BriefPlan } from './brief-plan';
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

/** Cases that one region holds, as far as they may be told. */
export interface FrozenGroup extends FrozenRegion {
	/** Cases among its human rows; null for fewer than {@link SMALL_COUNT_FLOOR}. */
	readonly cases: number | null;
}

/** The search for single rows, as aggregates alone: no case of its own. */
export interface FrozenCases {
	/** Human rows that no synthetic row is like; null for fewer than {@link SMALL_COUNT_FLOOR}, but 0 for none. */
	readonly novel: number | null;
	/** Synthetic rows that no human row is like. */
	readonly inventions: number;
	/** Synthetic rows that equal a human row, and how many would, were they people. */
	readonly copies: number;
	readonly copiesExpected: number;
	/** Accepted share of false ones among the novel rows, 0 to 1. */
	readonly falseShare: number;
	/** Groups left out because fewer human rows than the floor stand behind them. */
	readonly withheld: number;
	readonly groups: readonly FrozenGroup[];
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
	/** Absent where single rows were not searched for. */
	readonly cases?: FrozenCases;
}

/** What a link or a file carries. */
export interface SharedAnalysis {
	readonly recipe: Recipe;
	readonly findings: Findings | null;
	/** What the person decided about the brief; absent where nothing is. */
	readonly draft?: BriefPlan;
	/** Id of the finding that was open; absent where none was. */
	readonly open?: string;
}

/** Fewer human rows than this are never told of. */
export const SMALL_COUNT_FLOOR = 10;
