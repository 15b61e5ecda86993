import { mkdir, stat, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { LacunaError } from '$lib/terms/error';

type Content = string | Uint8Array;

/** Writes files into the folder of `--out`, by their names; what is null is left out. */
export type WriteResults = (files: Readonly<Record<string, Content | null>>) => Promise<void>;

/**
 * Makes the folder of `--out`: that it cannot be written is better known before the work than after it.
 * @returns what writes results there; where no folder is named, it writes nothing.
 * @throws {@link LacunaError} `usage` naming the folder that cannot be written, then and later.
 */
export async function resultsFolder(folder: string | undefined): Promise<WriteResults> {
	if (folder === undefined) return async () => {};
	await writing(folder, () => makeFolder(folder));
	return (files) =>
		writing(folder, async () => {
			for (const [name, content] of Object.entries(files))
				if (content !== null) await writeFile(join(folder, name), content);
		});
}

/**
 * Writes one file of results.
 * @throws {@link LacunaError} `usage` naming the file that cannot be written.
 */
export function writeResult(path: string, content: Content): Promise<void> {
	return writing(path, () => writeFile(path, content));
}

async function writing(place: string, work: () => Promise<void>): Promise<void> {
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
async function makeFolder(folder: string): Promise<void> {
	const path = resolve(folder);
	const isThere = await stat(path).then(
		(found) => found.isDirectory(),
		() => false
	);
	if (isThere) return;
	if (dirname(path) !== path) await makeFolder(dirname(path));
	await mkdir(path);
}
