import { blobSource } from './byte-source';
import type { ArrowBatch } from './duckdb-wasm-columns';
import { toArrowStream } from './arrow-stream';
import type { RowsOrder, RowsItem } from './rows-reader';
import { rowFormat } from './row-format';
import { serveStream } from './worker-stream';

/** Describes a table, telling how far it has come, or reads columns of it. */
async function* parse({ file, fileName, format, columns }: RowsOrder): AsyncGenerator<RowsItem> {
	const { describe, read } = await rowFormat(format);
	const source = blobSource(fileName, file);
	if (columns === null) {
		yield await describe(source, () => {});
		return;
	}
	for await (const { rowCount, columns: values } of read(source, columns)) {
		const batch: ArrowBatch = { rowCount, ipc: toArrowStream(columns, values) };
		yield batch;
	}
}

serveStream(parse, (item) => ('ipc' in item ? [item.ipc.buffer as ArrayBuffer] : []));
