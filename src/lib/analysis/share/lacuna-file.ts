import { LacunaError } from '$lib/terms/error';
import type { SharedAnalysis } from '$lib/terms/findings';
import { fromSharedJson, toSharedJson } from './link';
import { parseUntrustedJson } from './recipe-schema';

/** Largest file that is read, in bytes. */
export const MAX_LACUNA_FILE_BYTES = 8_000_000;

/** What a `.lacuna.json` file holds: the analysis, or a locked link that a passphrase opens. */
export type LacunaFile =
	| { readonly kind: 'open'; readonly analysis: SharedAnalysis }
	| { readonly kind: 'locked'; readonly link: string };

/** The text of a `.lacuna.json` file: what a link carries, without its limits of length. */
export function toLacunaFile(shared: SharedAnalysis): string {
	const content: unknown = JSON.parse(toSharedJson(shared));
	return `${JSON.stringify({ lacuna: 1, ...(content as object) }, null, '\t')}\n`;
}

/** The text of a `.lacuna.json` file that holds a locked link. */
export function toLockedFile(link: string): string {
	return `${JSON.stringify({ lacuna: 1, locked: link }, null, '\t')}\n`;
}

/**
 * Reads the text of a `.lacuna.json` file, as wary as of a link.
 * @throws {@link LacunaError} `recipe-invalid` saying what is wrong.
 */
export function fromLacunaFile(text: string, fileName: string): LacunaFile {
	const hint = 'Choose a .lacuna.json file that Share saved.';
	if (text.length > MAX_LACUNA_FILE_BYTES)
		throw new LacunaError('recipe-invalid', `${fileName} is too large to be a recipe.`, { hint });
	const content = parseUntrustedJson(text, fileName);
	const version = fieldOf(content, 'lacuna');
	if (version === undefined)
		throw new LacunaError('recipe-invalid', `${fileName} is JSON, but not of Lacuna.`, { hint });
	if (version !== 1)
		throw new LacunaError('recipe-invalid', `${fileName} is of another version of Lacuna.`, {
			hint: 'Open it in a newer version of Lacuna.'
		});
	const locked = fieldOf(content, 'locked');
	if (typeof locked === 'string') return { kind: 'locked', link: locked };
	return { kind: 'open', analysis: fromSharedJson(text, fileName) };
}

function fieldOf(content: unknown, key: string): unknown {
	return typeof content === 'object' && content !== null
		? (content as Record<string, unknown>)[key]
		: undefined;
}
