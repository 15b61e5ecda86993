import type { CodeRegion, Side, Table } from './table';

/** Rows of a region, one buffer a side that the next call reuses. */
export interface RowLists {
	human: Uint32Array;
	humanCount: number;
	synthetic: Uint32Array;
	syntheticCount: number;
}

export function createRowLists(table: Table): RowLists {
	return {
		human: new Uint32Array(table.human.count),
		humanCount: 0,
		synthetic: new Uint32Array(table.synthetic.count),
		syntheticCount: 0
	};
}

function fill(side: Side, region: CodeRegion, into: Uint32Array): number {
	if (region.length === 0) {
		for (let row = 0; row < side.count; row++) into[row] = row;
		return side.count;
	}
	const [a, b, c, d] = region.map((condition) => side.bits.of(side, condition));
	let count = 0;
	for (let word = 0; word < a!.length; word++) {
		let left = a![word]!;
		if (b !== undefined) left &= b[word]!;
		if (c !== undefined) left &= c[word]!;
		if (d !== undefined) left &= d[word]!;
		while (left !== 0) {
			const lowest = left & -left;
			into[count++] = (word << 5) + 31 - Math.clz32(lowest);
			left ^= lowest;
		}
	}
	return count;
}

/** Finds the human rows that meet all conditions. */
export function findHumanRows(table: Table, region: CodeRegion, lists: RowLists): void {
	lists.humanCount = fill(table.human, region, lists.human);
}

/** Finds the rows of both sides that meet all conditions. */
export function findRows(table: Table, region: CodeRegion, lists: RowLists): void {
	findHumanRows(table, region, lists);
	lists.syntheticCount = fill(table.synthetic, region, lists.synthetic);
}

function sumOf(weights: Float64Array, rows: Uint32Array, count: number): number {
	let sum = 0;
	for (let i = 0; i < count; i++) sum += weights[rows[i]!]!;
	return sum;
}

/** Weights of both sides over listed rows. */
export function weigh(table: Table, lists: RowLists): { h: number; s: number } {
	return {
		h: sumOf(table.humanWeight, lists.human, lists.humanCount),
		s: sumOf(table.syntheticWeight, lists.synthetic, lists.syntheticCount)
	};
}

/** Weights by code or by cell. */
export interface Histogram {
	readonly h: Float64Array;
	readonly s: Float64Array;
}

export function createHistogram(size: number): Histogram {
	return { h: new Float64Array(size), s: new Float64Array(size) };
}

function addCells(
	{ cells }: Side,
	width: number,
	rows: Uint32Array,
	count: number,
	weights: Float64Array,
	into: Float64Array
): void {
	into.fill(0);
	for (let i = 0; i < count; i++) {
		const row = rows[i]!;
		const weight = weights[row]!;
		const begin = row * width;
		for (let at = begin; at < begin + width; at++) into[cells[at]!]! += weight;
	}
}

/** Counts the listed rows by cell in every coarse column at once; `histogram` has `table.cells`. */
export function countCells(table: Table, lists: RowLists, { h, s }: Histogram): void {
	const { width, human, synthetic, humanWeight, syntheticWeight } = table;
	addCells(human, width, lists.human, lists.humanCount, humanWeight, h);
	addCells(synthetic, width, lists.synthetic, lists.syntheticCount, syntheticWeight, s);
}

function addCodes(
	codes: Uint8Array,
	rows: Uint32Array,
	count: number,
	weights: Float64Array,
	into: Float64Array
): void {
	into.fill(0);
	for (let i = 0; i < count; i++) {
		const row = rows[i]!;
		into[codes[row]!]! += weights[row]!;
	}
}

/** Counts the listed rows by code in one column; `histogram` has 256. */
export function countCodes(
	table: Table,
	lists: RowLists,
	column: number,
	{ h, s }: Histogram
): void {
	const { human, synthetic, humanWeight, syntheticWeight } = table;
	addCodes(human.byColumn[column]!, lists.human, lists.humanCount, humanWeight, h);
	addCodes(synthetic.byColumn[column]!, lists.synthetic, lists.syntheticCount, syntheticWeight, s);
}
