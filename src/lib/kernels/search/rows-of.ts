import { maskOf, type CodeCondition, type CodeRegion, type Table } from './table';

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

type Side = Table['human'];

function rowsOfCondition(side: Side, { column, from, to, codes }: CodeCondition): number {
	const starts = side.starts[column]!;
	if (codes === null) return starts[to + 1]! - starts[from]!;
	return codes.reduce((sum, code) => sum + starts[code + 1]! - starts[code]!, 0);
}

function fill(
	side: Side,
	width: number,
	region: CodeRegion,
	masks: readonly Uint8Array[],
	into: Uint32Array
): number {
	if (region.length === 0) {
		for (let row = 0; row < side.count; row++) into[row] = row;
		return side.count;
	}
	let lead = 0;
	for (let i = 1; i < region.length; i++) {
		if (rowsOfCondition(side, region[i]!) < rowsOfCondition(side, region[lead]!)) lead = i;
	}
	const first = region[lead]!;
	const rest = region.map((_, i) => i).filter((i) => i !== lead);
	const [m1, m2, m3] = rest.map((i) => masks[i]!);
	const [c1, c2, c3] = rest.map((i) => region[i]!.column) as [number, number, number];
	const order = side.rows[first.column]!;
	const starts = side.starts[first.column]!;
	const { byRow } = side;
	let count = 0;
	const take = (begin: number, end: number) => {
		for (let i = begin; i < end; i++) {
			const row = order[i]!;
			const at = row * width;
			if (m1 !== undefined && m1[byRow[at + c1]!] === 0) continue;
			if (m2 !== undefined && m2[byRow[at + c2]!] === 0) continue;
			if (m3 !== undefined && m3[byRow[at + c3]!] === 0) continue;
			into[count++] = row;
		}
	};
	if (first.codes === null) take(starts[first.from]!, starts[first.to + 1]!);
	else for (const code of first.codes) take(starts[code]!, starts[code + 1]!);
	return count;
}

/** Finds the rows of both sides that meet all conditions, starting from the condition with the fewest rows. */
export function findRows(table: Table, region: CodeRegion, lists: RowLists): void {
	const masks = region.map(maskOf);
	lists.humanCount = fill(table.human, table.width, region, masks, lists.human);
	lists.syntheticCount = fill(table.synthetic, table.width, region, masks, lists.synthetic);
}

/** Weights of both sides over listed rows. */
export function weigh(table: Table, lists: RowLists): { h: number; s: number } {
	let h = 0;
	let s = 0;
	const { human, synthetic } = lists;
	const { humanWeight, syntheticWeight } = table;
	for (let i = 0; i < lists.humanCount; i++) h += humanWeight[human[i]!]!;
	for (let i = 0; i < lists.syntheticCount; i++) s += syntheticWeight[synthetic[i]!]!;
	return { h, s };
}

/** Weights by code, 256 a column. */
export interface Histogram {
	readonly h: Float64Array;
	readonly s: Float64Array;
}

export function createHistogram(columns: number): Histogram {
	return { h: new Float64Array(columns * 256), s: new Float64Array(columns * 256) };
}

function add(
	byRow: Uint8Array,
	width: number,
	rows: Uint32Array,
	count: number,
	weight: Float64Array,
	into: Float64Array
): void {
	for (let i = 0; i < count; i++) {
		const row = rows[i]!;
		const w = weight[row]!;
		let at = row * width;
		for (let base = 0; base < into.length; base += 256) into[base + byRow[at++]!]! += w;
	}
}

/** Counts the listed rows by code in every column at once. */
export function countAll(table: Table, lists: RowLists, histogram: Histogram): void {
	histogram.h.fill(0);
	histogram.s.fill(0);
	const { width, human, synthetic, humanWeight, syntheticWeight } = table;
	add(human.byRow, width, lists.human, lists.humanCount, humanWeight, histogram.h);
	add(synthetic.byRow, width, lists.synthetic, lists.syntheticCount, syntheticWeight, histogram.s);
}

/** Counts the listed rows by code in one column, at the start of the histogram. */
export function countColumn(
	table: Table,
	lists: RowLists,
	column: number,
	{ h, s }: Histogram
): void {
	h.fill(0, 0, 256);
	s.fill(0, 0, 256);
	const human = table.human.byColumn[column]!;
	const synthetic = table.synthetic.byColumn[column]!;
	for (let i = 0; i < lists.humanCount; i++) {
		const row = lists.human[i]!;
		h[human[row]!]! += table.humanWeight[row]!;
	}
	for (let i = 0; i < lists.syntheticCount; i++) {
		const row = lists.synthetic[i]!;
		s[synthetic[row]!]! += table.syntheticWeight[row]!;
	}
}
