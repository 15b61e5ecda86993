import initialise, { ParquetFile, type RecordBatch } from 'parquet-wasm';
import type { DecodedBatch, DecodeReply, SentOrder } from './parquet-decoder';
import { remoteBlob } from './remote-blob';

/** Rows a batch: large enough to make messages rare, small enough that one huge row group is never held whole. */
const BATCH_ROWS = 65_536;

/** Decodes the ordered columns row group by row group. */
async function* decode({
	wasmUrl,
	source,
	columns,
	rowGroups
}: SentOrder): AsyncGenerator<DecodedBatch> {
	await initialise({ module_or_path: wasmUrl });
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
			yield { rowCount, ipc: value.intoIPCStream() as Uint8Array<ArrayBuffer> };
		}
	}
}

let batches: AsyncGenerator<DecodedBatch>;

/** The first message is the order, each later one asks for one more batch. */
self.onmessage = async ({ data }: MessageEvent<SentOrder | 'next'>) => {
	if (data !== 'next') batches = decode(data);
	let reply: DecodeReply;
	try {
		const { done, value } = await batches.next();
		reply = done ? { kind: 'end' } : { kind: 'batch', ...value };
	} catch (error) {
		reply = { kind: 'error', message: error instanceof Error ? error.message : String(error) };
	}
	self.postMessage(reply, { transfer: reply.kind === 'batch' ? [reply.ipc.buffer] : [] });
};
