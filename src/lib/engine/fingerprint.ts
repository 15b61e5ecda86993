import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import type { ByteSource } from './byte-source';
import type { FileFormat } from './file-format';
import { readParquetFooter } from './parquet-footer';

const PIECE_BYTES = 8 * 1024 * 1024;

/**
 * SHA-256 (hex) by which a file is known again: of a Parquet file's footer, of all bytes of any other.
 * @param checkpoint called between pieces with the share done, 0 to 1; what it throws ends the reading.
 */
export async function contentHash(
	source: ByteSource,
	format: FileFormat,
	checkpoint: (done: number) => void
): Promise<string> {
	if (format === 'parquet') return bytesToHex(sha256(await readParquetFooter(source)));
	// SubtleCrypto cannot hash in pieces, and a table of gigabytes must not be held whole.
	const hash = sha256.create();
	for (let start = 0; start < source.sizeBytes; start += PIECE_BYTES) {
		hash.update(await source.read(start, Math.min(start + PIECE_BYTES, source.sizeBytes)));
		checkpoint(start / source.sizeBytes);
	}
	return bytesToHex(hash.digest());
}
