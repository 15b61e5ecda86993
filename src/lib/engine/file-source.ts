import { open as openHandle, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { LacunaError } from '$lib/terms/error';
import type { ByteSource } from './byte-source';

/**
 * A file on disk, to be read in pieces and then closed.
 * @throws {@link LacunaError} `file-missing`
 */
export async function fileSource(
	name: string,
	path: string
): Promise<ByteSource & { close(): Promise<void> }> {
	try {
		const handle = await openHandle(path);
		const { size } = await stat(path);
		return {
			name,
			sizeBytes: size,
			read: async (start, end) => {
				const { bytesRead, buffer } = await handle.read(
					new Uint8Array(end - start),
					0,
					end - start,
					start
				);
				return buffer.subarray(0, bytesRead);
			},
			close: () => handle.close()
		};
	} catch (cause) {
		throw new LacunaError('file-missing', `${basename(path)} cannot be opened at ${path}.`, {
			hint: 'Check the path, and that you may read the file.',
			cause
		});
	}
}
