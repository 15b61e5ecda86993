import { bestCondition } from './best-condition';
import { costOf, type Candidate } from './candidate';
import { admits, type Search } from './extend';
import { countAll, countColumn, createHistogram, findRows, weigh } from './rows-of';
import { CONDITION_COST } from './score';
import { withCondition, type CodeRegion } from './table';

const LEAST_GAIN = 1e-9;
const MOST_ROUNDS = 8;

/** Scores a region on the table as the background has it now. */
export function rescore({ table, scorer, lists }: Search, region: CodeRegion): Candidate {
	findRows(table, region, lists);
	const { h, s } = weigh(table, lists);
	return { region, score: scorer.g(h, s) - costOf(region) };
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

const buffers = new Map<number, ReturnType<typeof createHistogram>>();

function histogramFor(columns: number) {
	let histogram = buffers.get(columns);
	if (histogram === undefined) {
		histogram = createHistogram(columns);
		buffers.set(columns, histogram);
	}
	return histogram;
}

function moveCondition(search: Search, best: Candidate, i: number, isWide: boolean): Candidate {
	const { table, scorer, lists } = search;
	const rest = best.region.filter((_, at) => at !== i);
	const own = best.region[i]!.column;
	findRows(table, rest, lists);
	const restCost = costOf(rest);
	let better = best;
	const consider = (region: CodeRegion, score: number) => {
		if (score > better.score + LEAST_GAIN) better = { region, score };
	};
	if (rest.length > 0) {
		const { h, s } = weigh(table, lists);
		consider(rest, scorer.g(h, s) - restCost);
	}
	const one = histogramFor(1);
	countColumn(table, lists, own, one);
	const cost = restCost + CONDITION_COST;
	const moved = bestCondition(
		table.columns,
		own,
		one.h,
		one.s,
		0,
		scorer,
		Math.max(0, better.score + cost),
		true
	);
	if (moved !== null) consider(withCondition(rest, moved.condition), moved.score - cost);
	if (!isWide || rest.length === 0) return better;
	const all = histogramFor(table.width);
	countAll(table, lists, all);
	for (let column = 0; column < table.width; column++) {
		if (column === own || !admits(search, rest, column)) continue;
		const floor = Math.max(0, better.score + cost);
		const choice = bestCondition(
			table.columns,
			column,
			all.h,
			all.s,
			column * 256,
			scorer,
			floor,
			false
		);
		if (choice !== null) consider(withCondition(rest, choice.condition), choice.score - cost);
	}
	return better;
}

function addCondition(search: Search, best: Candidate): Candidate {
	const { table, scorer, lists } = search;
	findRows(table, best.region, lists);
	const all = histogramFor(table.width);
	countAll(table, lists, all);
	const cost = costOf(best.region) + CONDITION_COST;
	let better = best;
	for (let column = 0; column < table.width; column++) {
		if (!admits(search, best.region, column)) continue;
		const floor = Math.max(0, better.score + cost);
		const choice = bestCondition(
			table.columns,
			column,
			all.h,
			all.s,
			column * 256,
			scorer,
			floor,
			false
		);
		if (choice === null || choice.score - cost <= better.score + LEAST_GAIN) continue;
		better = {
			region: withCondition(best.region, choice.condition),
			score: choice.score - cost
		};
	}
	return better;
}
