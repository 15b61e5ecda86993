import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';

/** A value with the keys of its objects sorted, so that equal values give equal JSON. */
function sorted(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(sorted);
	if (typeof value !== 'object' || value === null) return value;
	return Object.fromEntries(
		Object.entries(value)
			.sort(([a], [b]) => (a < b ? -1 : 1))
			.map(([key, inner]) => [key, sorted(inner)])
	);
}

/** SHA-256, hex, of a value as JSON with sorted keys. */
export function contentHash(value: unknown): string {
	return bytesToHex(sha256(new TextEncoder().encode(JSON.stringify(sorted(value)))));
}
