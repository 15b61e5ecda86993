import { atLeast, roundUp } from './distributions';

/** Probability that most of `raters` (odd) are right, each with probability `accuracy`. Source: Condorcet 1785. */
export function majorityCorrect(raters: number, accuracy: number): number {
	return atLeast((raters + 1) / 2, raters, accuracy);
}

/** Raters whose pooled rating is as reliable as wanted, `⌈R(1 − r)/(r(1 − R))⌉`. Source: Spearman–Brown 1910. */
export function ratersForReliability(agreement: number, reliability: number): number {
	return Math.max(1, roundUp((reliability * (1 - agreement)) / (agreement * (1 - reliability))));
}

/** Probability of at least `pass` right answers on `items` gold items. */
export function goldPass(items: number, pass: number, accuracy: number): number {
	return atLeast(pass, items, accuracy);
}

/** Probability of failing all of `checks` checks, each missed with probability `miss`. */
export function failsAllChecks(checks: number, miss: number): number {
	return miss ** checks;
}

/**
 * What a detector of machine-written text leaves behind: the machine share after flagged texts are dropped, and
 * the share of innocent people among the flagged. Source: Bayes.
 */
export function afterAiScreen(
	share: number,
	sensitivity: number,
	specificity: number
): { readonly residual: number; readonly innocent: number } {
	const missed = share * (1 - sensitivity);
	const passed = (1 - share) * specificity;
	const falsely = (1 - share) * (1 - specificity);
	const caught = share * sensitivity;
	return {
		residual: missed + passed > 0 ? missed / (missed + passed) : 0,
		innocent: falsely + caught > 0 ? falsely / (falsely + caught) : 0
	};
}
