import type { Search } from './extend';
import { fineCondition } from './coarse';
import { countPair } from './rows-of';
import type { Counts } from './search-memory';
import type { CodeRegion, Table } from './table';

const LEAST_CELLS = 6;
const LEAST_SIGMA = 2.5;
const RAKING_ROUNDS = 20;
/** A cell counts as short where its coverage is at most this far above the region's. */
const COVERAGE_SLACK = 0.15;

/** Two columns whose cells are short in many places at once, given both margins. */
export interface FoundRelation {
	readonly columns: readonly [number, number];
	/** Short cells, worst first: a level or group of each column, and the synthetic weight expected there. */
	readonly cells: readonly { readonly region: CodeRegion; readonly expected: number }[];
	/** By how much the generator moves the values of each, a standard deviation in its units, where that is the cause. */
	readonly moved: readonly [number, number];
}

/**
 * Synthetic weights by cell, were the relation of the two columns as in human data: the human table raked to the
 * synthetic margins (iterative proportional fitting, Deming and Stephan 1940).
 */
function expectedCells({ h, s }: Counts, rows: number, columns: number): Float64Array {
	const expected = h.slice(0, rows * columns);
	const wanted = {
		rows: new Float64Array(rows),
		columns: new Float64Array(columns)
	};
	s.subarray(0, rows * columns).forEach((weight, i) => {
		wanted.rows[Math.floor(i / columns)]! += weight;
		wanted.columns[i % columns]! += weight;
	});
	for (let round = 0; round < RAKING_ROUNDS; round++) {
		for (let row = 0; row < rows; row++)
			scaleLine(expected, row * columns, 1, columns, wanted.rows[row]!);
		for (let column = 0; column < columns; column++)
			scaleLine(expected, column, columns, rows, wanted.columns[column]!);
	}
	return expected;
}

function scaleLine(
	cells: Float64Array,
	from: number,
	step: number,
	count: number,
	wanted: number
): void {
	let sum = 0;
	for (let i = 0; i < count; i++) sum += cells[from + i * step]!;
	const factor = sum > 0 ? wanted / sum : 0;
	for (let i = 0; i < count; i++) cells[from + i * step]! *= factor;
}

/**
 * The cells of two columns that are short given both margins, of those that synthetic covers to at most `coverage`, and
 * how many rows they miss. Null where they are few.
 */
export function relationOf(
	coarse: Table['coarse'],
	[a, b]: readonly [number, number],
	counts: Counts,
	perHuman: number,
	coverage: number
): { readonly relation: FoundRelation; readonly missing: number } | null {
	const width = coarse[b]!.cells;
	const expected = expectedCells(counts, coarse[a]!.cells, width);
	const short: { at: number; missing: number }[] = [];
	let total = 0;
	// The last cell of some columns gathers categories that no condition can name.
	const isNamed = (at: number) =>
		!(coarse[a]!.column.hasOther && Math.floor(at / width) === coarse[a]!.cells - 1) &&
		!(coarse[b]!.column.hasOther && at % width === width - 1);
	expected.forEach((wanted, at) => {
		if (!isNamed(at)) return;
		const missing = wanted - counts.s[at]!;
		if (missing < LEAST_SIGMA * Math.sqrt(Math.max(wanted, 1) * (1 + perHuman))) return;
		if (counts.s[at]! > coverage * wanted) return;
		short.push({ at, missing });
		total += missing;
	});
	if (short.length < LEAST_CELLS) return null;
	short.sort((x, y) => y.missing - x.missing || x.at - y.at);
	const cellOf = (column: number, cell: number) =>
		fineCondition(coarse[column]!, column, cell, cell);
	const cells = short.map(({ at }) => ({
		region: [cellOf(a, Math.floor(at / width)), cellOf(b, at % width)],
		expected: expected[at]!
	}));
	return { relation: { columns: [a, b], cells, moved: [0, 0] }, missing: total };
}

/**
 * The pair of the region's columns whose whole relation is off, of which the region is but a part: many cells short
 * given both margins, about as badly as the region, and the region less than half of it. Null where there is none.
 */
export function findBrokenRelation(
	{ table, scorer }: Search,
	region: CodeRegion,
	weights: { readonly h: number; readonly s: number }
): FoundRelation | null {
	const perHuman = scorer.syntheticTotal / scorer.humanTotal;
	const shortfall = weights.h * perHuman - weights.s;
	const coverage = weights.s / (weights.h * perHuman) + COVERAGE_SLACK;
	let worst: FoundRelation | null = null;
	let worstTotal = 2 * shortfall;
	for (let i = 0; i < region.length; i++) {
		for (let j = i + 1; j < region.length; j++) {
			const pair = [region[i]!.column, region[j]!.column] as const;
			const found = relationOf(table.coarse, pair, countPair(table, ...pair), perHuman, coverage);
			if (found === null || found.missing <= worstTotal) continue;
			worst = found.relation;
			worstTotal = found.missing;
		}
	}
	return worst;
}
