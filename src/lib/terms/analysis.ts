import type { CaseReport } from './case';
import type { ColumnProfile } from './column';
import type { DatasetPair } from './dataset';
import type { EncodedPair } from './encoded';
import type { GapReport, ProvisionalGap } from './gap';

/** What an analysis finds, one field a step, named as the steps are. */
export interface Analysis {
	readonly open: DatasetPair;
	readonly profile: readonly ColumnProfile[];
	readonly encode: EncodedPair;
	readonly firstLook: readonly ProvisionalGap[];
	readonly gaps: GapReport;
	readonly cases: CaseReport;
}

/** A step that has just finished. */
export type FinishedStep = {
	readonly [S in keyof Analysis]: {
		readonly stage: S;
		readonly result: Analysis[S];
		readonly elapsedMs: number;
	};
}[keyof Analysis];

/** Milliseconds that each step took. */
export type Timings = Readonly<Record<keyof Analysis, number>>;
