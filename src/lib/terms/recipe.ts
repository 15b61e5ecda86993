import type { ColumnType } from './column';
import type { Fingerprint, Role, RowChoice } from './dataset';
import type { Region } from './region';

/** A source as a recipe names it: enough to recognise the file, nothing of its rows. */
export interface SourceRef {
	readonly name: string;
	/** Absent for a file that was never opened. */
	readonly fingerprint?: Fingerprint;
	/** Address of a public table, or of a shipped sample relative to the app. */
	readonly url?: string;
	/** Which rows of the file make the table, where one file holds both. */
	readonly chosen?: RowChoice;
}

export interface Settings {
	/** Seeds every random choice: equal recipes on equal files give equal answers. */
	readonly seed: number;
	/** 1 to 4. */
	readonly maxConditions: number;
	/** Shortfall too small to matter, as a share of the human rate: 0.1 leaves gaps above 0.9 of it alone. */
	readonly tolerance: number;
	/** Accepted probability of claiming anything at all on tables without a gap. */
	readonly falseAlarmRate: number;
	/** Rows a side that the search reads at most; larger tables are sampled, all rows are counted. 0 means all. */
	readonly searchRows: number;
}

/** A person's verdict on a finding, kept with the recipe and honoured everywhere. */
export type Judgement = 'real' | 'impossible' | 'error' | 'known';

/** Whether a finding so judged is to be left out of what is asked for and counted. */
export function isSetAside(judgement: Judgement | null | undefined): boolean {
	return judgement !== undefined && judgement !== null && judgement !== 'real';
}

/**
 * Everything that decides an analysis and the only thing that is shared. Frozen: a change makes a new recipe.
 * Keyed by column where it speaks of columns, by region id where it speaks of findings.
 */
export interface Recipe {
	readonly version: 1;
	readonly sources: Readonly<Partial<Record<Role, SourceRef>>>;
	/** Human column name → synthetic column name, where names differ; null leaves the column unpaired. */
	readonly pairing: Readonly<Record<string, string | null>>;
	/** Chosen types, which decide the uses; a column not named here is used as its values suggest. */
	readonly uses: Readonly<Record<string, ColumnType>>;
	/**
	 * Names that the person gave to columns, by the human column's. They are read in place of it where tables are compared;
	 * conditions and SQL keep the file's.
	 */
	readonly names?: Readonly<Record<string, string>>;
	readonly settings: Settings;
	/** Regions that the person named by hand. */
	readonly ownRegions: readonly Region[];
	readonly judgements: Readonly<Record<string, Judgement>>;
	/** Regions chosen for the brief, in its order. */
	readonly chosen: readonly Region[];
}

export const DEFAULT_SETTINGS: Settings = {
	seed: 1,
	maxConditions: 4,
	tolerance: 0.1,
	falseAlarmRate: 0.05,
	searchRows: 200_000
};

export const EMPTY_RECIPE: Recipe = {
	version: 1,
	sources: {},
	pairing: {},
	uses: {},
	settings: DEFAULT_SETTINGS,
	ownRegions: [],
	judgements: {},
	chosen: []
};

/** Whether a judgement is of a single human row: its key is `c` and the row's number. */
export function isOfRow(judged: string): boolean {
	return /^c\d+$/.test(judged);
}

/** The recipe without judgements of single rows, which say something of a row that few or none share. */
export function withoutRowJudgements(recipe: Recipe): Recipe {
	const kept = Object.entries(recipe.judgements).filter(([judged]) => !isOfRow(judged));
	return { ...recipe, judgements: Object.fromEntries(kept) };
}
