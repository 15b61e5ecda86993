import type { BlockLayout } from '$lib/kernels/wasm';

/** Bytes of row sets kept a side, at most, and their number. */
const MOST_BIT_BYTES = 64 * 2 ** 20;
const MOST_BIT_SETS = 8192;
const LEAST_BIT_SETS = 16;

/** Where the parts of one side lie, in bytes. */
export interface SideBlocks {
	/** A double a row. */
	readonly weights: number;
	/** Codes by column, and the same on the coarse scale. */
	readonly codes: number;
	readonly cells: number;
	/** Cells by row. */
	readonly cellsByRow: number;
	/** The rows listed last. */
	readonly listed: number;
	/** Sets of rows, a bit a row. */
	readonly bits: number;
	readonly bitSets: number;
}

/** Lays out one side of `rows` rows and `width` columns. */
export function placeSide(layout: BlockLayout, rows: number, width: number): SideBlocks {
	const setBytes = 4 * wordsOf(rows);
	const bitSets = Math.min(MOST_BIT_SETS, Math.floor(MOST_BIT_BYTES / setBytes));
	const kept = Math.max(LEAST_BIT_SETS, bitSets);
	return {
		weights: layout.place(8 * rows),
		codes: layout.place(rows * width),
		cells: layout.place(rows * width),
		cellsByRow: layout.place(rows * width),
		listed: layout.place(4 * rows),
		bits: layout.place(kept * setBytes),
		bitSets: kept
	};
}

/** Words of 32 bits that hold a bit a row. */
export function wordsOf(rows: number): number {
	return Math.max(1, (rows + 31) >>> 5);
}
