import type { Job } from '$lib/terms/compute';
import { cutRows } from './case-cut';
import type { CaseRows, CaseSpace } from './case-space';

/** Rows a tile holds at most: a scan of so many costs about as much as the descent to it. */
const TILE_ROWS = 48;
/** Rows that are looked at together. */
export const GROUP_ROWS = 4;
/** In place of a row number, where a tile's last group is not full. */
export const NO_ROW = 0xffff_ffff;
const SLICE_MS = 12;
/** Nodes laid out between two yields: some milliseconds of work. */
const NODES_AT_ONCE = 1024;

/**
 * Rows cut into tiles by a tree whose every node knows the box its rows lie in (Bentley 1975, with categories):
 * the least and greatest of each number, and a 32-bit set of the codes met, code modulo 32. Laid out for
 * {@link CaseSearch}: rows in groups of four, a tile's last group filled up.
 */
export interface CaseTiles {
	/** `[groups × pairs of numbers × 4 rows × 2]`, an odd last number beside 0. */
	readonly numbers: Int16Array;
	/** `[groups × codes × 4 rows]`. */
	readonly codes: Uint16Array;
	/** File row number, `[groups × 4]`; {@link NO_ROW} where there is none. */
	readonly rowIds: Uint32Array;
	/** First group of each node and the one after its last, `[nodes × 2]`; a node's first child follows it. */
	readonly spans: Uint32Array;
	/** Second child of each node; 0 for a tile. */
	readonly second: Uint32Array;
	/** Least and greatest numbers of each node by eights, `[nodes × eights × 2 × 8]`. */
	readonly boxes: Int16Array;
	/** `[nodes × codes, rounded up to fours]`. */
	readonly codeSets: Uint32Array;
	/** Nodes from the first to the deepest. */
	readonly depth: number;
	/** The node of each part, in the parts' order. */
	readonly roots: readonly number[];
}

/** The rows to be cut into tiles. */
export interface CaseTilesInput {
	readonly space: CaseSpace;
	readonly rows: CaseRows;
	/** Row numbers in parts that share no tile, so that each can be looked through alone; none for one part of all rows. */
	readonly parts?: readonly Uint32Array[];
}

interface Node {
	readonly start: number;
	readonly end: number;
	second: number;
}

/** Cuts rows into tiles, by the column along which they lie farthest apart. */
export const caseTilesJob: Job<CaseTilesInput, CaseTiles> = {
	name: 'case-tiles',
	isLarge: true,
	*run({ space, rows, parts = [allRows(rows.count)] }) {
		const order = new Uint32Array(parts.reduce((sum, { length }) => sum + length, 0));
		const ends: number[] = [];
		for (const part of parts) {
			order.set(part, ends.at(-1) ?? 0);
			ends.push((ends.at(-1) ?? 0) + part.length);
		}
		const tree: Node[] = [];
		const roots: number[] = [];
		let depth = 0;
		let tiled = 0;
		/** `cuts`: where parts end within the rows. */
		const waiting = [
			{ start: 0, end: order.length, parent: -1, level: 1, isPart: true, cuts: ends.slice(0, -1) }
		];
		let sliceEnd = performance.now() + SLICE_MS;
		for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
			const { start, end, parent, level, isPart, cuts } = next;
			if (parent >= 0) tree[parent]!.second = tree.length;
			const node = tree.length;
			tree.push({ start, end, second: 0 });
			depth = Math.max(depth, level);
			if (isPart && cuts.length === 0) roots.push(node);
			const [cut, ...laterCuts] = cuts;
			const middle =
				cut ?? (end - start > TILE_ROWS ? cutRows(space, rows, order, start, end) : start);
			if (middle === start) {
				tiled += end - start;
			} else {
				const child = { level: level + 1, isPart: cut !== undefined };
				waiting.push({ ...child, start: middle, end, parent: node, cuts: laterCuts });
				waiting.push({ ...child, start, end: middle, parent: -1, cuts: [] });
			}
			if (performance.now() > sliceEnd) {
				yield tiled / order.length;
				sliceEnd = performance.now() + SLICE_MS;
			}
		}
		return { ...(yield* layOut(space, rows, order, tree)), depth, roots };
	}
};

/** The row numbers below a node, in the order of its tiles. */
export function tiledRows({ rowIds, spans }: CaseTiles, node: number): Uint32Array {
	return rowIds
		.subarray(GROUP_ROWS * spans[2 * node]!, GROUP_ROWS * spans[2 * node + 1]!)
		.filter((row) => row !== NO_ROW);
}

function allRows(count: number): Uint32Array {
	return Uint32Array.from({ length: count }, (_, row) => row);
}

