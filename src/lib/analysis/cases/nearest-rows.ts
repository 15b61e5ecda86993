import {
	caseNearestJob,
	type CaseNearestInput,
	type CaseNeighbours
} from '$lib/kernels/case-nearest';
import { sliceRows } from '$lib/kernels/case-space';
import type { RunContext } from '$lib/terms/run';

/** Finds the nearest rows of each query on as many threads as there are; the answer does not depend on how many. */
export async function nearestRows(
	input: CaseNearestInput,
	ctx: RunContext,
	onProgress: (done: number) => void = () => {}
): Promise<CaseNeighbours> {
	const { space, queries, selfIds, k } = input;
	const threads = Math.max(1, Math.min(ctx.compute.concurrency, queries.count));
	const done = new Float64Array(threads);
	const parts = await Promise.all(
		Array.from({ length: threads }, async (_, i) => {
			const from = Math.floor((i * queries.count) / threads);
			const to = Math.floor(((i + 1) * queries.count) / threads);
			const part = {
				...input,
				queries: sliceRows(space, queries, from, to),
				selfIds: selfIds?.slice(from, to) ?? null
			};
			const found = await ctx.compute.run(caseNearestJob, part, {
				signal: ctx.signal,
				onProgress: (share) => {
					done[i] = share;
					onProgress(done.reduce((sum, each) => sum + each, 0) / threads);
				}
			});
			return { from, found };
		})
	);
	const distances = new Float32Array(queries.count * k);
	const rowIds = new Uint32Array(queries.count * k);
	for (const { from, found } of parts) {
		distances.set(found.distances, from * k);
		rowIds.set(found.rowIds, from * k);
	}
	return { distances, rowIds };
}
