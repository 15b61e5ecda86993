import type { ColumnRef } from './column';
import type { Role } from './dataset';
import type { MeasuredRegion } from './gap';
import type { Region } from './region';

/**
 * How sure it is that a row is a case. `novel`: other people come nearer to it than any synthetic row does, by more than
 * two samples of people would differ. `unlike-synthetic`: farther from every synthetic row than synthetic rows
 * are from each other, but people have nothing nearer either. `far`: ranked, not more. The first two hold at the
 * report's false share.
 */
export type CaseEvidence = 'novel' | 'unlike-synthetic' | 'far';

/** A row near a case, by its 0-based number in its file. */
export interface CaseNeighbour {
	readonly row: number;
	readonly distance: number;
}

/** How much of the squared distance from the nearest rows of the other table one column carries, 0 to 1. */
export interface CaseColumn extends ColumnRef {
	readonly share: number;
}

/** Why a row stands apart: conditions that it meets and that the other table's rows hardly meet. */
export interface CaseReason {
	readonly region: Region;
	/** One sentence: "duration at least 4,918 is met by no synthetic row and 2 human rows". */
	readonly words: string;
	/** Rows that meet all conditions, this one among them. */
	readonly counts: Readonly<Record<Role, number>>;
}

/**
 * Why a case may be an error rather than a rare truth. `impossible`: beyond what a column of that name can hold.
 * `sentinel`: a code such as 99999 or −1 at the end of a column, or a lone one among words. `sign`: negative where hardly
 * a value is. `isolated`: farther from every other value than these from each other. `decimal`: more decimals than others.
 * `spelling`: a lone spelling of a frequent category. `duplicate`: the row stands in the human file more than once.
 * `dependency`: a value that another value of the row all but rules out.
 */
export type CaseDoubtKind =
	| 'impossible'
	| 'sentinel'
	| 'sign'
	| 'isolated'
	| 'decimal'
	| 'spelling'
	| 'duplicate'
	| 'dependency';

export interface CaseDoubt {
	readonly kind: CaseDoubtKind;
	readonly columns: readonly string[];
	/** One sentence with the figures. */
	readonly words: string;
}

/** What is known of every human row. */
export interface RankedRow {
	/** 0-based row number in the human file. */
	readonly row: number;
	/** Distance to the nearest synthetic row, 0 or more. */
	readonly score: number;
	/**
	 * By how much the squared score exceeds the squared distance to the nearest row of the other half of the human
	 * table; what lies within the cutoff counts as lying at it.
	 */
	readonly excess: number;
	/**
	 * Share of false ones among the rows that stand out as much, 0 to 1. `human`: by their excess (knockoff+).
	 * `synthetic`: by their score beside synthetic rows' own distances (conformal p adjusted by Benjamini–Hochberg).
	 */
	readonly pAdjusted: Readonly<Record<Role, number>>;
	readonly evidence: CaseEvidence;
}

/** A human row far from every synthetic row. */
export interface Case extends RankedRow {
	/** Key of the person's judgement: `c` and the row number. */
	readonly id: string;
	/**
	 * Share of nearest-row distances below the score, 0 to 1: `human`, of human rows to the other half of their table;
	 * `synthetic`, of synthetic rows to the other synthetic rows.
	 */
	readonly percentile: Readonly<Record<Role, number>>;
	/** Columns by what they carry, greatest first, until four fifths are told. */
	readonly columns: readonly CaseColumn[];
	/** Most telling first. */
	readonly reasons: readonly CaseReason[];
	readonly doubts: readonly CaseDoubt[];
	/** Nearest rows of each table, nearest first, the case itself left out. */
	readonly nearest: Readonly<Record<Role, readonly CaseNeighbour[]>>;
	/** Id of its group; null for a case that stands alone. */
	readonly group: string | null;
}

/** Cases that one region holds: it can go into a brief and be verified like a gap. */
export interface CaseGroup extends MeasuredRegion {
	/** Row numbers of its cases, by score. */
	readonly rows: readonly number[];
}

/** A synthetic row far from every human row. */
export interface Invention {
	/** 0-based row number in the synthetic file. */
	readonly row: number;
	/** Distance to the nearest human row. */
	readonly score: number;
	readonly pAdjusted: number;
	readonly columns: readonly CaseColumn[];
	/** Conditions that it meets and that human rows hardly meet, most telling first. */
	readonly reasons: readonly CaseReason[];
	readonly nearest: CaseNeighbour;
	/** Id of its group; null for one that stands alone. */
	readonly group: string | null;
}

/** A synthetic row that equals a human row in every used column. */
export interface CopiedRow {
	readonly row: number;
	readonly humanRow: number;
	/** Distance from that human row to the nearest other one: the greater, the more it gives away. */
	readonly solitude: number;
}

/**
 * Nearest-row distances by size, all that were measured: `counts[i]` rows between `edges[i]` and `edges[i + 1]`.
 * Below the cutoff, where only upper bounds are known, rows are dealt out as a seeded choice of rows lies.
 */
export interface CaseDistribution {
	readonly edges: readonly number[];
	/** Human rows to the synthetic table. */
	readonly cases: readonly number[];
	/** Human rows to the other half of the human table. */
	readonly humanSplit: readonly number[];
	/** Synthetic rows to the other synthetic rows. */
	readonly synthetic: readonly number[];
}

/** What is known of every human row, by its number in the file. */
export interface JudgedRows {
	readonly score: Float32Array;
	readonly excess: Float32Array;
	readonly pAdjusted: Readonly<Record<Role, Float32Array>>;
}

/** What the search for cases found. */
export interface CaseReport {
	/** The explained ones by score, greatest first: the farthest rows, and those that are novel by most. */
	readonly cases: readonly Case[];
	readonly rows: JudgedRows;
	/**
	 * What speaks for an error in a human row, by its number: of every row that passes, of more than 100,000 the farthest,
	 * and of every explained one. Empty where nothing does; no entry where nobody has looked.
	 */
	readonly doubts: ReadonlyMap<number, readonly CaseDoubt[]>;
	readonly groups: readonly CaseGroup[];
	/** The farthest synthetic rows, farthest first, whether they pass or not. */
	readonly inventions: readonly Invention[];
	/** Regions that several of these share; row numbers of the synthetic file. */
	readonly inventionGroups: readonly CaseGroup[];
	readonly copies: {
		/** Synthetic rows that equal a human row. */
		readonly count: number;
		/** How many would, were they people: from the share of human rows whose like stands in the human file again. */
		readonly expected: number;
		/** Those whose human row stands alone, most solitary first. */
		readonly rows: readonly CopiedRow[];
	};
	readonly distribution: CaseDistribution;
	/** Rows that pass at the false share, listed or not. */
	readonly totals: {
		readonly novel: number;
		readonly unlikeSynthetic: number;
		readonly inventions: number;
		/** Human rows that pass and in which something speaks for an error. */
		readonly inDoubt: number;
	};
	/** Accepted share of false ones among the rows that pass. */
	readonly falseShare: number;
	/** Excess from which rows are novel; null where none is. */
	readonly novelExcess: number | null;
	readonly sampling: {
		/** Rows nearer than this are known to be near, not how near; 0 where every distance is exact. */
		readonly cutoff: number;
		/** Human rows that look for their nearest in the other half of the human table, and rows of a half. */
		readonly splitRows: number;
		readonly splitReference: number;
		readonly seed: number;
	};
}
