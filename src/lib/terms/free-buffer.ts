/** Frees a buffer at once, where the browser can: garbage of many megabytes may not be collected for long. */
export function freeBuffer(buffer: ArrayBufferLike): void {
	const { transfer } = buffer as { transfer?: (length: number) => void };
	// What has been freed before cannot be again.
	if (buffer.byteLength > 0) transfer?.call(buffer, 0);
}
