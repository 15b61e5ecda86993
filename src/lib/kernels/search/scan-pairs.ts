import type { Candidate } from './candidate';
import { fineCondition, toFine, type Coarse } from './coarse';
import type { Pace } from './pace';
import { countPair } from './rows-of';
import { CONDITION_COST } from './score';
import type { Table } from './table';

/** The best regions of two columns, echoes of better ones left out. `floor` is a G. */
function scanPair(table: Table, i: number, j: number, floor: number): Candidate[] {
	const { coarse, memory } = table;
	// Intervals outside and sets inside: sets are found by sorting, intervals by trying.
	const [outer, inner] = coarse[i]!.column.kind === 'categories' ? [j, i] : [i, j];
	countPair(table, outer, inner);
	const found = memory.scanPair(scanned(coarse[outer]!), scanned(coarse[inner]!), floor);
	return found.map(({ a, b: { from, to, codes, score, s } }) => {
		const region = [
			fineCondition(coarse[outer]!, outer, a.from, a.to),
			toFine(coarse[inner]!, { column: inner, from, to, codes })
		].sort((x, y) => x.column - y.column);
		// The outer condition names one category at most, and the score has paid for those of the inner one.
		return { region, score: score - 2 * CONDITION_COST, s };
	});
}

function scanned({ column, cells, named }: Coarse) {
	return { isOrdered: column.kind === 'ordered', cells, named };
}

/**
 * Scans every pair of columns and keeps the `size` best regions. Pairs for which `isBanned` holds are left out.
 * Yields the share done.
 */
export function* scanPairs(
	table: Table,
	size: number,
	isBanned: (a: number, b: number) => boolean,
	pace: Pace
): Generator<number, Candidate[], void> {
	let kept: Candidate[] = [];
	let floor = 0;
	const pairs = (table.width * (table.width - 1)) / 2;
	let done = 0;
	for (let i = 0; i < table.width; i++) {
		for (let j = i + 1; j < table.width; j++, done++) {
			if (pace.isDue()) yield done / pairs;
			if (isBanned(i, j)) continue;
			kept.push(...scanPair(table, i, j, floor));
			if (kept.length < 2 * size) continue;
			kept.sort((x, y) => y.score - x.score);
			kept = kept.slice(0, size);
			floor = Math.max(floor, kept.at(-1)!.score + 20);
		}
	}
	return kept.sort((x, y) => y.score - x.score).slice(0, size);
}
