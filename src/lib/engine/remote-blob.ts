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
		const bytes = await received(this.#url, response.arrayBuffer());
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

/** Files up to this size come whole: one request is quicker than many, and says less of what is read. */
const WHOLE_BYTES = 8 * 1024 * 1024;

/**
 * Opens the file at an address: a large Parquet file by ranges where the server sends them, any other by one
 * download into a Blob, which the browser may keep on disk. Sends no cookies and no referrer.
 * @throws {@link LacunaError} `network-failed`
 */
export async function openRemote(
	url: string,
	signal: AbortSignal
): Promise<{ readonly blob: Blob; readonly isRanged: boolean }> {
	const whole = await request(url, { signal });
	const sizeBytes = Number(whole.headers.get('Content-Length'));
	if (sizeBytes > WHOLE_BYTES && (await endsAsParquet(url, sizeBytes, signal))) {
		await whole.body?.cancel();
		return { blob: remoteBlob(url, sizeBytes), isRanged: true };
	}
	return { blob: await received(url, whole.blob(), signal), isRanged: false };
}

/** Whether the server sends ranges of this size's end, and a Parquet file ends there. */
async function endsAsParquet(
	url: string,
	sizeBytes: number,
	signal: AbortSignal
): Promise<boolean> {
	const headers = { Range: `bytes=${sizeBytes - 4}-${sizeBytes - 1}` };
	const end = await request(url, { headers, signal });
	if (end.status === 206) return (await received(url, end.text(), signal)) === 'PAR1';
	await end.body?.cancel();
	return false;
}

async function request(url: string, init: RequestInit): Promise<Response> {
	const answer = fetch(url, {
		...init,
		// Browsers mix up parts and wholes of a file in their cache.
		cache: 'no-store',
		credentials: 'omit',
		referrerPolicy: 'no-referrer'
	});
	const unreached = 'it cannot be reached, or it does not let web pages read it';
	const response = await received(url, answer, init.signal, unreached);
	if (!response.ok) throw networkError(url, `it answered ${response.status}`);
	return response;
}

/** What arrives from an address, unless the network fails. */
async function received<T>(
	url: string,
	answer: Promise<T>,
	signal?: AbortSignal | null,
	reason = 'the connection broke off'
): Promise<T> {
	try {
		return await answer;
	} catch (error) {
		if (signal?.aborted) throw error;
		throw networkError(url, reason, error);
	}
}

function networkError(url: string, reason: string, cause?: unknown): LacunaError {
	return new LacunaError('network-failed', `${url} cannot be opened: ${reason}.`, {
		hint: 'Download the file in a new tab, then choose it here.',
		cause
	});
}
