import wasmUrl from 'parquet-wasm/esm/parquet_wasm_bg.wasm?url';
import { abortError } from './duckdb-error';

/** What the worker is asked for. */
export interface DecodeOrder {
	readonly source: Blob | { readonly url: string; readonly sizeBytes: number };
	/** Names of columns as they stand in the file. */
	readonly columns: readonly string[];
	readonly rowGroups: number;
}

/** The order as the worker gets it. The page names the decoder's file, so that it counts among those kept for offline. */
export interface SentOrder extends DecodeOrder {
	readonly wasmUrl: string;
}

/** Some rows of the ordered columns, as a complete Arrow IPC stream. */
export interface DecodedBatch {
	readonly rowCount: number;
	readonly ipc: Uint8Array<ArrayBuffer>;
}

export type DecodeReply =
	| ({ readonly kind: 'batch' } & DecodedBatch)
	| { readonly kind: 'end' }
	| { readonly kind: 'error'; readonly message: string };

/** A batch takes milliseconds from a disk; over a slow line its bytes may take minutes. */
const BATCH_TIMEOUT_MS = 300_000;

/**
 * Decodes columns of a Parquet file in a worker that lives for this one task: its memory is given back at the end,
 * and a decoder that panicked, which settles no promise, is thrown away. Batches come in row order; the next is decoded while the caller handles the last.
 */
export async function* decodeParquet(
	order: DecodeOrder,
	signal: AbortSignal
): AsyncGenerator<DecodedBatch> {
	const worker = new Worker(new URL('./parquet.worker.ts', import.meta.url), { type: 'module' });
	try {
		let reply = ask(worker, { ...order, wasmUrl }, signal);
		for (;;) {
			const answer = await reply;
			if (answer.kind === 'end') return;
			if (answer.kind === 'error') throw new Error(answer.message);
			reply = ask(worker, 'next', signal);
			// A failure while the caller is busy is thrown at its next turn; till then it is nobody's.
			reply.catch(() => {});
			yield answer;
		}
	} finally {
		worker.terminate();
	}
}

function ask(
	worker: Worker,
	message: SentOrder | 'next',
	signal: AbortSignal
): Promise<DecodeReply> {
	return new Promise((resolve, reject) => {
		const settle = new AbortController();
		const fail = (error: Error) => {
			settle.abort();
			reject(error);
		};
		const listen = { signal: settle.signal };
		const timer = setTimeout(
			() => fail(new Error('The Parquet decoder does not answer.')),
			BATCH_TIMEOUT_MS
		);
		settle.signal.addEventListener('abort', () => clearTimeout(timer));
		signal.addEventListener('abort', () => fail(abortError()), listen);
		worker.addEventListener(
			'message',
			({ data }: MessageEvent<DecodeReply>) => {
				settle.abort();
				resolve(data);
			},
			listen
		);
		worker.addEventListener(
			'error',
			(event) => {
				event.preventDefault();
				fail(new Error(`The Parquet decoder stopped: ${event.message}`));
			},
			listen
		);
		worker.addEventListener(
			'messageerror',
			() => fail(new Error('The Parquet decoder sent what cannot be read.')),
			listen
		);
		if (signal.aborted) fail(abortError());
		else worker.postMessage(message);
	});
}
