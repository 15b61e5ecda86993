import { readFile } from 'node:fs/promises';
import { LacunaError } from '$lib/terms/error';

/**
 * Reads a text file that an option names.
 * @param what names it in the error: "The plan".
 * @throws {@link LacunaError} `file-missing`
 */
export function readText(
	path: string,
	what: string,
	hint = 'Check the path, and that you may read the file.'
): Promise<string> {
	return readFile(path, 'utf8').catch((cause: unknown) => {
		throw new LacunaError('file-missing', `${what} ${path} cannot be read.`, { hint, cause });
	});
}
