import type { DuckDBConnection } from '@duckdb/node-api';
import type { EngineOptions, OpenedTable } from '$lib/terms/engine';
import type { ByteSource } from './byte-source';
import { assertSplit, locateCsvError } from './csv-scan';
import { abortError, fileError } from './duckdb-error';
import {
	describeSelect,
	startDatabase,
	throwIfAborted,
	withConnection,
	type NodeFile
} from './duckdb-node-database';
import { fileHash } from './fingerprint';
import { openParquet } from './parquet-file';
import { assertChoosable } from './row-choice';
import { rowFormat } from './row-format';

/** A file and what was found in it. */
export interface NodeTable extends NodeFile {
	readonly opened: OpenedTable;
}

/** Describes a file: from a Parquet footer alone, unless rows are chosen, else by reading it. */
export async function openFile(
	file: NodeFile,
	bytes: ByteSource,
	options: EngineOptions
): Promise<NodeTable> {
	const { format, name, chosen } = file;
	if (format === 'parquet') {
		const { table } = await openParquet(bytes);
		assertChoosable(name, table.columns, chosen);
		const opened = chosen ? await describeChosen(file, table, options) : table;
		return { ...file, opened };
	}
	const sha256 = await fileHash(bytes, (done) => {
		throwIfAborted(options.signal);
		options.onProgress?.(done / 2);
	});
	const whole = { sizeBytes: bytes.sizeBytes, sha256 };
	if (format === 'csv') {
		try {
			const opened = await openCsv(file, whole, options);
			await assertSplit(bytes, opened.columns);
			return { ...file, opened };
		} catch (error) {
			throw await locateCsvError(error, bytes);
		}
	}
	const { describe } = await rowFormat(format);
	const parsed = await describe(bytes, (done) => {
		throwIfAborted(options.signal);
		options.onProgress?.((1 + done) / 2);
	});
	assertChoosable(name, parsed.columns, chosen);
	const { columns, rowCount } = parsed;
	const opened = { columns, rowCount, fingerprint: { ...whole, rowCount } };
	const described = { ...file, parsed };
	return {
		...described,
		opened: chosen ? await describeChosen(described, opened, options) : opened
	};
}

/** The table that the chosen rows of an opened one make. */
async function describeChosen(
	file: NodeFile,
	{ columns, fingerprint }: OpenedTable,
	{ signal }: EngineOptions
): Promise<OpenedTable> {
	const rowCount = await inDatabaseOf(file, signal, countRows);
	return {
		columns: columns.filter(({ name }) => name !== file.chosen?.column),
		rowCount,
		fingerprint: { ...fingerprint, rowCount }
	};
}

/** Parses a CSV file to learn what its footer would say, had it one. */
async function openCsv(
	file: NodeFile,
	whole: { readonly sizeBytes: number; readonly sha256: string },
	{ signal }: EngineOptions
): Promise<OpenedTable> {
	return inDatabaseOf(file, signal, async (connection) => {
		const columns = await describeSelect(connection, `FROM ${OPENED}`);
		const rowCount = await countRows(connection);
		return { columns, rowCount, fingerprint: { ...whole, rowCount } };
	});
}

/** The name of a table that is alone in its database. */
const OPENED = 'opened';

async function countRows(connection: DuckDBConnection): Promise<number> {
	const counted = await connection.runAndReadAll(`SELECT count(*) FROM ${OPENED}`);
	return Number(counted.getRows()[0]?.[0]);
}

/** Works on a file in a database of its own, as the table `opened`. */
async function inDatabaseOf<T>(
	file: NodeFile,
	signal: AbortSignal,
	work: (connection: DuckDBConnection) => Promise<T>
): Promise<T> {
	try {
		const instance = await startDatabase(new Map([[OPENED, file]]));
		try {
			return await withConnection(instance, signal, work);
		} finally {
			instance.closeSync();
		}
	} catch (error) {
		throw signal.aborted ? abortError() : fileError(error, file.name);
	}
}
