import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { fromLacunaFile } from '$lib/analysis/share/lacuna-file';
import { parseRecipe, parseUntrustedJson } from '$lib/analysis/share/recipe-schema';
import { LacunaError } from '$lib/terms/error';
import type { Recipe } from '$lib/terms/recipe';

/**
 * Reads the recipe in a file: recipe.json of the command line, or a .lacuna.json file that the app saved.
 * @throws {@link LacunaError} `file-missing` or `recipe-invalid`.
 */
export async function readRecipeFile(path: string): Promise<Recipe> {
	const text = await readFile(path, 'utf8').catch((cause: unknown) => {
		throw new LacunaError('file-missing', `The recipe ${path} cannot be read.`, {
			hint: 'Check the path, and that you may read the file.',
			cause
		});
	});
	const name = basename(path);
	const content = parseUntrustedJson(text, name);
	if (typeof content !== 'object' || content === null || !('lacuna' in content)) {
		return parseRecipe(content);
	}
	const file = fromLacunaFile(text, name);
	if (file.kind === 'open') return file.analysis.recipe;
	throw new LacunaError('recipe-invalid', `${name} is locked by a passphrase.`, {
		hint: 'Open it in the app and save it again without a passphrase.'
	});
}
