import { costOf, type Candidate } from './candidate';
import { fineCondition, toFine, type Coarse } from './coarse';
import type { Pace } from './pace';
import { countPair } from './rows-of';
import type { Table } from './table';

/** The best regions of two columns, echoes of better ones left out. `floor` is a G. */
function scanPair(table: Table, i: number, j: number, floor: number): Candidate[] {
	const { columns, coarse, memory } = table;
	// Intervals outside and sets inside: sets are found by sorting, intervals by trying.
	const [outer, inner] = coarse[i]!.column.kind === 'categories' ? [j, i] : [i, j];
	countPair(table, outer, inner);
	const found = memory.scanPair(scanned(coarse[outer]!), scanned(coarse[inner]!), floor);
	return found.map(({ a, b: { score, s, ...interval } }) => {
		const region = [
			fineCondition(outer, columns[outer]!, a.from, a.to),
			toFine(columns[inner]!, { ...interval, column: inner })
		].sort((x, y) => x.column - y.column);
		// `score` has paid for the inner set's further categories already.
		const cost = costOf([region[0]!]) + costOf([{ ...region[1]!, codes: null }]);
		return { region, score: score - cost, s };
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
