import type { GiveBack } from '$lib/terms/compute';
import { CASE_SEARCH_WASM } from './case-search-wasm';
import { STEPS, type CaseRows, type CaseSpace } from './case-space';
import type { CaseTiles } from './case-tiles';
import { BlockLayout, giveBackMemory, instantiate, type WasmMemory } from './wasm';

/** What `case-search.as` gives; places are bytes into the memory. */
interface CaseSearchModule {
	shape(numbers: number, codes: number, neighbours: number): void;
	placeTiles(...places: number[]): void;
	placeQuery(...places: number[]): void;
	search(root: number, self: number, warm: number, cutoff: number): number;
}

/** Distances of the four rows looked at. */
const LANES_BYTES = 16;
/** A node on the stack and its bound. */
const STACKED_BYTES = 8;
/** No row is called so. */
const NO_SELF = 0xffff_ffff;

/**
 * Looks for the nearest rows of one query after the other among the rows of some tiles, in WebAssembly with four rows at a
 * time: the same bits wherever it runs. Holds a copy of the tiles in a memory of its own, until it is closed.
 */
export class CaseSearch {
	readonly #memory: WasmMemory;
	readonly #module: CaseSearchModule;
	readonly #space: CaseSpace;
	readonly #numbers: Int16Array;
	readonly #codes: Uint32Array;
	readonly #bits: Uint32Array;
	readonly #costs: Float32Array;
	readonly #best: Float32Array;
	readonly #bestIds: Uint32Array;

	/**
	 * @param k neighbours a query, 1 or more
	 * @param giveBack takes each array of the tiles once it has been copied
	 */
	constructor(space: CaseSpace, tiles: CaseTiles, k: number, giveBack?: GiveBack) {
		this.#space = space;
		const { numberCount, costs } = space;
		const { numbers, codes, rowIds, spans, second, boxes, codeSets } = tiles;
		const blocks = [numbers, codes, rowIds, spans, second, boxes, codeSets];
		const padded = 8 * Math.ceil(numberCount / 8);
		const paddedCodes = 4 * Math.ceil(costs.length / 4);
		const query = [2 * padded, 4 * paddedCodes, 4 * paddedCodes, 4 * paddedCodes];
		const found = [4 * k, 4 * k, LANES_BYTES, STACKED_BYTES * (tiles.depth + 2)];
		const layout = new BlockLayout();
		const sizes = [...blocks.map(({ byteLength }) => byteLength), ...query, ...found];
		const places = sizes.map((bytes) => layout.place(bytes));
		const memory = layout.takeMemory();
		this.#memory = memory;
		blocks.forEach((block, i) => {
			const { buffer, byteOffset, byteLength } = block;
			new Uint8Array(memory.buffer).set(new Uint8Array(buffer, byteOffset, byteLength), places[i]);
			giveBack?.(block);
		});
		const [numbersAt, codesAt, bitsAt, costsAt, bestAt, bestIdsAt] = places.slice(blocks.length);
		new Uint8Array(memory.buffer, numbersAt).fill(0);
		this.#numbers = new Int16Array(memory.buffer, numbersAt, padded);
		this.#codes = new Uint32Array(memory.buffer, codesAt, paddedCodes);
		this.#bits = new Uint32Array(memory.buffer, bitsAt, paddedCodes);
		this.#costs = new Float32Array(memory.buffer, costsAt, paddedCodes);
		this.#best = new Float32Array(memory.buffer, bestAt, k);
		this.#bestIds = new Uint32Array(memory.buffer, bestIdsAt, k);
		this.#module = instantiate<CaseSearchModule>(CASE_SEARCH_WASM, memory);
		this.#module.shape(numberCount, costs.length, k);
		this.#module.placeTiles(...places.slice(0, blocks.length));
		this.#module.placeQuery(...places.slice(blocks.length));
	}

	/**
	 * Looks for the nearest rows of row `query` of `rows` below the node `root`.
	 * @param selfId row number that is no neighbour; null for none
	 * @param warmTile looked through first; −1 for none
	 * @param cutoff distance at which the search is left; 0 or less for never
	 * @returns the tile that holds the nearest, for the next query; −1 where there is none
	 */
	find(
		rows: CaseRows,
		query: number,
		{ root, selfId, warmTile, cutoff }: CaseSearchOptions
	): number {
		const { numberCount, costs } = this.#space;
		for (let c = 0, at = query * numberCount; c < numberCount; c++, at++)
			this.#numbers[c] = rows.numbers[at]!;
		for (let c = 0, at = query * costs.length; c < costs.length; c++, at++) {
			const code = rows.codes[at]!;
			this.#codes[c] = code;
			this.#bits[c] = 1 << (code & 31);
			this.#costs[c] = costs[c]![code]! * STEPS * STEPS;
		}
		const within = cutoff > 0 ? (cutoff * STEPS) ** 2 : -1;
		return this.#module.search(root, selfId ?? NO_SELF, warmTile, within);
	}

	/** Distance of the `i`th nearest of the last query; Infinity where there are fewer rows. */
	distance(i: number): number {
		return Math.sqrt(this.#best[i]!) / STEPS;
	}

	/** File row number of the `i`th nearest of the last query. */
	rowId(i: number): number {
		return this.#bestIds[i]!;
	}

	/** Hands the memory on; the search must not be asked again. */
	close(): void {
		giveBackMemory(this.#memory);
	}
}

interface CaseSearchOptions {
	readonly root: number;
	readonly selfId: number | null;
	readonly warmTile: number;
	readonly cutoff: number;
}
