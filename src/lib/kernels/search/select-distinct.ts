import { byScore, costOf, type Candidate } from './candidate';
import { coverageFactor } from './background';
import type { Search } from './extend';
import { scaleHumanRows, sumWeights } from './rows-of';

/** A candidate is an echo where those before it leave less than this of its G. */
const LEAST_LEFT = 0.5;
/** Candidates looked at for each one kept. */
export const LOOKED_AT = 10;

/**
 * The best `size` candidates that are no echoes of better ones: each region taken has its human rows weighed down to
 * its coverage, and a candidate must keep half of its G on what is left of its own rows.
 */
export function* selectDistinct(
	search: Search,
	candidates: readonly Candidate[],
	size: number
): Generator<void, Candidate[], void> {
	const { table, scorer, pace } = search;
	const { left } = table.memory;
	left.set(table.human.weights);
	const chosen: Candidate[] = [];
	const ordered = [...candidates].sort(byScore).slice(0, size * LOOKED_AT);
	let before: Candidate | null = null;
	for (const candidate of ordered) {
		if (chosen.length === size) break;
		if (pace.isDue()) yield;
		// The same region, reached by another way, stands right behind the first.
		if (before !== null && byScore(before, candidate) === 0) continue;
		before = candidate;
		const { s } = candidate;
		const h = sumWeights(table, 'human', candidate.region, left);
		const g = candidate.score + costOf(candidate.region);
		if (scorer.g(h, s) < LEAST_LEFT * g) continue;
		chosen.push(candidate);
		scaleHumanRows(table, candidate.region, left, coverageFactor(h, s, scorer));
	}
	return chosen;
}
