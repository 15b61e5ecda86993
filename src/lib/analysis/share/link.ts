import * as v from 'valibot';
import { draftFromJson, draftToJson } from '$lib/analysis/brief/draft-json';
import { LacunaError } from '$lib/terms/error';
import { countText } from '$lib/terms/figures';
import type { SharedAnalysis } from '$lib/terms/findings';
import { fromBase64Url, toBase64Url } from './base64url';
import { deflate, inflate, TooLarge } from './deflate';
import { fragmentOf, isLocked, OPEN_PREFIX } from './fragment';
import { findingsSchema, toWire } from './findings-schema';
import { findingName, firstFault, parseUntrustedJson, recipeSchema } from './recipe-schema';

/** Longest fragment that is read, in characters. */
export const MAX_LINK_CHARACTERS = 200_000;
/** Longest link that mail and chat carry safely; past it the app says so. */
export const LONG_LINK_CHARACTERS = 8_000;
const MAX_INFLATED_BYTES = 4_000_000;

const sharedSchema = v.object({
	recipe: recipeSchema,
	findings: v.optional(findingsSchema),
	draft: v.optional(v.unknown()),
	open: v.optional(findingName)
});

/** A fragment's failure, which always says what is wrong with it. */
export function linkError(what: string, hint: string, cause?: unknown): LacunaError {
	return new LacunaError('link-invalid', `The link cannot be read: ${what}.`, { hint, cause });
}

const COPY_AGAIN = 'Copy the whole link again: mail and chat programs cut or change long ones.';

/**
 * What is shared as JSON text, without what a recipe leaves empty.
 * @throws {@link LacunaError} `recipe-invalid` where the recipe could not be read back.
 */
export function toSharedJson({ recipe, findings, draft, open }: SharedAnalysis): string {
	const { version, sources, settings, ...rest } = recipe;
	const filled = Object.entries(rest).filter(([, value]) => Object.keys(value).length > 0);
	const slim = { version, sources, settings, ...Object.fromEntries(filled) };
	const json = JSON.stringify({
		recipe: slim,
		...(findings !== null && { findings: toWire(findings) }),
		...(draft !== undefined && { draft: draftToJson(draft) }),
		...(open !== undefined && { open })
	});
	fromSharedJson(json, 'This recipe');
	return json;
}

/**
 * The inverse of {@link toSharedJson}, for text from anywhere.
 * @throws {@link LacunaError} `recipe-invalid` naming the first fault.
 */
export function fromSharedJson(json: string, what: string): SharedAnalysis {
	const parsed = v.safeParse(sharedSchema, parseUntrustedJson(json, what), { abortEarly: true });
	if (!parsed.success) {
		throw new LacunaError('recipe-invalid', `${what} is not valid: ${firstFault(parsed.issues)}.`, {
			hint: 'Ask for it again from whoever made it; do not mend it by hand.'
		});
	}
	const { recipe, findings, draft, open } = parsed.output;
	return {
		...{ recipe, findings: findings ?? null },
		...(draft !== undefined && { draft: draftFromJson(draft) }),
		...(open !== undefined && { open })
	};
}

/**
 * What is shared as a URL fragment: `#v1.` and raw deflate in base64url. Equal input
 * gives an equal link within one browser or Node; another's deflate may pack the same content otherwise.
 * @throws {@link LacunaError} `recipe-invalid` where it could not be read back.
 */
export async function encodeLink(shared: SharedAnalysis): Promise<string> {
	const bytes = new TextEncoder().encode(toSharedJson(shared));
	return `#${OPEN_PREFIX}${toBase64Url(await deflate(bytes))}`;
}

/**
 * The content of a fragment or of a whole address. The text may come from anywhere: sizes are capped before and
 * while inflating, shape and values are checked, unknown keys dropped. Nothing of it is run.
 * @throws {@link LacunaError} `link-invalid` or `recipe-invalid`, saying what is wrong.
 */
export async function decodeLink(address: string): Promise<SharedAnalysis> {
	const fragment = fragmentOf(address);
	if (fragment.length > MAX_LINK_CHARACTERS) {
		const length = countText(fragment.length);
		throw linkError(`it is ${length} characters long`, 'Ask for the .lacuna.json file instead.');
	}
	return fromSharedJson(await inflateLink(payloadOf(fragment)), 'The content of the link');
}

function payloadOf(fragment: string): Uint8Array {
	const version = /^v(\d{1,9})\./.exec(fragment)?.[1];
	if (isLocked(fragment))
		throw linkError('it is locked', 'Enter the passphrase that it was locked with.');
	if (version === undefined) throw linkError('it does not start with “#v1.”', COPY_AGAIN);
	if (version !== '1')
		throw linkError(`it is of version ${version}`, 'Open it in a newer version of Lacuna.');
	const bytes = fromBase64Url(fragment.slice(OPEN_PREFIX.length));
	if (bytes === null) {
		const at = fragment.search(/[^\w.-]/);
		const what = at < 0 ? 'it has been cut short' : `character ${at + 1} does not belong in it`;
		throw linkError(what, COPY_AGAIN);
	}
	if (bytes.length === 0) throw linkError('nothing follows “#v1.”', COPY_AGAIN);
	return bytes;
}

async function inflateLink(bytes: Uint8Array): Promise<string> {
	try {
		const inflated = await inflate(bytes, MAX_INFLATED_BYTES);
		return new TextDecoder('utf-8', { fatal: true }).decode(inflated);
	} catch (cause) {
		if (cause instanceof TooLarge)
			throw linkError(
				'it unfolds to more than any recipe holds',
				'Do not trust its sender.',
				cause
			);
		throw linkError('it is damaged or has been cut short', COPY_AGAIN, cause);
	}
}
