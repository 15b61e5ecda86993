import type { Job } from '$lib/terms/compute';
import type { CaseRows, CaseSpace } from './case-space';
import type { CaseTiles } from './case-tiles';

const SLICE_MS = 12;
/** Depth that no tree of 32-bit many rows reaches when tiles are cut in the middle; deeper ones grow the stack. */
const STACK = 128;

export interface CaseNearestInput {
	readonly space: CaseSpace;
	/** The rows among which to look. */
	readonly tiles: CaseTiles;
	readonly queries: CaseRows;
	/** File row number of each query, where the queries are rows of the tiles too: no row is its own neighbour. */
	readonly selfIds: Uint32Array | null;
	/** Neighbours a query, 1 or more. */
	readonly k: number;
	/** A query is left as soon as a row no farther than this is found; 0 or less asks for the exact nearest of all. */
	readonly cutoff: number;
}

/** The nearest rows of each query, `[queries × k]`, nearest first; with fewer rows than `k`, distance Infinity. */
export interface CaseNeighbours {
	/** Exact where above the cutoff; else the distance of some row within it. */
	readonly distances: Float32Array;
	/** File row numbers. */
	readonly rowIds: Uint32Array;
}

/**
 * Finds the nearest rows of each query. Exact for every query whose nearest row lies farther than `cutoff`; the others are
 * left early, as in Bay and Schwabacher (KDD 2003). Answers do not depend on how queries are split over runs.
 */
export const caseNearestJob: Job<CaseNearestInput, CaseNeighbours> = {
	name: 'case-nearest',
	*run(input) {
		const { queries, k } = input;
		const distances = new Float32Array(queries.count * k).fill(Infinity);
		const rowIds = new Uint32Array(queries.count * k);
		const searcher = new Searcher(input);
		let sliceEnd = performance.now() + SLICE_MS;
		for (let query = 0; query < queries.count; query++) {
			searcher.begin(query);
			while (!searcher.step()) {
				if (performance.now() > sliceEnd) {
					yield query / queries.count;
					sliceEnd = performance.now() + SLICE_MS;
				}
			}
			for (let i = 0; i < k; i++) {
				distances[query * k + i] = Math.sqrt(searcher.best[i]!);
				rowIds[query * k + i] = searcher.bestIds[i]!;
			}
		}
		return { distances, rowIds };
	}
};

/** One query's way through the tree, in steps small enough to yield between. */
class Searcher {
	/** Squared distances found, ascending. */
	readonly best: Float64Array;
	readonly bestIds: Uint32Array;
	readonly #input: CaseNearestInput;
	readonly #cutoff: number;
	readonly #numbers: Float32Array;
	readonly #codes: Uint16Array;
	/** The query's cost of a mismatch, by code column. */
	readonly #costs: Float64Array;
	#self = -1;
	#nodes = new Uint32Array(STACK);
	#bounds = new Float64Array(STACK);
	#depth = 0;

	constructor(input: CaseNearestInput) {
		this.#input = input;
		this.#cutoff = input.cutoff > 0 ? input.cutoff * input.cutoff : -1;
		this.best = new Float64Array(input.k);
		this.bestIds = new Uint32Array(input.k);
		this.#numbers = new Float32Array(input.space.numberCount);
		this.#codes = new Uint16Array(input.space.costs.length);
		this.#costs = new Float64Array(input.space.costs.length);
	}

	begin(query: number): void {
		const { space, queries, selfIds, tiles } = this.#input;
		const { numberCount, costs } = space;
		this.#numbers.set(queries.numbers.subarray(query * numberCount, (query + 1) * numberCount));
		this.#codes.set(queries.codes.subarray(query * costs.length, (query + 1) * costs.length));
		for (let c = 0; c < costs.length; c++) this.#costs[c] = costs[c]![this.#codes[c]!]!;
		this.#self = selfIds === null ? -1 : selfIds[query]!;
		this.best.fill(Infinity);
		this.bestIds.fill(0);
		this.#depth = 0;
		if (tiles.rows.count > 0) this.#push(0, this.#bound(0));
	}

