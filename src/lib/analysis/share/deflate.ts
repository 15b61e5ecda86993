/** Compressed bytes fed at once: deflate grows at most about 1,032-fold, so a slice gives about half a megabyte. */
const SLICE_BYTES = 512;

/** What comes out of a bomb: more than was allowed. */
export class TooLarge extends Error {}

/** Bytes as raw deflate (RFC 1951). */
export async function deflate(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
	const stream = new Blob([bytes]).stream().pipeThrough(new CompressionStream('deflate-raw'));
	return new Uint8Array(await new Response(stream).arrayBuffer());
}

/**
 * Raw deflate as bytes. Stops as soon as more than `limitBytes` have come out, so that a bomb never unfolds.
 * @throws TooLarge past the limit, TypeError where the bytes are no whole deflate stream.
 */
export async function inflate(
	bytes: Uint8Array,
	limitBytes: number
): Promise<Uint8Array<ArrayBuffer>> {
	let fed = 0;
	const slices = new ReadableStream<Uint8Array<ArrayBuffer>>({
		pull(controller) {
			controller.enqueue(bytes.slice(fed, fed + SLICE_BYTES));
			fed += SLICE_BYTES;
			if (fed >= bytes.length) controller.close();
		}
	});
	const reader = slices.pipeThrough(new DecompressionStream('deflate-raw')).getReader();
	const pieces: Uint8Array<ArrayBuffer>[] = [];
	let sizeBytes = 0;
	for (;;) {
		const { done, value } = await reader.read();
		if (done) break;
		sizeBytes += value.length;
		if (sizeBytes > limitBytes) {
			await reader.cancel();
			throw new TooLarge();
		}
		pieces.push(value);
	}
	return new Uint8Array(await new Blob(pieces).arrayBuffer());
}
