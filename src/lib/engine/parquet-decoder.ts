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

/** The order as the worker gets it. The page names the decoder's file, so that it counts among those kept for offline. */
export interface SentOrder extends DecodeOrder {
	readonly wasmUrl: string;
}

/** Decodes columns of a Parquet file in a worker of their own; batches come in row order. */
export function decodeParquet(order: DecodeOrder, signal: AbortSignal): AsyncGenerator<ArrowBatch> {
	const worker = new Worker(new URL('./parquet.worker.ts', import.meta.url), { type: 'module' });
	const sent: SentOrder = { ...order, wasmUrl };
	return streamFrom(worker, 'The Parquet decoder', sent, signal);
}
