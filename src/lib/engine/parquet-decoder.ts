import wasmUrl from 'parquet-wasm/esm/parquet_wasm_bg.wasm?url';
import type { ArrowBatch } from './duckdb-wasm-columns';
import { streamFrom } from './worker-stream';

/** What the worker is asked for. */
export interface DecodeOrder {
	readonly source: Blob | { readonly url: string; readonly sizeBytes: number };
	/** Names of columns as they stand in the file. */
	readonly columns: readonly string[];
	readonly rowGroups: number;
}

/** Both tables of an analysis are decoded at once. */
const SPARES = 2;
/** Workers that wait for their one order, with the decoder compiled. */
const spares: Worker[] = [];

/** Starts workers ahead of their orders, so that the first tables need not wait for the decoder to load and compile. */
export function prepareDecoders(): void {
	while (spares.length < SPARES) {
		const worker = startWorker();
		// One that breaks while it waits is given no order.
		worker.addEventListener('error', () => {
			const at = spares.indexOf(worker);
			if (at >= 0) spares.splice(at, 1);
		});
		spares.push(worker);
	}
}

/** Ends the workers that wait. */
export function dismissDecoders(): void {
	for (const worker of spares.splice(0)) worker.terminate();
}

/** Decodes columns of a Parquet file in a worker of their own; batches come in row order. */
export function decodeParquet(order: DecodeOrder, signal: AbortSignal): AsyncGenerator<ArrowBatch> {
	return streamFrom(spares.pop() ?? startWorker(), 'The Parquet decoder', order, signal);
}

/** The worker's name tells it where the decoder lies: the page names that file, so that it counts among those kept for offline. */
function startWorker(): Worker {
	return new Worker(new URL('./parquet.worker.ts', import.meta.url), {
		type: 'module',
		name: wasmUrl
	});
}
