import type { Fingerprint } from './dataset';
import type { Findings, FrozenRegion } from './findings';
import type { Interval, RegionCount } from './gap';

/** What has become of a frozen region; `unclear`: too few rows to tell. */
export type Verdict = 'closed' | 'improved' | 'open' | 'reopened' | 'unclear';

/** A frozen region held against new data. */
export interface RegionCheck {
	readonly frozen: FrozenRegion;
	/** Rows of the region in the new table. */
	readonly now: RegionCount;
	/** The new table's share over the frozen human share. */
	readonly ratio: Interval;
	/** The new table's share over the frozen synthetic share. */
	readonly rise: Interval;
	readonly verdict: Verdict;
	/** Rows of the region that, added to the new table, would reach the target. */
	readonly needed: number;
}

/** How varied a table is, in cells: tenths of the human values of a measure or date, categories as they are. */
export interface Diversity {
	/** Cells met, as expected in `rows` rows drawn from the table, so that tables of any size compare. */
	readonly cells: number;
	/** Shannon entropy of the cells, bits. */
	readonly entropy: number;
}

/** Diversity of every column, of all columns summed, and of whole rows. */
export interface TableDiversity {
	/** Rows that the cells are counted in: those of the smallest table of the comparison. */
	readonly rows: number;
	/** Of whole rows. Noise makes more distinct rows than people do, so that it is read beside `together`. */
	readonly overall: Diversity;
	/** Sums over columns: what a generator that forgets values and ranges loses first. */
	readonly together: Diversity;
	readonly columns: readonly (Diversity & { readonly column: string })[];
}

/** A new version of the generator's table, held against the frozen regions. */
export interface VersionCheck {
	readonly name: string;
	readonly rows: number;
	readonly fingerprint: Fingerprint;
	readonly regions: readonly RegionCheck[];
	/**
	 * Confirmed gaps of this version that lie mostly outside the frozen regions it has not closed, kept to the floor as
	 * frozen ones are.
	 */
	readonly newGaps: readonly FrozenRegion[];
	/** More of them, left out because too few human rows stand behind, or because they are told as one with another. */
	readonly newWithheld: number;
	/** Share of human rows in gaps of this version, frozen or not, that no reweighting can mend; 0 to 1. */
	readonly missingShare: number;
	/** Share of human rows in any gap of this version, 0 to 1. */
	readonly inGaps: number;
	/** Share of human rows in frozen regions that this version is still short of, 0 to 1. */
	readonly frozenShort: number;
	readonly diversity: TableDiversity;
}

/** Several versions in the order they were made. */
export interface Trend {
	readonly frozen: Findings;
	/** Whether the human file is another than the one that the regions were frozen on. */
	readonly isOtherHuman: boolean;
	readonly humanDiversity: TableDiversity;
	readonly versions: readonly VersionCheck[];
}

/** One check of the returned rows: which rows fail it. */
export interface RowCheck {
	readonly id: string;
	/** What is checked, for people. */
	readonly words: string;
	/** Rows that fail, 0-based, ascending; the first {@link MAX_LISTED_ROWS} of them. */
	readonly rows: readonly number[];
	readonly failed: number;
	/** `reject`: rows that fail are not accepted. `note`: they are kept, and only told of. */
	readonly severity: 'reject' | 'note';
	/** Why the check could not be made; null where it was. */
	readonly skipped: string | null;
}

export const MAX_LISTED_ROWS = 1_000;

/** A returned row that is not accepted. */
export interface RejectedRow {
	/** 0-based. */
	readonly row: number;
	/** What each check that it fails asks for. */
	readonly reasons: readonly string[];
}

/** Returned human data, checked row by row and added to the synthetic table. */
export interface ReturnCheck {
	readonly name: string;
	readonly rows: number;
	/** Names of the columns that were read. */
	readonly columns: readonly string[];
	readonly checks: readonly RowCheck[];
	/** Rows that fail no check that rejects. */
	readonly accepted: number;
	/** All others, ascending. */
	readonly rejected: readonly RejectedRow[];
	/** Accepted rows of each frozen region, in the order of the findings. */
	readonly added: readonly number[];
	/** Frozen regions in the synthetic table with the accepted rows added. */
	readonly regions: readonly RegionCheck[];
}
