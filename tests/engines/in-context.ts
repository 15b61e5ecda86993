import { createNodeEngine } from '$lib/engine/duckdb-node';
import { inThisThread } from '$lib/kernels/drive-job';
import type { RunContext } from '$lib/terms/run';

/** Does work with an engine of its own, in this thread. */
export async function inContext<T>(work: (ctx: RunContext) => Promise<T>): Promise<T> {
	const engine = createNodeEngine();
	try {
		const { signal } = new AbortController();
		return await work({ engine, compute: inThisThread, signal, onProgress: () => {} });
	} finally {
		await engine.close();
	}
}
