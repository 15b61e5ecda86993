import type { Role } from '$lib/terms/dataset';
import { coarsenAll, type Coarse } from './coarse';
import { ConditionBits } from './condition-bits';

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

/** Rows of one side: codes by column, cells by row, and the rows of each code. */
export interface Side {
	readonly count: number;
	readonly byColumn: readonly Uint8Array[];
	/** Row-major: at r · width + c the cell of row r in column c, counted over all coarse columns. */
	readonly cells: Uint16Array | Uint32Array;
	/** Rows ordered by code, one array a column. */
	readonly rows: readonly Uint32Array[];
	/** Where each code's rows begin in `rows`, 257 a column. */
	readonly starts: readonly Uint32Array[];
	readonly bits: ConditionBits;
}

/** Both tables as the search reads them, with the weights that the background changes. */
export interface Table {
	readonly columns: readonly SearchColumn[];
	readonly coarse: readonly Coarse[];
	/** Cells of all coarse columns. */
	readonly cells: number;
	readonly width: number;
	readonly human: Side;
	readonly synthetic: Side;
	/** Falls as regions are explained away. */
	readonly humanWeight: Float64Array;
	readonly syntheticWeight: Float64Array;
}

function indexSide(
	columns: readonly SearchColumn[],
	coarse: readonly Coarse[],
	total: number,
	role: Role
): Side {
	const byColumn = columns.map((column) => column[role]);
	const count = byColumn[0]?.length ?? 0;
	const width = columns.length;
	const cells = total > 65536 ? new Uint32Array(count * width) : new Uint16Array(count * width);
	const rows: Uint32Array[] = [];
	const starts: Uint32Array[] = [];
	byColumn.forEach((codes, column) => {
		const begin = new Uint32Array(257);
		for (let row = 0; row < count; row++) begin[codes[row]! + 1]!++;
		for (let code = 0; code < 256; code++) begin[code + 1]! += begin[code]!;
		const next = begin.slice();
		const order = new Uint32Array(count);
		for (let row = 0; row < count; row++) order[next[codes[row]!]!++] = row;
		const { offset } = coarse[column]!;
		const onScale = coarse[column]![role];
		for (let row = 0; row < count; row++) cells[row * width + column] = offset + onScale[row]!;
		rows.push(order);
		starts.push(begin);
	});
	return { count, byColumn, cells, rows, starts, bits: new ConditionBits(count) };
}

/** Lays out both sides for the search. Weights sum to the effective sample sizes. */
export function buildTable(
	columns: readonly SearchColumn[],
	humanWeight: Float64Array,
	syntheticWeight: Float64Array
): Table {
	const coarse = coarsenAll(columns);
	const cells = coarse.reduce((sum, column) => sum + column.cells, 0);
	return {
		columns,
		coarse,
		cells,
		width: columns.length,
		human: indexSide(columns, coarse, cells, 'human'),
		synthetic: indexSide(columns, coarse, cells, 'synthetic'),
		humanWeight,
		syntheticWeight
	};
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
	return [...region, condition].sort((a, b) => a.column - b.column);
}
