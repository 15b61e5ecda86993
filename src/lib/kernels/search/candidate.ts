import { CATEGORY_COST, CONDITION_COST } from './score';
import type { CodeRegion } from './table';

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

/** Best score first; equal scores by shorter, then by their conditions, so that the order never depends on chance. */
export function byScore(a: Candidate, b: Candidate): number {
	if (a.score !== b.score) return b.score - a.score;
	if (a.region.length !== b.region.length) return a.region.length - b.region.length;
	return compareRegions(a.region, b.region);
}

/** Regions of equally many conditions in a fixed order: by columns, ends, then codes. */
function compareRegions(a: CodeRegion, b: CodeRegion): number {
	for (let i = 0; i < a.length; i++) {
		const one = a[i]!;
		const other = b[i]!;
		const by = one.column - other.column || one.from - other.from || one.to - other.to;
		if (by !== 0) return by;
		for (let k = 0; k < Math.max(one.codes?.length ?? 0, other.codes?.length ?? 0); k++) {
			const step = (one.codes?.[k] ?? 0) - (other.codes?.[k] ?? 0);
			if (step !== 0) return step;
		}
	}
	return 0;
}