	/** Goes down to one tile and scans it; true when the query is done. */
	step(): boolean {
		const { tiles, k } = this.#input;
		while (this.#depth > 0) {
			this.#depth--;
			let node = this.#nodes[this.#depth]!;
			if (this.#bounds[this.#depth]! >= this.best[k - 1]!) continue;
			for (let second = tiles.second[node]!; second > 0; second = tiles.second[node]!) {
				const first = node + 1;
				const toFirst = this.#bound(first);
				const toSecond = this.#bound(second);
				const isFirstNearer = toFirst <= toSecond;
				const far = isFirstNearer ? toSecond : toFirst;
				if (far < this.best[k - 1]!) this.#push(isFirstNearer ? second : first, far);
				node = isFirstNearer ? first : second;
			}
			this.#scan(tiles.start[node]!, tiles.end[node]!);
			if (this.best[k - 1]! <= this.#cutoff) this.#depth = 0;
			return this.#depth === 0;
		}
		return true;
	}

	#push(node: number, bound: number): void {
		if (this.#depth === this.#nodes.length) {
			const nodes = new Uint32Array(2 * this.#depth);
			const bounds = new Float64Array(2 * this.#depth);
			nodes.set(this.#nodes);
			bounds.set(this.#bounds);
			this.#nodes = nodes;
			this.#bounds = bounds;
		}
		this.#nodes[this.#depth] = node;
		this.#bounds[this.#depth++] = bound;
	}

	/** The least squared distance that a row in the node's box can have. */
	#bound(node: number): number {
		const { low, high, codeSets } = this.#input.tiles;
		const numbers = this.#numbers;
		const numberCount = numbers.length;
		let sum = 0;
		for (let c = 0, at = node * numberCount; c < numberCount; c++, at++) {
			const value = numbers[c]!;
			const below = low[at]! - value;
			const above = value - high[at]!;
			if (below > 0) sum += below * below;
			else if (above > 0) sum += above * above;
		}
		const codeCount = this.#codes.length;
		for (let c = 0, at = node * codeCount; c < codeCount; c++, at++)
			if ((codeSets[at]! & (1 << (this.#codes[c]! & 31))) === 0) sum += this.#costs[c]!;
		return sum;
	}

	#scan(start: number, end: number): void {
		const { rows, rowIds } = this.#input.tiles;
		const { numbers: theirs, codes: theirCodes } = rows;
		const numbers = this.#numbers;
		const codes = this.#codes;
		const costs = this.#costs;
		const numberCount = numbers.length;
		const codeCount = codes.length;
		let worst = this.best[this.best.length - 1]!;
		for (let row = start; row < end; row++) {
			let sum = 0;
			let c = 0;
			let at = row * numberCount;
			// Four at a time: a test after every number costs more than the three that it saves.
			for (; c + 3 < numberCount && sum < worst; c += 4, at += 4) {
				const a = numbers[c]! - theirs[at]!;
				const b = numbers[c + 1]! - theirs[at + 1]!;
				const d = numbers[c + 2]! - theirs[at + 2]!;
				const e = numbers[c + 3]! - theirs[at + 3]!;
				sum += a * a + b * b + (d * d + e * e);
			}
			if (sum >= worst) continue;
			for (; c < numberCount; c++, at++) {
				const a = numbers[c]! - theirs[at]!;
				sum += a * a;
			}
			for (let j = 0, code = row * codeCount; j < codeCount; j++, code++)
				if (codes[j] !== theirCodes[code]) sum += costs[j]!;
			if (sum < worst && rowIds[row] !== this.#self) {
				this.#keep(sum, rowIds[row]!);
				worst = this.best[this.best.length - 1]!;
				if (worst === 0 || worst <= this.#cutoff) return;
			}
		}
	}

	#keep(distance: number, rowId: number): void {
		let i = this.best.length - 1;
		for (; i > 0 && this.best[i - 1]! > distance; i--) {
			this.best[i] = this.best[i - 1]!;
			this.bestIds[i] = this.bestIds[i - 1]!;
		}
		this.best[i] = distance;
		this.bestIds[i] = rowId;
	}
}
