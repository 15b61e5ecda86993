import { setMaxListeners } from 'node:events';
import { createNodeEngine } from '$lib/engine/duckdb-node';
import { inThisThread } from '$lib/kernels/drive-job';
import type { RunContext } from '$lib/terms/run';

type Changes = Partial<Omit<RunContext, 'engine'>>;

/** A context with an engine of its own and every job in this thread; whoever makes it closes the engine. */
export function createNodeContext(changes: Changes = {}): RunContext {
	const { signal } = new AbortController();
	// Every query in flight listens.
	setMaxListeners(0, signal);
	return {
		...{ engine: createNodeEngine(), compute: inThisThread, signal, onProgress: () => {} },
		...changes
	};
}

/** Does work in such a context. */
export async function inNodeContext<T>(
	work: (ctx: RunContext) => Promise<T>,
	changes: Changes = {}
): Promise<T> {
	const ctx = createNodeContext(changes);
	try {
		return await work(ctx);
	} finally {
		await ctx.engine.close();
	}
}
