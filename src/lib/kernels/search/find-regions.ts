import type { Job } from '$lib/terms/compute';
import { byScore, type Candidate } from './candidate';
import type { Search } from './extend';
import { findCandidates, type Breadth } from './find-candidates';
import { CLEAR, Listing, movedColumns, type FindInput, type Findings } from './listing';
import { refine, rescore } from './refine';
import { startSearch } from './search-input';
import { settleExtent } from './settle-extent';
import { smearedShare } from './smear';
import type { CodeRegion } from './table';

const BREADTH: Breadth = { pairs: 600, triples: 200, refined: 60 };
/**
 * Single columns that synthetic all but leaves empty come first: one column says it best. Then deep shortfalls, as if
 * one of this share were nothing: else wide shallow ones would be explained away first, and blur the holes in them.
 */
const ABSENT = 0.9;
/** Looks at single columns in a row, at most. */
const MOST_LOOKS = 100;
const DEEP = 0.4;
/** A phase that finds fewer in a search leaves the rest to the next, or the searches would end before the last. */
const WORTHWHILE = 3;
/** A region so far made up for is told without its intervals where that stands. */
const PARTLY_SMEARED = 0.25;

function* findRegions(input: FindInput): Generator<number, Findings, void> {
	const isBanned = (a: number, b: number): boolean => listing.isBanned(a, b);
	const search = startSearch(input.table, isBanned);
	const hasMoved = movedColumns(input).size > 0;
	const asTheyAre = hasMoved ? startSearch(input.asTheyAre, isBanned) : null;
	const listing: Listing = new Listing(input, search, asTheyAre);
	try {
		yield* fillListing(listing);
	} finally {
		search.table.memory.close();
		asTheyAre?.table.memory.close();
	}
	return listing.findings();
}

/** Searches again and again, each time for what the regions listed so far leave unexplained. Yields the share done. */
function* fillListing(listing: Listing): Generator<number, void, void> {
	const { input, search } = listing;
	const { tolerance, maxConditions } = input.table;
	const clear = Math.max(input.threshold, CLEAR);
	const phases = [
		{ tolerance: ABSENT, maxConditions: 1, isClear: true },
		{ tolerance: DEEP, maxConditions, isClear: true },
		{ tolerance, maxConditions, isClear: true },
		{ tolerance, maxConditions, isClear: false }
	].filter((phase) => phase.tolerance >= tolerance);
	let phase = 0;
	let share = 0;
	/** Each phase still takes a search, and all together at most what is left: about as many as between the two. */
	const shareAt = (round: number, step: number): number => {
		const ahead = phases.slice(phase).filter(({ maxConditions }) => maxConditions > 1).length;
		const toCome = Math.max(1, Math.sqrt(ahead * (input.searches - round)));
		// What comes before the first search takes about as long as one.
		share = Math.max(share, (1 + round + step) / (1 + round + toCome));
		return share;
	};
	// Looks at single columns alone are all but free, and do not count as searches.
	for (let round = 0, looks = 0; round < input.searches && !listing.isFull();) {
		const { tolerance, maxConditions, isClear } = phases[phase]!;
		const isLook = maxConditions === 1 && looks++ < MOST_LOOKS;
		search.scorer.setTolerance(tolerance);
		const steps = findCandidates({ ...search, maxConditions }, BREADTH);
		let pool: Candidate[] = [];
		for (;;) {
			const step = steps.next();
			if (step.done === true) {
				pool = step.value;
				break;
			}
			if (!isLook) yield shareAt(round, step.value);
		}
		let taken = 0;
		while (!listing.isFull()) {
			if (search.pace.isDue()) yield shareAt(round, 0);
			const least = isClear ? clear : listing.leastScore();
			const best = takeBest({ ...search, maxConditions }, pool, least);
			if (best === null) break;
			if (listing.take(...tell(search, best, input.table.tolerance, least))) taken++;
		}
		if (taken === 0 && phase === phases.length - 1) break;
		if (taken < (isLook ? 1 : WORTHWHILE)) phase = Math.min(phase + 1, phases.length - 1);
		if (!isLook) round++;
	}
}

/**
 * A found region as it is told, and the share of its shortfall that rows just outside make up for: settled to its
 * extent, and without intervals that the generator blurs, where that passes.
 */
function tell(
	search: Search,
	best: Candidate,
	tolerance: number,
	least: number
): [candidate: Candidate, compensated: number] {
	const settled = settleExtent(search, best, tolerance);
	const told = settled.score > least ? settled : best;
	const compensated = smearedShare(search, told.region);
	if (compensated < PARTLY_SMEARED) return [told, compensated];
	const sharp = withoutIntervals(search, [told.region, best.region], tolerance);
	return sharp !== null && sharp.score > least ? [sharp, 0] : [told, compensated];
}

/** The best of some regions without their intervals, scored at the recipe's tolerance; null where nothing is left. */
function withoutIntervals(
	search: Search,
	regions: readonly CodeRegion[],
	tolerance: number
): Candidate | null {
	const before = search.scorer.tolerance;
	search.scorer.setTolerance(tolerance);
	const sharp = regions
		.map((region) => region.filter(({ from, codes }) => from === 0 || codes !== null))
		.filter((region) => region.length > 0)
		.map((region) => rescore(search, region))
		.sort(byScore)[0];
	search.scorer.setTolerance(before);
	return sharp ?? null;
}

/** Whether a region stands on a pair of columns that has been banned since it was found. */
function isStale({ isBanned }: Search, region: CodeRegion): boolean {
	return region.some(({ column: a }, i) =>
		region.slice(i + 1).some(({ column: b }) => isBanned(a, b))
	);
}

/**
 * Takes the candidate that is best under the background of now off the pool, refined; null where none passes.
 * Scores in the pool may be stale, so the best is scored anew until it stays the best.
 */
function takeBest(search: Search, pool: Candidate[], threshold: number): Candidate | null {
	for (;;) {
		pool.sort(byScore);
		const top = pool[0];
		if (top === undefined || top.score <= threshold) return null;
		const now = isStale(search, top.region) ? null : rescore(search, top.region);
		if (now === null || now.score <= threshold) {
			pool.shift();
			continue;
		}
		pool[0] = now;
		if (now.score < (pool[1]?.score ?? -Infinity)) continue;
		pool.shift();
		return refine(search, now, true);
	}
}

/**
 * The regions that human data has and synthetic lacks, in the order found, each scored on what those before it
 * leave unexplained; smears and broken relations apart.
 */
export const findRegionsJob: Job<FindInput, Findings> = {
	name: 'find-regions',
	isLarge: true,
	run: findRegions
};
