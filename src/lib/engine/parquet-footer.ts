import { LacunaError } from '$lib/terms/error';
import type { ByteSource } from './byte-source';

/** Footer length (4 bytes) and closing magic (4 bytes). */
const TAIL_BYTES = 8;
const OPENING_BYTES = 4;

/**
 * Reads a Parquet file's footer: the metadata, its length and the closing magic.
 * @throws {@link LacunaError} `file-unreadable` for a file that is cut short or damaged at its end.
 */
export async function readParquetFooter(source: ByteSource): Promise<Uint8Array> {
	const size = source.sizeBytes;
	if (size < OPENING_BYTES + TAIL_BYTES) throw cutShort(source.name);
	const tail = await source.read(size - TAIL_BYTES, size);
	const magic = String.fromCharCode(...tail.subarray(4));
	if (magic === 'PARE') {
		throw new LacunaError('file-format', `${source.name} is an encrypted Parquet file.`, {
			hint: 'Write it again without encryption and open the new file.'
		});
	}
	if (magic !== 'PAR1') throw cutShort(source.name);
	const length = new DataView(tail.buffer, tail.byteOffset).getUint32(0, true);
	const start = size - TAIL_BYTES - length;
	if (length === 0 || start < OPENING_BYTES) throw cutShort(source.name);
	return source.read(start, size);
}

function cutShort(name: string): LacunaError {
	return new LacunaError(
		'file-unreadable',
		`${name} begins as a Parquet file but ends before its footer.`,
		{ hint: 'The file is cut short, as by a broken download. Fetch or export it again.' }
	);
}
