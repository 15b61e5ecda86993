import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { Recipe } from '$lib/terms/recipe';

/**
 * What an analysis with this recipe would answer, as 16 hex digits: equal for recipes that differ only in file
 * names, judgements or what was chosen. The first 64 bits of a SHA-256 over fingerprints, pairing, uses, settings.
 */
export function recipeHash({ sources, pairing, uses, settings }: Recipe): string {
	const sorted = (map: object) => Object.entries(map).sort(([a], [b]) => (a < b ? -1 : 1));
	const text = JSON.stringify([
		sources.human?.fingerprint?.sha256 ?? null,
		sources.synthetic?.fingerprint?.sha256 ?? null,
		sorted(pairing),
		sorted(uses),
		sorted(settings)
	]);
	return bytesToHex(sha256(utf8ToBytes(text))).slice(0, 16);
}
