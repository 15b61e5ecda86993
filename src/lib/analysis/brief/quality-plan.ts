import type { QualityNumbers } from '$lib/terms/brief-numbers';
import type { BriefPlan } from '$lib/terms/brief-plan';
import { roundUp } from './numbers/distributions';
import {
	afterAiScreen,
	failsAllChecks,
	goldPass,
	majorityCorrect,
	ratersForReliability
} from './numbers/rater-quality';
import { rowsForZeroFailures } from './numbers/sample-size';

/** Options of an attention check, as the drafted ones have them. */
const CHECK_OPTIONS = 4;

/** The next odd number, so that a vote has no tie. */
function odd(value: number): number {
	return value % 2 === 0 ? value + 1 : value;
}

/** The quality plan's numbers from its rates; `records` is what the audit draws from. */
export function qualityNumbers({ quality }: BriefPlan, records: number): QualityNumbers {
	const raters = odd(ratersForReliability(quality.raterAgreement, quality.reliability));
	const ai = afterAiScreen(quality.aiShare, quality.aiSensitivity, quality.aiSpecificity);
	const pass = Math.min(quality.goldPass, quality.goldItems);
	const pilot = quality.pilot ?? rowsForZeroFailures(quality.problemRate);
	return {
		pilot,
		pilotShows: 1 - (1 - quality.problemRate) ** pilot,
		raters,
		majorityCorrect: majorityCorrect(raters, quality.raterAccuracy),
		goldPassGuess: goldPass(quality.goldItems, pass, quality.guessRate),
		goldPassCareful: goldPass(quality.goldItems, pass, quality.carefulRate),
		checksFailRandom: failsAllChecks(quality.attentionChecks, 1 - 1 / CHECK_OPTIONS),
		checksFailCareful: failsAllChecks(quality.attentionChecks, 1 - quality.carefulRate),
		aiResidual: ai.residual,
		aiInnocent: ai.innocent,
		audit: Number.isFinite(records) ? roundUp(records * quality.auditShare) : 0
	};
}
