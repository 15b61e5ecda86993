import { CASE_SEARCH_WASM } from './case-search-wasm';
import { STEPS, type CaseRows, type CaseSpace } from './case-space';
import type { CaseTiles } from './case-tiles';

/** What `case-search.as` gives; places are bytes into the memory. */
interface CaseSearchModule {
	shape(numbers: number, codes: number, neighbours: number): void;
	placeTiles(...places: number[]): void;
	placeQuery(...places: number[]): void;
	search(root: number, self: number, warm: number, cutoff: number): number;
}

interface HostMemory {
	readonly buffer: ArrayBuffer;
	grow(pages: number): number;
}

/** What of WebAssembly is used; the checks without a browser's types know none of it. */
interface WebAssemblyHost {
	readonly Memory: new (size: { readonly initial: number }) => HostMemory;
	readonly Module: new (bytes: Uint8Array) => object;
	readonly Instance: new (
		module: object,
		imports: Readonly<Record<string, object>>
	) => { readonly exports: unknown };
}

const { WebAssembly: host } = globalThis as unknown as { readonly WebAssembly: WebAssemblyHost };
const PAGE_BYTES = 65_536;
/** A vector of the machine, to whose multiples every block is laid. */
const ALIGNED_BYTES = 16;
/** A node on the stack and its bound. */
const STACKED_BYTES = 8;
/** No row is called so. */
const NO_SELF = 0xffff_ffff;

let compiled: object | null = null;
/** Memories of searches that have ended: one search after the other would outrun the collection of garbage. */
const spare: HostMemory[] = [];

/**
 * Looks for the nearest rows of one query after the other among the rows of some tiles, in WebAssembly with four rows at a
 * time: the same bits wherever it runs. Holds a copy of the tiles in a memory of its own, until it is closed.
 */
export class CaseSearch {
	readonly #memory: HostMemory;
	readonly #module: CaseSearchModule;
	readonly #space: CaseSpace;
	readonly #numbers: Int16Array;
	readonly #codes: Uint32Array;
	readonly #bits: Uint32Array;
	readonly #costs: Float32Array;
	readonly #best: Float32Array;
	readonly #bestIds: Uint32Array;

	/** @param k neighbours a query, 1 or more */
	constructor(space: CaseSpace, tiles: CaseTiles, k: number) {
		this.#space = space;
		const { numberCount, costs } = space;
		const { numbers, codes, rowIds, spans, second, boxes, codeSets } = tiles;
		const blocks = [numbers, codes, rowIds, spans, second, boxes, codeSets];
		const padded = 8 * Math.ceil(numberCount / 8);
		const paddedCodes = 4 * Math.ceil(costs.length / 4);
		const query = [2 * padded, 4 * paddedCodes, 4 * paddedCodes, 4 * paddedCodes];
		const found = [4 * k, 4 * k, ALIGNED_BYTES, STACKED_BYTES * (tiles.depth + 2)];
		// What the compiler keeps for itself lies at the front.
		const places = [ALIGNED_BYTES * 64];
		for (const bytes of [...blocks.map(({ byteLength }) => byteLength), ...query, ...found])
			places.push(places.at(-1)! + ALIGNED_BYTES * Math.ceil(bytes / ALIGNED_BYTES));
		const memory = takeMemory(Math.ceil(places.at(-1)! / PAGE_BYTES));
		this.#memory = memory;
		blocks.forEach(({ buffer, byteOffset, byteLength }, i) =>
			new Uint8Array(memory.buffer).set(new Uint8Array(buffer, byteOffset, byteLength), places[i])
		);
		const [numbersAt, codesAt, bitsAt, costsAt, bestAt, bestIdsAt] = places.slice(blocks.length);
		new Uint8Array(memory.buffer, numbersAt).fill(0);
		this.#numbers = new Int16Array(memory.buffer, numbersAt, padded);
		this.#codes = new Uint32Array(memory.buffer, codesAt, paddedCodes);
		this.#bits = new Uint32Array(memory.buffer, bitsAt, paddedCodes);
		this.#costs = new Float32Array(memory.buffer, costsAt, paddedCodes);
		this.#best = new Float32Array(memory.buffer, bestAt, k);
		this.#bestIds = new Uint32Array(memory.buffer, bestIdsAt, k);
		this.#module = instantiate(memory);
		this.#module.shape(numberCount, costs.length, k);
		this.#module.placeTiles(...places.slice(0, blocks.length));
		this.#module.placeQuery(...places.slice(blocks.length, -1));
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
		spare.push(this.#memory);
	}
}

interface CaseSearchOptions {
	readonly root: number;
	readonly selfId: number | null;
	readonly warmTile: number;
	readonly cutoff: number;
}

function takeMemory(pages: number): HostMemory {
	const memory = spare.pop() ?? new host.Memory({ initial: pages });
	const missing = pages - memory.buffer.byteLength / PAGE_BYTES;
	if (missing > 0) memory.grow(missing);
	return memory;
}

function instantiate(memory: object): CaseSearchModule {
	compiled ??= new host.Module(
		Uint8Array.from(atob(CASE_SEARCH_WASM), (letter) => letter.charCodeAt(0))
	);
	const { exports } = new host.Instance(compiled, { env: { memory } });
	return exports as CaseSearchModule;
}