function* layOut(
	space: CaseSpace,
	rows: CaseRows,
	order: Uint32Array,
	tree: readonly Node[]
): Generator<number, Omit<CaseTiles, 'depth' | 'roots'>, void> {
	const spans = new Uint32Array(2 * tree.length);
	let groups = 0;
	tree.forEach(({ start, end, second }, node) => {
		spans[2 * node] = groups;
		if (second === 0) groups += Math.ceil((end - start) / GROUP_ROWS);
	});
	// Children follow their parents, so that from the back every node finds its last child's span done.
	for (let node = tree.length - 1; node >= 0; node--) {
		const { start, end, second } = tree[node]!;
		spans[2 * node + 1] =
			second > 0
				? spans[2 * second + 1]!
				: spans[2 * node]! + Math.ceil((end - start) / GROUP_ROWS);
	}
	return {
		...(yield* layRows(space, rows, order, tree, spans)),
		spans,
		second: Uint32Array.from(tree, ({ second }) => second),
		...(yield* boxesOf(space, rows, order, tree))
	};
}

function* layRows(
	space: CaseSpace,
	rows: CaseRows,
	order: Uint32Array,
	tree: readonly Node[],
	spans: Uint32Array
): Generator<number, Pick<CaseTiles, 'numbers' | 'codes' | 'rowIds'>, void> {
	const { numberCount } = space;
	const codeCount = space.costs.length;
	const groups = spans[1]!;
	const pairs = Math.ceil(numberCount / 2);
	const numbers = new Int16Array(groups * pairs * 2 * GROUP_ROWS);
	const codes = new Uint16Array(groups * codeCount * GROUP_ROWS);
	const rowIds = new Uint32Array(groups * GROUP_ROWS).fill(NO_ROW);
	for (const [node, { start, end, second }] of tree.entries()) {
		if (node % NODES_AT_ONCE === 0) yield 1;
		if (second > 0) continue;
		for (let i = start, slot = GROUP_ROWS * spans[2 * node]!; i < end; i++, slot++) {
			const row = order[i]!;
			const [group, lane] = [slot >> 2, slot & 3];
			rowIds[slot] = row;
			for (let c = 0; c < numberCount; c++)
				numbers[((group * pairs + (c >> 1)) * GROUP_ROWS + lane) * 2 + (c & 1)] =
					rows.numbers[row * numberCount + c]!;
			for (let c = 0; c < codeCount; c++)
				codes[(group * codeCount + c) * GROUP_ROWS + lane] = rows.codes[row * codeCount + c]!;
		}
	}
	return { numbers, codes, rowIds };
}

function* boxesOf(
	space: CaseSpace,
	rows: CaseRows,
	order: Uint32Array,
	tree: readonly Node[]
): Generator<number, Pick<CaseTiles, 'boxes' | 'codeSets'>, void> {
	const { numberCount } = space;
	const codeCount = space.costs.length;
	const boxWidth = 16 * Math.ceil(numberCount / 8);
	const setWidth = 4 * Math.ceil(codeCount / 4);
	const boxes = new Int16Array(tree.length * boxWidth);
	const codeSets = new Uint32Array(tree.length * setWidth);
	// Children follow their parents, so that from the back every node finds its children's boxes done.
	for (let node = tree.length - 1; node >= 0; node--) {
		const { start, end, second } = tree[node]!;
		if (node % NODES_AT_ONCE === 0) yield 1;
		for (let c = 0; c < numberCount; c++) {
			const at = node * boxWidth + 16 * (c >> 3) + (c & 7);
			let low = Infinity;
			let high = -Infinity;
			if (second > 0) {
				const [left, right] = [at + boxWidth, at + (second - node) * boxWidth];
				low = Math.min(boxes[left]!, boxes[right]!);
				high = Math.max(boxes[left + 8]!, boxes[right + 8]!);
			} else {
				for (let i = start; i < end; i++) {
					const value = rows.numbers[order[i]! * numberCount + c]!;
					if (value < low) low = value;
					if (value > high) high = value;
				}
			}
			boxes[at] = low;
			boxes[at + 8] = high;
		}
		for (let c = 0; c < codeCount; c++) {
			const at = node * setWidth + c;
			if (second > 0) {
				codeSets[at] = codeSets[at + setWidth]! | codeSets[at + (second - node) * setWidth]!;
				continue;
			}
			let met = 0;
			for (let i = start; i < end; i++) met |= 1 << (rows.codes[order[i]! * codeCount + c]! & 31);
			codeSets[at] = met;
		}
	}
	return { boxes, codeSets };
}
