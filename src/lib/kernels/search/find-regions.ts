import type { Job } from '$lib/terms/compute';
import { explainAway } from './background';
import { byScore, type Candidate } from './candidate';
import { findCandidates, type Breadth } from './find-candidates';
import { refine, rescore } from './refine';
import { findRows } from './rows-of';
import { coarsenAll } from './scan-pairs';
import { startSearch, type SearchInput } from './search-input';
import { regionKey, type CodeRegion } from './table';

export interface FindInput {
	readonly table: SearchInput;
	/** Score that a region must pass. */
	readonly threshold: number;
	/** Regions at most. */
	readonly limit: number;
}

export interface FoundRegion {
	readonly region: CodeRegion;
	readonly score: number;
}

const BREADTH: Breadth = { pairs: 600, triples: 250, refined: 100 };
const MOST_SEARCHES = 8;

function* findRegions(input: FindInput): Generator<number, FoundRegion[], void> {
	const { search, syntheticTotal } = startSearch(input.table, () => false);
	const { table, scorer, lists, pace } = search;
	const coarse = coarsenAll(table);
	const found: FoundRegion[] = [];
	const keys = new Set<string>();
	let total = syntheticTotal;
	for (let round = 0; round < MOST_SEARCHES && found.length < input.limit; round++) {
		const steps = findCandidates(search, coarse, BREADTH);
		let pool: Candidate[] = [];
		for (;;) {
			const step = steps.next();
			if (step.done === true) {
				pool = step.value;
				break;
			}
			yield (round + step.value) / MOST_SEARCHES;
		}
		const before = found.length;
		while (found.length < input.limit) {
			if (pace.isDue()) yield (round + 1) / MOST_SEARCHES;
			const best = takeBest(search, pool, input.threshold);
			if (best === null) break;
			const key = regionKey(best.region);
			if (keys.has(key)) continue;
			keys.add(key);
			found.push({ region: best.region, score: best.score });
			findRows(table, best.region, lists);
			total = explainAway(table, lists, scorer, total);
		}
		if (found.length === before) break;
	}
	return found;
}

/**
 * Takes the candidate that is best under the background of now off the pool, refined; null where none passes.
 * Scores in the pool may be stale, so the best is scored anew until it stays the best.
 */
function takeBest(
	search: Parameters<typeof rescore>[0],
	pool: Candidate[],
	threshold: number
): Candidate | null {
	for (;;) {
		pool.sort(byScore);
		const top = pool[0];
		if (top === undefined || top.score <= threshold) return null;
		const now = rescore(search, top.region);
		pool[0] = now;
		if (now.score <= threshold || now.score < (pool[1]?.score ?? 0)) {
			if (now.score <= threshold) pool.shift();
			continue;
		}
		pool.shift();
		return refine(search, now, true);
	}
}

/**
 * The regions that human data has and synthetic lacks, in the order found, each scored on what those before it
 * leave unexplained.
 */
export const findRegionsJob: Job<FindInput, FoundRegion[]> = {
	name: 'find-regions',
	run: findRegions
};
