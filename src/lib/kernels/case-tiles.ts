import type { Job } from '$lib/terms/compute';
import { pickRows, type CaseRows, type CaseSpace } from './case-space';

/** Rows a tile holds at most: a scan of so many costs about as much as the descent to it. */
const TILE_ROWS = 48;
/** Rows read to choose the column by which a tile is cut. */
const PROBE_ROWS = 128;
const SLICE_MS = 12;

/**
 * Rows cut into tiles by a tree whose every node knows the box its rows lie in (Bentley 1975, with categories):
 * the least and greatest of each number, and a 32-bit set of the codes met, code modulo 32.
 */
export interface CaseTiles {
	/** The rows in tile order. */
	readonly rows: CaseRows;
	/** File row number of each row in tile order. */
	readonly rowIds: Uint32Array;
	/** Rows `start` to `end` (exclusive) of each node, in tile order; a node's first child follows it. */
	readonly start: Uint32Array;
	readonly end: Uint32Array;
	/** Second child of each node; 0 for a tile. */
	readonly second: Uint32Array;
	/** `[nodes × numberCount]`. */
	readonly low: Float32Array;
	readonly high: Float32Array;
	/** `[nodes × codeCount]`. */
	readonly codeSets: Uint32Array;
}

export interface CaseTilesInput {
	readonly space: CaseSpace;
	readonly rows: CaseRows;
}

/** Cuts rows into tiles, by the column along which they lie farthest apart. */
export const caseTilesJob: Job<CaseTilesInput, CaseTiles> = {
	name: 'case-tiles',
	*run({ space, rows }) {
		const order = Uint32Array.from({ length: rows.count }, (_, row) => row);
		const nodes: { start: number; end: number; second: number }[] = [];
		const waiting: { start: number; end: number; parent: number }[] = [
			{ start: 0, end: rows.count, parent: -1 }
		];
		let tiled = 0;
		let sliceEnd = performance.now() + SLICE_MS;
		for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
			const { start, end, parent } = next;
			if (parent >= 0) nodes[parent]!.second = nodes.length;
			const node = nodes.length;
			nodes.push({ start, end, second: 0 });
			const middle = end - start > TILE_ROWS ? cut(space, rows, order, start, end) : start;
			if (middle === start) {
				tiled += end - start;
			} else {
				waiting.push({ start: middle, end, parent: node });
				waiting.push({ start, end: middle, parent: -1 });
			}
			if (performance.now() > sliceEnd) {
				yield tiled / rows.count;
				sliceEnd = performance.now() + SLICE_MS;
			}
		}
		return withBoxes(space, rows, order, nodes);
	}
};

/** Cuts `order[start..end)` in two by its widest column; gives the middle, or `start` where all rows are equal. */
function cut(
	space: CaseSpace,
	rows: CaseRows,
	order: Uint32Array,
	start: number,
	end: number
): number {
	const probe = probeRows(order, start, end);
	let widest = 0;
	let column = -1;
	for (let c = 0; c < space.numberCount + space.costs.length; c++) {
		const spread =
			c < space.numberCount
				? numberSpread(space, rows, probe, c)
				: codeSpread(space, rows, probe, c - space.numberCount);
		if (spread > widest) {
			widest = spread;
			column = c;
		}
	}
	if (column < 0) return start;
	if (column < space.numberCount) return cutNumbers(space, rows, order, start, end, column);
	return cutCodes(space, rows, order, start, end, column - space.numberCount);
}

function probeRows(order: Uint32Array, start: number, end: number): Uint32Array {
	const count = Math.min(PROBE_ROWS, end - start);
	return Uint32Array.from(
		{ length: count },
		(_, i) => order[start + Math.floor((i * (end - start)) / count)]!
	);
}

/** Mean squared difference of two rows: twice the variance. */
function numberSpread(
	space: CaseSpace,
	rows: CaseRows,
	probe: Uint32Array,
	column: number
): number {
	let sum = 0;
	let squares = 0;
	for (const row of probe) {
		const value = rows.numbers[row * space.numberCount + column]!;
		sum += value;
		squares += value * value;
	}
	const mean = sum / probe.length;
	return 2 * Math.max(0, squares / probe.length - mean * mean);
}

