import type { Role } from '$lib/terms/dataset';
import { coarsenAll, type Coarse } from './coarse';
import { ConditionBits } from './condition-bits';
import { SearchMemory } from './search-memory';
import type { SideBlocks } from './side-blocks';

/** A column of codes for the search; code 0 is missing. */
export interface SearchColumn {
	readonly kind: 'ordered' | 'categories';
	/** Levels; codes run from 1 to this. */
	readonly levels: number;
	/** Coarse group of each level, for ordered columns. */
	readonly groups: Uint8Array | null;
	/** Least and greatest value of each level, for ordered columns; dates as milliseconds. */
	readonly lows: Float64Array | null;
	readonly highs: Float64Array | null;
	/** Range from the 10 % to the 90 % quantile of human values, 0 for categories. */
	readonly spread: number;
	/** Intervals no wider than this cannot be told in synthetic; 0 where all can. */
	readonly blurWidth: number;
	/** Codes whose rows can be told nonetheless. */
	readonly kept: readonly number[];
	/** Whether the last level gathers categories that no condition can name. */
	readonly hasOther: boolean;
	readonly human: Uint8Array;
	readonly synthetic: Uint8Array;
}

/** A condition on codes: from `from` to `to`, or one of `codes` where that is set (then from and to are its ends). */
export interface CodeCondition {
	readonly column: number;
	readonly from: number;
	readonly to: number;
	readonly codes: readonly number[] | null;
}

/** Conditions by ascending column, at most one a column. */
export type CodeRegion = readonly CodeCondition[];

/** Rows of one side, laid out in the memory. */
export interface Side {
	readonly count: number;
	readonly blocks: SideBlocks;
	/** Those of the human side fall as regions are explained away. */
	readonly weights: Float64Array;
	readonly bits: ConditionBits;
}

/** Both tables as the search reads them, with the weights that the background changes. */
export interface Table {
	readonly columns: readonly SearchColumn[];
	readonly coarse: readonly Coarse[];
	/** Cells of all coarse columns. */
	readonly cells: number;
	readonly width: number;
	readonly memory: SearchMemory;
	readonly human: Side;
	readonly synthetic: Side;
}

function fillSide(
	memory: SearchMemory,
	columns: readonly SearchColumn[],
	coarse: readonly Coarse[],
	role: Role,
	weights: Float64Array
): Side {
	const { module } = memory;
	const blocks = memory.sides[role];
	const width = columns.length;
	const count = weights.length;
	columns.forEach((column, at) => {
		const codes = memory.bytes(blocks.codes + at * count, count);
		const cells = memory.bytes(blocks.cells + at * count, count);
		const { cellOf } = coarse[at]!;
		codes.set(column[role]);
		for (let row = 0; row < count; row++) cells[row] = cellOf[codes[row]!]!;
		module.placeCodes(cells.byteOffset, count, at, width, blocks.cellsByRow);
	});
	const own = memory.doubles(blocks.weights, count);
	own.set(weights);
	return { count, blocks, weights: own, bits: new ConditionBits(memory, blocks, count) };
}

/** Intervals or categories of a coarse column, and missing. */
function itemsOf({ column, cells }: Coarse): number {
	return column.kind === 'ordered' ? (cells * (cells + 1)) / 2 : cells;
}

/**
 * Lays out both sides for the search. Weights sum to the effective sample sizes. The table's memory is to be closed.
 * @throws LacunaError where the rows do not fit into the memory that WebAssembly can have
 */
export function buildTable(
	columns: readonly SearchColumn[],
	weights: Readonly<Record<Role, Float64Array>>
): Table {
	const coarse = coarsenAll(columns);
	const width = columns.length;
	const cells = coarse.reduce((sum, column) => sum + column.cells, 0);
	const rows = { human: weights.human.length, synthetic: weights.synthetic.length };
	const mostCells = Math.max(1, ...coarse.map((column) => column.cells));
	const mostItems = Math.max(1, ...coarse.map(itemsOf));
	const memory = new SearchMemory({ width, rows, cells, mostCells, mostItems });
	memory.offsets.set(coarse.map(({ offset }) => offset));
	memory.named.set(coarse.map(({ named }) => named));
	memory.isOrdered.set(coarse.map(({ column }) => (column.kind === 'ordered' ? 1 : 0)));
	const human = fillSide(memory, columns, coarse, 'human', weights.human);
	const synthetic = fillSide(memory, columns, coarse, 'synthetic', weights.synthetic);
	return { columns, coarse, cells, width, memory, human, synthetic };
}

/** A condition as a table of 256 ones and zeros by code. */
export function maskOf({ from, to, codes }: CodeCondition): Uint8Array {
	const mask = new Uint8Array(256);
	if (codes === null) mask.fill(1, from, to + 1);
	else for (const code of codes) mask[code] = 1;
	return mask;
}

/** A region's canonical text, equal for equal regions. */
export function regionKey(region: CodeRegion): string {
	return region
		.map(({ column, from, to, codes }) => `${column}:${codes?.join(',') ?? `${from}-${to}`}`)
		.join(' ');
}

/** The region with one more condition, columns ascending. */
export function withCondition(region: CodeRegion, condition: CodeCondition): CodeRegion {
	const longer: CodeCondition[] = [];
	let isIn = false;
	for (const one of region) {
		if (!isIn && one.column > condition.column) isIn = longer.push(condition) > 0;
		longer.push(one);
	}
	if (!isIn) longer.push(condition);
	return longer;
}
