import { basename } from 'node:path';
import type { Source } from '$lib/terms/dataset';
import type { RunContext } from '$lib/terms/run';
import type { CommandContext } from './command';
import { createThreadPool } from './compute';
import { createProgressLine } from './progress-line';

/** What work of a command is given: the doors, and the line that tells of finished stages. */
export interface CommandRun extends RunContext {
	readonly finish: ReturnType<typeof createProgressLine>['finish'];
}

/** A file as a source. */
export function pathSource(path: string): Source {
	return { kind: 'path', name: basename(path), path };
}

/** Opens engine and threads for some work, tells its progress on standard error, and closes them after it. */
export async function inContext<T>(
	isQuiet: boolean,
	{ signal, stderr }: CommandContext,
	work: (run: CommandRun) => Promise<T>
): Promise<T> {
	// The engine takes half a second to load, for which wrong usage need not wait.
	const { createNodeEngine } = await import('$lib/engine/duckdb-node');
	const engine = createNodeEngine();
	const compute = createThreadPool(new URL('./job-worker.js', import.meta.url));
	const progress = createProgressLine(isQuiet ? { write: () => {} } : stderr);
	try {
		return await work({
			engine,
			compute,
			signal,
			onProgress: progress.update,
			finish: progress.finish
		});
	} finally {
		progress.clear();
		await compute.close();
		await engine.close();
	}
}
