/** Bytes at rest that can be read in pieces: a file on disk, a Blob, an address. */
export interface ByteSource {
	/** File name as shown to people. */
	readonly name: string;
	readonly sizeBytes: number;
	/** Bytes from `start` up to but without `end`. */
	read(start: number, end: number): Promise<Uint8Array>;
}

/** A dropped or picked file, read slice by slice and never as a whole. */
export function blobSource(name: string, blob: Blob): ByteSource {
	return {
		name,
		sizeBytes: blob.size,
		read: async (start, end) => new Uint8Array(await blob.slice(start, end).arrayBuffer())
	};
}
