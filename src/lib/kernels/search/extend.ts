import type { Choice } from './best-condition';
import { byScore, costOf, type Candidate } from './candidate';
import type { Pace } from './pace';
import { toFine } from './coarse';
import { countCells, findRows, type RowLists } from './rows-of';
import { LOOKED_AT, selectDistinct } from './select-distinct';
import { CONDITION_COST, type Scorer } from './score';
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
function admits({ isBanned }: Search, region: CodeRegion, column: number): boolean {
	for (const { column: other } of region)
		if (other === column || isBanned(Math.min(other, column), Math.max(other, column)))
			return false;
	return true;
}

/**
 * The best further condition of a region on every column that it admits but `own`, by their coarse scales, where it
 * beats `floor`. `lists` holds the region's rows.
 */
export function bestFurther(
	search: Search,
	region: CodeRegion,
	floor: number,
	own = -1
): readonly Choice[] {
	const { table, lists } = search;
	const { memory, coarse, width } = table;
	countCells(table, lists);
	for (let column = 0; column < width; column++)
		memory.skipped[column] = column !== own && admits(search, region, column) ? 0 : 1;
	return memory.bestConditions(floor).map(({ column, choice: { from, to, codes, score, s } }) => {
		return { condition: toFine(coarse[column]!, { column, from, to, codes }), score, s };
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
		const cost = costOf(region) + CONDITION_COST;
		for (const { condition, score, s } of bestFurther(search, region, Math.max(0, floor + cost)))
			found.push({ region: withCondition(region, condition), score: score - cost, s });
		if (found.length < 2 * most) continue;
		found = found.sort(byScore).slice(0, most);
		floor = found.at(-1)!.score;
	}
	return yield* selectDistinct(search, found, size);
}
