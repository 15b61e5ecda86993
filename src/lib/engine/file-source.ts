import { open as openHandle, stat, type FileHandle } from 'node:fs/promises';
import { basename } from 'node:path';
import { LacunaError } from '$lib/terms/error';
import type { ByteSource } from './byte-source';

const MOST_BYTES = 1024 ** 3;

/**
 * A file on disk, to be read in pieces and then closed.
 * @throws {@link LacunaError} `file-missing`, for a folder too.
 */
export async function fileSource(
	name: string,
	path: string
): Promise<ByteSource & { close(): Promise<void> }> {
	const found = await stat(path).catch((cause: unknown) => {
		throw unopenable(path, cause);
	});
	if (!found.isFile()) {
		throw new LacunaError('file-missing', `${path} is no file.`, {
			hint: 'Give the path of one file, not of a folder.'
		});
	}
	const handle = await openHandle(path).catch((cause: unknown) => {
		throw unopenable(path, cause);
	});
	return {
		name,
		sizeBytes: found.size,
		read: (start, end) => readBytes(handle, start, end),
		close: () => handle.close()
	};
}

/** Node reads no more than 2 GB at once, and may read less than it is asked for. */
async function readBytes(handle: FileHandle, start: number, end: number): Promise<Uint8Array> {
	const bytes = new Uint8Array(end - start);
	let filled = 0;
	while (filled < bytes.length) {
		const wanted = Math.min(bytes.length - filled, MOST_BYTES);
		const { bytesRead } = await handle.read(bytes, filled, wanted, start + filled);
		if (bytesRead === 0) break;
		filled += bytesRead;
	}
	return bytes.subarray(0, filled);
}

function unopenable(path: string, cause: unknown): LacunaError {
	return new LacunaError('file-missing', `${basename(path)} cannot be opened at ${path}.`, {
		hint: 'Check the path, and that you may read the file.',
		cause
	});
}
