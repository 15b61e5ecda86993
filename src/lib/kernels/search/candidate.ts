import { CATEGORY_COST, CONDITION_COST } from './score';
import { regionKey, type CodeRegion } from './table';

/** A region with its penalised score under the background it was last scored on. */
export interface Candidate {
	readonly region: CodeRegion;
	readonly score: number;
	/** Its synthetic weight, which no background changes. */
	readonly s: number;
}

/** What a region's conditions and categories cost. */
export function costOf(region: CodeRegion): number {
	let cost = 0;
	for (const { codes } of region)
		cost += CONDITION_COST + (codes === null ? 0 : CATEGORY_COST * (codes.length - 1));
	return cost;
}

/** Best score first; equal scores by shorter, then by canonical text, so that the order never depends on chance. */
export function byScore(a: Candidate, b: Candidate): number {
	if (a.score !== b.score) return b.score - a.score;
	if (a.region.length !== b.region.length) return a.region.length - b.region.length;
	return regionKey(a.region) < regionKey(b.region) ? -1 : 1;
}
