import type { Job } from '$lib/terms/compute';
import { CaseSearch } from './case-search';
import type { CaseRows, CaseSpace } from './case-space';
import type { CaseTiles } from './case-tiles';

const SLICE_MS = 12;
/**
 * Queries of a block begin where the one before ended, which helps where they lie near each other. Answers within the
 * cutoff depend on it, so that queries may be split between blocks only.
 */
export const BLOCK_QUERIES = 64;

/** Rows that look for their nearest ones among the tiles. */
export interface CaseQueries {
	/** The node below which to look: 0 for all rows. */
	readonly root: number;
	/** In an order in which like rows stand together the search is fastest. */
	readonly rows: CaseRows;
	/** File row number of each query, where the queries are rows of the tiles too: no row is its own neighbour. */
	readonly selfIds: Uint32Array | null;
	/** A query is left as soon as a row no farther than this is found; 0 or less asks for the exact nearest of all. */
	readonly cutoff: number;
}

/** Who looks among which rows. */
export interface CaseNearestInput {
	readonly space: CaseSpace;
	/** The rows among which to look. */
	readonly tiles: CaseTiles;
	/** Neighbours a query, 1 or more. */
	readonly k: number;
	/** One kind after the other: tiles are large, and what looks among the same ones is asked together. */
	readonly asked: readonly CaseQueries[];
}

/** The nearest rows of each query, `[queries × k]`, nearest first; with fewer rows than `k`, distance Infinity. */
export interface CaseNeighbours {
	/** Exact where above the cutoff; else the distance of some row within it. */
	readonly distances: Float32Array;
	/** File row numbers. */
	readonly rowIds: Uint32Array;
}

/**
 * Finds the nearest rows of each query, kind by kind. Exact for every query whose nearest row lies farther than its
 * cutoff; the others are left early, as in Bay and Schwabacher (KDD 2003). Answers do not depend on how whole blocks of
 * queries are split over runs.
 */
export const caseNearestJob: Job<CaseNearestInput, CaseNeighbours[]> = {
	name: 'case-nearest',
	isLarge: true,
	*run({ space, tiles, k, asked }, giveBack) {
		const search = new CaseSearch(space, tiles, k, giveBack);
		const all = asked.reduce((sum, { rows }) => sum + rows.count, 0);
		let before = 0;
		try {
			const found: CaseNeighbours[] = [];
			for (const queries of asked) {
				found.push(yield* answer(search, queries, k, (done) => (before + done) / all));
				before += queries.rows.count;
			}
			return found;
		} finally {
			search.close();
		}
	}
};

function* answer(
	search: CaseSearch,
	{ root, rows, selfIds, cutoff }: CaseQueries,
	k: number,
	shareOf: (done: number) => number
): Generator<number, CaseNeighbours, void> {
	const distances = new Float32Array(rows.count * k);
	const rowIds = new Uint32Array(rows.count * k);
	let warmTile = -1;
	let sliceEnd = performance.now() + SLICE_MS;
	for (let query = 0; query < rows.count; query++) {
		if (query % BLOCK_QUERIES === 0) warmTile = -1;
		const selfId = selfIds?.[query] ?? null;
		warmTile = search.find(rows, query, { root, selfId, warmTile, cutoff });
		for (let i = 0; i < k; i++) {
			distances[query * k + i] = search.distance(i);
			rowIds[query * k + i] = search.rowId(i);
		}
		if (performance.now() > sliceEnd) {
			yield shareOf(query);
			sliceEnd = performance.now() + SLICE_MS;
		}
	}
	return { distances, rowIds };
}
