type Port = InstanceType<typeof MessageChannel>['port1'];

/** A port that leads nowhere: what is sent through it is gone. */
let nowhere: Port | null = null;

/**
 * Frees a buffer at once: garbage of many megabytes may not be collected for long. It is sent away, not detached by its
 * own `transfer`: browsers keep a second hold on a buffer that came in a message, and let go of it only so.
 */
export function freeBuffer(buffer: ArrayBufferLike): void {
	// What has been freed before cannot be again.
	if (buffer.byteLength === 0) return;
	(nowhere ??= closedPort()).postMessage(null, [buffer as ArrayBuffer]);
}

function closedPort(): Port {
	const { port1 } = new MessageChannel();
	port1.close();
	return port1;
}
