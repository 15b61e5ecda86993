import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import type { ByteSource } from './byte-source';

const PIECE_BYTES = 8 * 1024 * 1024;

/** SHA-256, hex, of bytes at hand. */
export function bytesHash(bytes: Uint8Array): string {
	return bytesToHex(sha256(bytes));
}

/**
 * SHA-256, hex, of all bytes of a file, read in pieces.
 * @param onPiece called before each piece with the share done, 0 to 1; what it throws ends the reading.
 */
export async function fileHash(
	source: ByteSource,
	onPiece: (done: number) => void
): Promise<string> {
	// SubtleCrypto cannot hash in pieces, and a table of gigabytes must not be held whole.
	const hash = sha256.create();
	for (let start = 0; start < source.sizeBytes; start += PIECE_BYTES) {
		onPiece(start / source.sizeBytes);
		hash.update(await source.read(start, Math.min(start + PIECE_BYTES, source.sizeBytes)));
	}
	return bytesToHex(hash.digest());
}
