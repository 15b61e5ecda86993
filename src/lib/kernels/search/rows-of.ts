import type { Role } from '$lib/terms/dataset';
import type { Counts } from './search-memory';
import { wordsOf } from './side-blocks';
import type { CodeRegion, Table } from './table';

/** Rows of a region, one buffer a side that the next call reuses. */
export interface RowLists {
	readonly human: Uint32Array;
	humanCount: number;
	readonly synthetic: Uint32Array;
	syntheticCount: number;
}

export function createRowLists({ memory, human, synthetic }: Table): RowLists {
	return {
		human: memory.words(human.blocks.listed, human.count),
		humanCount: 0,
		synthetic: memory.words(synthetic.blocks.listed, synthetic.count),
		syntheticCount: 0
	};
}

function fill(table: Table, role: Role, region: CodeRegion, into: Uint32Array): number {
	const { count, bits } = table[role];
	if (region.length === 0) {
		for (let row = 0; row < count; row++) into[row] = row;
		return count;
	}
	const [a = 0, b = 0, c = 0, d = 0] = bits.of(region);
	return table.memory.module.listRows(a, b, c, d, wordsOf(count), into.byteOffset);
}

/** Finds the rows of both sides that meet all conditions. */
export function findRows(table: Table, region: CodeRegion, lists: RowLists): void {
	lists.humanCount = fill(table, 'human', region, lists.human);
	lists.syntheticCount = fill(table, 'synthetic', region, lists.synthetic);
}

/** The sum of `weights`, a view of the table's memory, over the rows of a side that meet all conditions. */
export function sumWeights(
	table: Table,
	role: Role,
	region: CodeRegion,
	weights: Float64Array
): number {
	if (region.length === 0) return weights.reduce((sum, weight) => sum + weight, 0);
	const { count, bits } = table[role];
	const [a = 0, b = 0, c = 0, d = 0] = bits.of(region);
	return table.memory.module.weighRows(a, b, c, d, wordsOf(count), weights.byteOffset);
}

/** Multiplies `weights`, a view of the table's memory, in the human rows that meet all of at least one condition. */
export function scaleHumanRows(
	table: Table,
	region: CodeRegion,
	weights: Float64Array,
	factor: number
): void {
	const { count, bits } = table.human;
	const [a = 0, b = 0, c = 0, d = 0] = bits.of(region);
	table.memory.module.scaleRows(a, b, c, d, wordsOf(count), weights.byteOffset, factor);
}

/** Weights of both sides in a region. */
export function weigh(table: Table, region: CodeRegion): { h: number; s: number } {
	const { human, synthetic } = table;
	return {
		h: sumWeights(table, 'human', region, human.weights),
		s: sumWeights(table, 'synthetic', region, synthetic.weights)
	};
}

/** Counts the listed rows by cell in every coarse column at once. The next call writes the counts anew. */
export function countCells(table: Table, lists: RowLists): Counts {
	const { memory, width } = table;
	const count = (role: Role, rows: Uint32Array, listed: number, into: Float64Array) => {
		const { blocks } = table[role];
		const offsets = memory.offsets.byteOffset;
		const { byteOffset } = into.fill(0);
		memory.module.addCells(
			blocks.cellsByRow,
			width,
			offsets,
			rows.byteOffset,
			listed,
			blocks.weights,
			byteOffset
		);
	};
	count('human', lists.human, lists.humanCount, memory.byCell.h);
	count('synthetic', lists.synthetic, lists.syntheticCount, memory.byCell.s);
	return memory.byCell;
}

/** Counts the listed rows by code in one column. The next call writes the counts anew. */
export function countCodes(table: Table, lists: RowLists, column: number): Counts {
	const { memory } = table;
	const count = (role: Role, rows: Uint32Array, listed: number, into: Float64Array) => {
		const { blocks, count: all } = table[role];
		const codes = blocks.codes + column * all;
		const { byteOffset } = into.fill(0);
		memory.module.addCodes(codes, rows.byteOffset, listed, blocks.weights, byteOffset);
	};
	count('human', lists.human, lists.humanCount, memory.byCode.h);
	count('synthetic', lists.synthetic, lists.syntheticCount, memory.byCode.s);
	return memory.byCode;
}

/**
 * Counts all rows by the cells of two coarse columns: cell (a, b) at a · cells of b + b. The next call writes the counts
 * anew.
 */
export function countPair(table: Table, a: number, b: number): Counts {
	const { memory, coarse } = table;
	const width = coarse[b]!.cells;
	const cells = coarse[a]!.cells * width;
	const count = (role: Role, into: Float64Array) => {
		const { blocks, count: rows } = table[role];
		const { byteOffset } = into.fill(0, 0, cells);
		const [first, second] = [blocks.cells + a * rows, blocks.cells + b * rows];
		memory.module.addPair(first, second, rows, width, blocks.weights, byteOffset);
	};
	count('human', memory.byPair.h);
	count('synthetic', memory.byPair.s);
	return memory.byPair;
}
