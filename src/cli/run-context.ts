import { mkdir, stat } from 'node:fs/promises';
import { basename, dirname, resolve } from 'node:path';
import type { Source } from '$lib/terms/dataset';
import { LacunaError } from '$lib/terms/error';
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

/**
 * Writes results.
 * @throws {@link LacunaError} `usage` naming the place where it cannot be written.
 */
export async function writing(place: string, work: () => Promise<unknown>): Promise<void> {
	try {
		await work();
	} catch (cause) {
		throw new LacunaError('usage', `The results cannot be written to ${place}.`, {
			hint: 'Choose another place, one that you may write to.',
			cause
		});
	}
}

/**
 * Makes a folder and those above it. Step by step, for Node's own recursive way never ends where a file system says of
 * a new folder that its parent is missing, as /proc does.
 */
export async function makeFolder(folder: string): Promise<void> {
	const path = resolve(folder);
	if (
		await stat(path).then(
			(found) => found.isDirectory(),
			() => false
		)
	)
		return;
	if (dirname(path) !== path) await makeFolder(dirname(path));
	await mkdir(path);
}
