import { BLOCK_QUERIES, caseNearestJob, type CaseNeighbours } from '$lib/kernels/case-nearest';
import { pickRows, type CaseRows, type CaseSpace } from '$lib/kernels/case-space';
import type { CaseTiles } from '$lib/kernels/case-tiles';
import type { RunContext } from '$lib/terms/run';

/** Rows that ask for their nearest. */
export interface NearestQuestion {
	readonly space: CaseSpace;
	/** The rows among which to look. */
	readonly tiles: CaseTiles;
	/** The node below which to look; all rows unless given. */
	readonly root?: number;
	/** The table whose rows ask, and the numbers of those that do: like rows together is fastest. */
	readonly rows: CaseRows;
	readonly picked: Uint32Array;
	/** Whether the rows that ask are among those of the tiles: no row is its own neighbour. */
	readonly isSelf: boolean;
	/** Neighbours a row; 1 unless given. */
	readonly k?: number;
	/** Distances at or below it need not be exact; all are unless given. */
	readonly cutoff?: number;
}

/**
 * Finds the nearest rows of each picked row, in the order picked, on as many threads as there are; the answer does not
 * depend on how many.
 */
export async function nearestRows(
	{ space, tiles, root = 0, rows, picked, isSelf, k = 1, cutoff = 0 }: NearestQuestion,
	ctx: RunContext,
	onProgress: (done: number) => void = () => {}
): Promise<CaseNeighbours> {
	const blocks = Math.ceil(picked.length / BLOCK_QUERIES);
	const threads = Math.max(1, Math.min(ctx.compute.concurrency, blocks));
	const done = new Float64Array(threads);
	const distances = new Float32Array(picked.length * k);
	const rowIds = new Uint32Array(picked.length * k);
	const find = async (thread: number) => {
		const from = BLOCK_QUERIES * Math.floor((thread * blocks) / threads);
		const to = BLOCK_QUERIES * Math.floor(((thread + 1) * blocks) / threads);
		const asked = picked.slice(from, to);
		const queries = pickRows(space, rows, asked);
		const found = await ctx.compute.run(
			caseNearestJob,
			{ space, tiles, root, queries, selfIds: isSelf ? asked : null, k, cutoff },
			{
				signal: ctx.signal,
				onProgress: (share) => {
					done[thread] = share;
					onProgress(done.reduce((sum, each) => sum + each, 0) / threads);
				}
			}
		);
		distances.set(found.distances, from * k);
		rowIds.set(found.rowIds, from * k);
	};
	await Promise.all(Array.from({ length: threads }, (_, thread) => find(thread)));
	return { distances, rowIds };
}
