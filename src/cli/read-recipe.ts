import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { fromReport, isReport } from '$lib/analysis/share/frozen-report';
import { fromLacunaFile } from '$lib/analysis/share/lacuna-file';
import { decodeLink } from '$lib/analysis/share/link';
import { unlockLink } from '$lib/analysis/share/lock';
import { parseRecipe, parseUntrustedJson } from '$lib/analysis/share/recipe-schema';
import { isoDay } from '$lib/analysis/verify/iso-day';
import { LacunaError } from '$lib/terms/error';
import type { SharedAnalysis } from '$lib/terms/findings';
import type { Recipe } from '$lib/terms/recipe';
import { readText } from './read-text';

/**
 * Reads the recipe in a file: recipe.json of the command line, or a .lacuna.json file that the app saved.
 * @throws {@link LacunaError} `file-missing` or `recipe-invalid`.
 */
export async function readRecipeFile(path: string): Promise<Recipe> {
	return (await readSharedFile(path)).recipe;
}

/**
 * Reads a recipe, with the findings that a .lacuna.json file holds beside it. A locked file is opened by the
 * passphrase in the environment variable `LACUNA_PASSPHRASE`.
 * @throws {@link LacunaError} `file-missing`, `recipe-invalid`, or `link-invalid` for a wrong passphrase.
 */
export async function readSharedFile(path: string): Promise<SharedAnalysis> {
	return sharedFrom(await readText(path, 'The recipe'), basename(path));
}

/**
 * Reads frozen regions: what {@link readSharedFile} reads, or a report.json, which counts as of the day it was
 * written.
 * @throws {@link LacunaError} as `readSharedFile`.
 */
export async function readFrozenFile(path: string): Promise<SharedAnalysis> {
	const name = basename(path);
	const text = await readText(path, 'The file of frozen regions');
	if (!isReport(parseUntrustedJson(text, name))) return sharedFrom(text, name);
	const { mtimeMs } = await stat(path);
	return fromReport(text, name, isoDay(mtimeMs));
}

async function sharedFrom(text: string, name: string): Promise<SharedAnalysis> {
	const content = parseUntrustedJson(text, name);
	if (isReport(content))
		throw new LacunaError('recipe-invalid', `${name} is a report, not a recipe.`, {
			hint: 'Give recipe.json, or to share it findings.lacuna.json; both lie beside it.'
		});
	if (typeof content !== 'object' || content === null || !('lacuna' in content)) {
		return { recipe: parseRecipe(content), findings: null };
	}
	const file = fromLacunaFile(text, name);
	if (file.kind === 'open') return file.analysis;
	return decodeLink((await unlockLink(file.link, passphrase(name))).link);
}

/**
 * The passphrase in the environment: on the command line others could read it.
 * @throws {@link LacunaError} `usage` where there is none.
 */
export function passphrase(what: string): string {
	const found = process.env.LACUNA_PASSPHRASE;
	if (found) return found;
	throw new LacunaError('usage', `${what} needs a passphrase.`, {
		hint: 'Set the environment variable LACUNA_PASSPHRASE.'
	});
}
