import initialise, { ParquetFile, type RecordBatch } from 'parquet-wasm';
import type { ArrowBatch } from './duckdb-wasm-columns';
import type { DecodeOrder } from './parquet-decoder';
import { remoteBlob } from './remote-blob';
import { serveStream } from './worker-stream';

/** Rows a batch: large enough to make messages rare, small enough that one huge row group is never held whole. */
const BATCH_ROWS = 65_536;

const load = () => initialise({ module_or_path: self.name });
// Ahead of the order, which waits for it: a second load at the same time would put another module under its feet.
const loaded = load();
loaded.catch(() => {});

/** Decodes the ordered columns row group by row group. */
async function* decode({ source, columns, rowGroups }: DecodeOrder): AsyncGenerator<ArrowBatch> {
	// Should it have failed, the order tries again, and says so.
	await loaded.catch(load);
	const blob = source instanceof Blob ? source : remoteBlob(source.url, source.sizeBytes);
	const file = await ParquetFile.fromFile(blob);
	for (let group = 0; group < rowGroups; group++) {
		const stream: ReadableStream<RecordBatch> = await file.stream({
			rowGroups: [group],
			columns: [...columns],
			batchSize: BATCH_ROWS
		});
		const reader = stream.getReader();
		for (;;) {
			const { done, value } = await reader.read();
			if (done) break;
			const rowCount = value.numRows;
			yield { rowCount, ipc: value.intoIPCStream() };
		}
	}
}

serveStream(decode, ({ ipc }) => [ipc.buffer as ArrayBuffer]);
