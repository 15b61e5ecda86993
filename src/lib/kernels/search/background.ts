import type { Scorer } from './score';
import type { RowLists } from './rows-of';
import { weigh } from './rows-of';
import type { Table } from './table';

/** Below this coverage, or with fewer synthetic rows, reweighting would rest on next to nothing. */
const LEAST_COVERAGE = 0.3;
const LEAST_ROWS = 30;

/**
 * Explains a region's shortfall away, so that what is scored next is scored on what is left: afterwards synthetic
 * has the human share in the region. Its rows there are raked up (Deming and Stephan 1940, one margin) where they
 * can carry it, else the missing mass is laid on the region's human rows. `lists` holds the region's rows.
 * Returns the table's new synthetic total.
 */
export function explainAway(
	table: Table,
	lists: RowLists,
	scorer: Scorer,
	syntheticTotal: number
): number {
	const { h, s } = weigh(table, lists);
	const share = Math.min(h / scorer.humanTotal, 0.999);
	const outside = syntheticTotal - s;
	const wanted = (share * outside) / (1 - share);
	if (wanted <= s) return syntheticTotal;
	const coverage = s / syntheticTotal / share;
	const { syntheticWeight, humanWeight } = table;
	if (coverage >= LEAST_COVERAGE && lists.syntheticCount >= LEAST_ROWS) {
		const factor = wanted / s;
		for (let i = 0; i < lists.syntheticCount; i++) syntheticWeight[lists.synthetic[i]!]! *= factor;
		if (table.ghost !== null)
			for (let i = 0; i < lists.humanCount; i++) table.ghost[lists.human[i]!]! *= factor;
	} else {
		table.ghost ??= new Float64Array(table.human.count);
		const each = (wanted - s) / h;
		for (let i = 0; i < lists.humanCount; i++) {
			const row = lists.human[i]!;
			table.ghost[row]! += each * humanWeight[row]!;
		}
	}
	const total = outside + wanted;
	scorer.setSyntheticTotal(total);
	return total;
}
