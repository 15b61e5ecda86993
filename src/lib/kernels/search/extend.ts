import { bestCondition, type Choice } from './best-condition';
import { byScore, costOf, type Candidate } from './candidate';
import type { Pace } from './pace';
import { toFine } from './coarse';
import { countCells, findRows, type RowLists } from './rows-of';
import { LOOKED_AT, selectDistinct } from './select-distinct';
import { CONDITION_COST, type Scorer } from './score';
import type { Counts } from './search-memory';
import { withCondition, type CodeRegion, type Table } from './table';

/** Contexts with a larger share of the human rows are not extended. */
const WIDEST = 0.4;

/** What the steps of a search share. */
export interface Search {
	readonly table: Table;
	readonly scorer: Scorer;
	readonly lists: RowLists;
	readonly pace: Pace;
	readonly maxConditions: number;
	/** Pairs of columns whose whole relation is known to be off: regions on both are not sought. */
	readonly isBanned: (a: number, b: number) => boolean;
}

/** Whether the region's columns take one more without a banned pair. */
export function admits(search: Search, region: CodeRegion, column: number): boolean {
	return region.every((condition) => {
		const other = condition.column;
		return other !== column && !search.isBanned(Math.min(other, column), Math.max(other, column));
	});
}

/**
 * Adds to each context its best further condition on every column, from one count of all columns over the
 * context's rows. Keeps the `size` best. Yields now and then.
 */
export function* extend(
	search: Search,
	contexts: readonly Candidate[],
	size: number
): Generator<void, Candidate[], void> {
	const { table, scorer, lists, pace } = search;
	const most = size * LOOKED_AT;
	let found: Candidate[] = [];
	let floor = -Infinity;
	for (const { region } of contexts) {
		if (pace.isDue()) yield;
		findRows(table, region, lists);
		if (scorer.ceiling(lists.humanCount) <= costOf(region)) continue;
		// The same triple is reached from its smaller pairs, at less cost.
		if (lists.humanCount > WIDEST * table.human.count) continue;
		const counts = countCells(table, lists);
		const cost = costOf(region) + CONDITION_COST;
		for (let column = 0; column < table.width; column++) {
			if (!admits(search, region, column)) continue;
			const choice = bestOn(search, column, counts, Math.max(0, floor + cost));
			if (choice === null) continue;
			const longer = withCondition(region, choice.condition);
			found.push({ region: longer, score: choice.score - cost, s: choice.s });
		}
		if (found.length < 2 * most) continue;
		found = found.sort(byScore).slice(0, most);
		floor = found.at(-1)!.score;
	}
	return yield* selectDistinct(search, found, size);
}

/** The best condition on a column by its coarse scale, from a count of all cells; null where none beats `floor`. */
export function bestOn(
	{ table }: Search,
	column: number,
	counts: Counts,
	floor: number
): Choice | null {
	const { column: coarse, offset } = table.coarse[column]!;
	const choice = bestCondition(table, coarse, column, counts, offset, floor);
	if (choice === null) return null;
	const { condition, score, s } = choice;
	return { condition: toFine(table.columns[column]!, condition), score, s };
}