/** Mean cost of a mismatch between two rows. */
function codeSpread(space: CaseSpace, rows: CaseRows, probe: Uint32Array, column: number): number {
	const counts = new Map<number, number>();
	for (const row of probe) {
		const code = rows.codes[row * space.costs.length + column]!;
		counts.set(code, (counts.get(code) ?? 0) + 1);
	}
	let spread = 0;
	for (const [code, count] of counts) {
		const share = count / probe.length;
		spread += share * (1 - share) * space.costs[column]![code]!;
	}
	return spread;
}

/** Puts the rows at or below the middle of the probed values first. */
function cutNumbers(
	space: CaseSpace,
	rows: CaseRows,
	order: Uint32Array,
	start: number,
	end: number,
	column: number
): number {
	const at = (row: number) => rows.numbers[row * space.numberCount + column]!;
	const values = Float32Array.from(probeRows(order, start, end), at).sort();
	const top = values.at(-1)!;
	const median = values[values.length >> 1]!;
	// Where half the rows share the greatest value, the cut falls below it.
	const pivot = median < top ? median : values.findLast((value) => value < top)!;
	return partition(order, start, end, (row) => at(row) <= pivot);
}

/** Puts the rows of the most frequent code first. */
function cutCodes(
	space: CaseSpace,
	rows: CaseRows,
	order: Uint32Array,
	start: number,
	end: number,
	column: number
): number {
	const at = (row: number) => rows.codes[row * space.costs.length + column]!;
	const counts = new Map<number, number>();
	for (const row of probeRows(order, start, end))
		counts.set(at(row), (counts.get(at(row)) ?? 0) + 1);
	let frequent = -1;
	for (const [code, count] of counts)
		if (frequent < 0 || count > counts.get(frequent)!) frequent = code;
	return partition(order, start, end, (row) => at(row) === frequent);
}

function partition(
	order: Uint32Array,
	start: number,
	end: number,
	isFirst: (row: number) => boolean
): number {
	let left = start;
	let right = end - 1;
	for (;;) {
		while (left <= right && isFirst(order[left]!)) left++;
		while (left <= right && !isFirst(order[right]!)) right--;
		if (left >= right) return left;
		const held = order[left]!;
		order[left] = order[right]!;
		order[right] = held;
	}
}

function withBoxes(
	space: CaseSpace,
	rows: CaseRows,
	order: Uint32Array,
	nodes: readonly { start: number; end: number; second: number }[]
): CaseTiles {
	const { numberCount } = space;
	const codeCount = space.costs.length;
	const low = new Float32Array(nodes.length * numberCount).fill(Infinity);
	const high = new Float32Array(nodes.length * numberCount).fill(-Infinity);
	const codeSets = new Uint32Array(nodes.length * codeCount);
	const tiled = pickRows(space, rows, order);
	const { numbers, codes } = tiled;
	// Children follow their parents, so that from the back every node finds its children's boxes done.
	for (let node = nodes.length - 1; node >= 0; node--) {
		const { start, end, second } = nodes[node]!;
		for (let c = 0; c < numberCount; c++) {
			const at = node * numberCount + c;
			if (second > 0) {
				low[at] = Math.min(low[at + numberCount]!, low[second * numberCount + c]!);
				high[at] = Math.max(high[at + numberCount]!, high[second * numberCount + c]!);
				continue;
			}
			for (let row = start; row < end; row++) {
				const value = numbers[row * numberCount + c]!;
				if (value < low[at]!) low[at] = value;
				if (value > high[at]!) high[at] = value;
			}
		}
		for (let c = 0; c < codeCount; c++) {
			const at = node * codeCount + c;
			if (second > 0) {
				codeSets[at] = codeSets[at + codeCount]! | codeSets[second * codeCount + c]!;
				continue;
			}
			for (let row = start; row < end; row++)
				codeSets[at]! |= 1 << (codes[row * codeCount + c]! & 31);
		}
	}
	return {
		rows: tiled,
		rowIds: order,
		start: Uint32Array.from(nodes, (node) => node.start),
		end: Uint32Array.from(nodes, (node) => node.end),
		second: Uint32Array.from(nodes, (node) => node.second),
		low,
		high,
		codeSets
	};
}
