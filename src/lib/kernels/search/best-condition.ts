import { lastNamed } from './coarse';
import type { Counts } from './search-memory';
import type { CodeCondition, SearchColumn, Table } from './table';

/** The best condition on a column within a context, and its score: G less what its categories cost. */
export interface Choice {
	readonly condition: CodeCondition;
	readonly score: number;
	/** Synthetic weight that meets it. */
	readonly s: number;
}

/**
 * The best condition on `column` (its index among the columns) from counts of its codes, which begin at `offset`: an
 * interval other than all levels, a small set or "is missing". Null where none beats `floor`.
 */
export function bestCondition(
	{ memory }: Table,
	of: SearchColumn,
	column: number,
	counts: Counts,
	offset: number,
	floor: number
): Choice | null {
	const isOrdered = of.kind === 'ordered';
	const found = memory.bestCondition(counts, offset, isOrdered, lastNamed(of), floor);
	if (found === null) return null;
	const { from, to, codes, score, s } = found;
	return { condition: { column, from, to, codes }, score, s };
}
