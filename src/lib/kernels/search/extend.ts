import { bestCondition } from './best-condition';
import { costOf, type Candidate } from './candidate';
import type { Pace } from './pace';
import { countAll, createHistogram, findRows, type RowLists } from './rows-of';
import { selectDistinct } from './select-distinct';
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
	const histogram = createHistogram(table.width);
	const found: Candidate[] = [];
	for (const { region } of contexts) {
		if (pace.isDue()) yield;
		findRows(table, region, lists);
		if (scorer.ceiling(lists.humanCount) <= costOf(region)) continue;
		// The same triple is reached from its smaller pairs, at less cost.
		if (lists.humanCount > WIDEST * table.human.count) continue;
		countAll(table, lists, histogram);
		const cost = costOf(region) + CONDITION_COST;
		for (let column = 0; column < table.width; column++) {
			if (!admits(search, region, column)) continue;
			const { h, s } = histogram;
			const choice = bestCondition(table.columns, column, h, s, column * 256, scorer, 0, false);
			if (choice === null) continue;
			found.push({ region: withCondition(region, choice.condition), score: choice.score - cost });
		}
	}
	return yield* selectDistinct(search, found, size);
}
