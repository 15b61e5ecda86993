import type { Compute } from './compute';
import type { SqlEngine } from './engine';

/** The steps of an analysis in the order they run. */
export type Stage = 'open' | 'profile' | 'encode' | 'firstLook' | 'compare' | 'gaps' | 'cases';

/** How far a step has come. */
export interface Progress {
	readonly stage: Stage;
	/** Share of the stage that is done, 0 to 1, never falling. */
	readonly done: number;
	/** What is being done, for people: "counting 64 candidate regions". */
	readonly message: string;
}

/** What every step is given, last: the doors to the outside, and how to report and stop. */
export interface RunContext {
	readonly engine: SqlEngine;
	readonly compute: Compute;
	readonly signal: AbortSignal;
	readonly onProgress: (progress: Progress) => void;
}
