import type { Job } from '$lib/terms/compute';
import { adjustPValues, conformalPValues, nullDistances } from './case-conformal';
import { excesses, excessFalseShares } from './case-excess';

/** Nearest-row distances, those at or below the cutoff upper bounds. */
export interface CaseJudgeInput {
	/** Of human rows to the synthetic table, and of synthetic rows to the human one. */
	readonly toSynthetic: Float32Array;
	readonly toHuman: Float32Array;
	/** Of human rows to the other half of their table, and of synthetic rows to the others. */
	readonly humanNulls: Float32Array;
	readonly syntheticNulls: Float32Array;
	readonly cutoff: number;
}

/** How every row stands out, beside what chance alone would show; shares and p-values are 0 to 1. */
export interface CaseJudgement {
	/** By human row: how far its squared distance exceeds that to the other half of the people. */
	readonly excess: Float32Array;
	/** By human row: share of false ones among the rows that exceed as much. */
	readonly byExcess: Float32Array;
	/** By human row, and by synthetic row: adjusted p-value of its distance. */
	readonly byDistance: Float32Array;
	readonly inventions: Float32Array;
	/** The null distances, ascending. */
	readonly humanNulls: Float32Array;
	readonly syntheticNulls: Float32Array;
}

/** Judges every row of both tables by the rows that are no cases. */
export const caseJudgeJob: Job<CaseJudgeInput, CaseJudgement> = {
	name: 'case-judge',
	isLarge: true,
	*run({ toSynthetic, toHuman, humanNulls, syntheticNulls, cutoff }) {
		const human = nullDistances(humanNulls);
		const synthetic = nullDistances(syntheticNulls);
		yield 0.1;
		const excess = excesses(toSynthetic, humanNulls, cutoff);
		const byExcess = new Float32Array(excessFalseShares(excess));
		yield 0.4;
		const adjusted = (distances: Float32Array, nulls: typeof human) =>
			new Float32Array(adjustPValues(conformalPValues(distances, nulls, cutoff)));
		const byDistance = adjusted(toSynthetic, synthetic);
		yield 0.7;
		const inventions = adjusted(toHuman, human);
		return {
			...{ excess, byExcess, byDistance, inventions },
			...{ humanNulls: human.sorted, syntheticNulls: synthetic.sorted }
		};
	}
};
