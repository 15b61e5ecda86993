import { bestCondition } from './best-condition';
import { costOf, type Candidate } from './candidate';
import { bestFurther, type Search } from './extend';
import { countCodes, findRows, weigh } from './rows-of';
import { CONDITION_COST } from './score';
import { withCondition, type CodeRegion } from './table';

const LEAST_GAIN = 1e-9;
const MOST_ROUNDS = 8;

/** Scores a region on the table as the background has it now. */
export function rescore({ table, scorer }: Search, region: CodeRegion): Candidate {
	const { h, s } = weigh(table, region);
	return { region, score: scorer.g(h, s) - costOf(region), s };
}

/**
 * Coordinate ascent on fine codes: while the score rises, moves a condition's bounds, drops it, or puts the best
 * condition on another column in its place; then adds one. `isWide` tries other columns, else only own bounds.
 */
export function refine(search: Search, start: Candidate, isWide: boolean): Candidate {
	let best = rescore(search, start.region);
	for (let round = 0; round < MOST_ROUNDS; round++) {
		const before = best.score;
		for (let i = 0; i < best.region.length; i++) best = moveCondition(search, best, i, isWide);
		if (isWide && best.region.length < search.maxConditions) best = addCondition(search, best);
		if (best.score <= before + LEAST_GAIN) break;
	}
	return best;
}

function moveCondition(search: Search, best: Candidate, i: number, isWide: boolean): Candidate {
	const { table, scorer, lists } = search;
	const rest = best.region.filter((_, at) => at !== i);
	const own = best.region[i]!.column;
	findRows(table, rest, lists);
	const restCost = costOf(rest);
	let better = best;
	const consider = (region: CodeRegion, score: number, s: number) => {
		if (score > better.score + LEAST_GAIN) better = { region, score, s };
	};
	if (rest.length > 0) {
		const { h, s } = weigh(table, rest);
		consider(rest, scorer.g(h, s) - restCost, s);
	}
	const counts = countCodes(table, lists, own);
	const cost = restCost + CONDITION_COST;
	const floor = () => Math.max(0, better.score + cost);
	const moved = bestCondition(table, table.columns[own]!, own, counts, 0, floor());
	if (moved !== null) consider(withCondition(rest, moved.condition), moved.score - cost, moved.s);
	if (!isWide || rest.length === 0) return better;
	return bestAdded(search, rest, better, own);
}

/** `best`, or the region with the best further condition where that scores higher. `lists` holds the region's rows. */
function bestAdded(search: Search, region: CodeRegion, best: Candidate, own: number): Candidate {
	const cost = costOf(region) + CONDITION_COST;
	let better = best;
	for (const { condition, score, s } of bestFurther(
		search,
		region,
		Math.max(0, best.score + cost),
		own
	)) {
		if (score - cost <= better.score + LEAST_GAIN) continue;
		better = { region: withCondition(region, condition), score: score - cost, s };
	}
	return better;
}

function addCondition(search: Search, best: Candidate): Candidate {
	findRows(search.table, best.region, search.lists);
	return bestAdded(search, best.region, best, -1);
}
