import { CATEGORY_COST, CONDITION_COST } from './score';
import { columnsKey, regionKey, type CodeRegion } from './table';

/** A region with its penalised score under the background it was last scored on. */
export interface Candidate {
	readonly region: CodeRegion;
	readonly score: number;
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

/** The best `size` candidates, no region twice and at most `perColumns` on the same set of columns. */
export function selectDiverse(
	candidates: readonly Candidate[],
	size: number,
	perColumns: number
): Candidate[] {
	const seen = new Set<string>();
	const taken = new Map<string, number>();
	const chosen: Candidate[] = [];
	for (const candidate of [...candidates].sort(byScore)) {
		if (chosen.length === size) break;
		const columns = columnsKey(candidate.region);
		const count = taken.get(columns) ?? 0;
		const key = regionKey(candidate.region);
		if (count >= perColumns || seen.has(key)) continue;
		seen.add(key);
		taken.set(columns, count + 1);
		chosen.push(candidate);
	}
	return chosen;
}
