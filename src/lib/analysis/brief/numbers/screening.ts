import { atLeast, roundUp } from './distributions';

/** Beyond this many people no study is planned; above it the search for a bound stops. */
export const MOST_PEOPLE = 1e9;

/** People who must finish, and start, so that `accepted` remain. Rates are shares lost, below 1. */
export function inflate(
	accepted: number,
	rejectionRate: number,
	dropoutRate: number
): { readonly completes: number; readonly starts: number } {
	const completes = roundUp(accepted / (1 - rejectionRate));
	return { completes, starts: roundUp(completes / (1 - dropoutRate)) };
}

/** Incidence from human rows, drawn towards one half by one row each way: `(k + 1)/(n + 2)`. Source: Laplace. */
export function shrunkIncidence(passed: number, of: number): number {
	return (passed + 1) / (of + 2);
}

/**
 * Fewest people to screen so that at least `needed` pass with probability `certainty`, each passing with
 * probability `incidence`. Infinity at incidence 0.
 */
export function peopleToScreen(needed: number, incidence: number, certainty: number): number {
	if (needed <= 0) return 0;
	if (incidence <= 0) return Infinity;
	if (incidence >= 1) return needed;
	let low = needed;
	let high = Math.max(needed + 1, Math.ceil(needed / incidence));
	while (atLeast(needed, high, incidence) < certainty) {
		low = high + 1;
		high *= 2;
		if (high > MOST_PEOPLE) return Infinity;
	}
	while (low < high) {
		const middle = Math.floor((low + high) / 2);
		if (atLeast(needed, middle, incidence) >= certainty) high = middle;
		else low = middle + 1;
	}
	return low;
}

/** Mean and standard deviation of the people screened until `needed` have passed. Source: negative binomial. */
export function expectedToScreen(
	needed: number,
	incidence: number
): { readonly mean: number; readonly deviation: number } {
	if (needed <= 0) return { mean: 0, deviation: 0 };
	if (incidence <= 0) return { mean: Infinity, deviation: Infinity };
	return {
		mean: needed / incidence,
		deviation: Math.sqrt(needed * (1 - incidence)) / incidence
	};
}
