import { carrierOf, fromCarrier } from './carried-values';
import { fileError } from './duckdb-error';
import type { ArrowBatch, ColumnReader } from './duckdb-wasm-columns';
import type { ParsedColumn, ParsedTable, RowFormatName } from './row-format';
import { streamFrom } from './worker-stream';

/** What the worker is asked for: to describe the table, or to read columns of it. */
export interface RowsOrder {
	readonly file: Blob;
	readonly fileName: string;
	readonly format: RowFormatName;
	/** Null to have the table described. */
	readonly columns: readonly ParsedColumn[] | null;
}

/** What the worker answers: the described table, or the rows of the described columns, batch by batch. */
export type RowsItem = ParsedTable | ArrowBatch;

/**
 * A file of JSON lines or Arrow, described and read by a worker.
 * @throws {@link LacunaError} `file-unreadable`, naming file and place; `worker-failed` where it took too long.
 */
export async function openRows(
	fileName: string,
	file: Blob,
	format: RowFormatName,
	signal: AbortSignal
): Promise<ColumnReader> {
	const order = { file, fileName, format };
	const { columns: all, rowCount } = await describe({ ...order, columns: null }, signal).catch(
		(error: unknown) => {
			throw fileError(error, fileName);
		}
	);
	return {
		...{ fileName, rowCount, columns: all },
		arriving: (columns) => columns,
		batches: (columns, signal) =>
			parse<ArrowBatch>({ ...order, columns: columns as readonly ParsedColumn[] }, signal),
		expression: (stored, _storedType, { sqlType }) =>
			fromCarrier(`CAST(${stored} AS ${carrierOf(sqlType)})`, sqlType),
		blame: async (error) => fileError(error, fileName)
	};
}

async function describe(order: RowsOrder, signal: AbortSignal): Promise<ParsedTable> {
	for await (const table of parse<ParsedTable>(order, signal)) return table;
	throw new Error('The table reader described nothing.');
}

function parse<Item extends RowsItem>(order: RowsOrder, signal: AbortSignal) {
	const worker = new Worker(new URL('./rows.worker.ts', import.meta.url), { type: 'module' });
	return streamFrom<RowsOrder, Item>(worker, 'The table reader', order, signal);
}
