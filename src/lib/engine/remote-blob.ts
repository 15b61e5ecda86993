import { LacunaError } from '$lib/terms/error';

/** A file at an address, read by HTTP ranges wherever a Blob is read by slices. */
class RemoteBlob extends Blob {
	readonly #url: string;
	readonly #start: number;
	readonly #end: number;

	constructor(url: string, start: number, end: number) {
		super();
		this.#url = url;
		this.#start = start;
		this.#end = end;
	}

	override get size(): number {
		return this.#end - this.#start;
	}

	override slice(start = 0, end = this.size): Blob {
		const within = (offset: number) =>
			Math.min(Math.max(offset < 0 ? this.size + offset : offset, 0), this.size);
		const from = within(start);
		return new RemoteBlob(this.#url, this.#start + from, this.#start + Math.max(from, within(end)));
	}

	override async arrayBuffer(): Promise<ArrayBuffer> {
		if (this.size === 0) return new ArrayBuffer(0);
		const range = `bytes=${this.#start}-${this.#end - 1}`;
		const response = await request(this.#url, { headers: { Range: range } });
		const bytes = await response.arrayBuffer();
		if (response.status !== 206 || bytes.byteLength !== this.size) {
			throw networkError(this.#url, `it did not send the part ${range} that was asked for`);
		}
		return bytes;
	}
}

/** The file at an address whose server sends ranges. */
export function remoteBlob(url: string, sizeBytes: number): Blob {
	return new RemoteBlob(url, 0, sizeBytes);
}

/**
 * Opens the file at an address: by ranges where the server sends them and says how large the file is, else by one
 * download into a Blob, which the browser may keep on disk. Sends no cookies and no referrer.
 * @throws {@link LacunaError} `network-failed`
 */
export async function openRemote(
	url: string,
	signal: AbortSignal
): Promise<{ readonly blob: Blob; readonly isRanged: boolean }> {
	const probe = await request(url, { headers: { Range: 'bytes=0-3' }, signal });
	const total = /\/(\d+)$/.exec(probe.headers.get('Content-Range') ?? '')?.[1];
	if (probe.status === 206 && total) {
		await probe.body?.cancel();
		return { blob: remoteBlob(url, Number(total)), isRanged: true };
	}
	// Some hosts answer ranges but hide the size from other origins.
	const whole = probe.status === 206 ? await request(url, { signal }) : probe;
	return { blob: await whole.blob(), isRanged: false };
}

async function request(url: string, init: RequestInit): Promise<Response> {
	const response = await fetch(url, {
		...init,
		credentials: 'omit',
		referrerPolicy: 'no-referrer'
	}).catch((error: unknown) => {
		if (init.signal?.aborted) throw error;
		throw networkError(url, 'it cannot be reached, or it does not let web pages read it', error);
	});
	if (!response.ok) throw networkError(url, `it answered ${response.status}`);
	return response;
}

function networkError(url: string, reason: string, cause?: unknown): LacunaError {
	return new LacunaError('network-failed', `${url} cannot be opened: ${reason}.`, {
		hint: 'Download the file in a new tab, then choose it here.',
		cause
	});
}
