import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import { literal, quoteIdentifier } from '$lib/sql/identifier';
import type { RowChoice, TableColumn } from '$lib/terms/dataset';
import type { OpenedTable } from '$lib/terms/engine';
import { createCsvTable, csvError } from './csv-scan';
import { abortError, fileError } from './duckdb-error';
import { appendRows } from './duckdb-node-rows';
import type { FileFormat } from './file-format';
import type { ParsedTable } from './row-format';
import { assertChoosable, chosenSql } from './row-choice';
import { valueFamily } from './value-family';

/** A file on disk as a database is to read it. */
export interface NodeFile {
	readonly name: string;
	readonly path: string;
	readonly format: FileFormat;
	readonly chosen: RowChoice | undefined;
	/** Of a file that we parse ourselves. */
	readonly parsed?: ParsedTable;
	/** What was found in the file, once it was opened. */
	readonly opened?: OpenedTable;
}

/** Rows that DuckDB scans in one thread anyhow. */
const ROW_GROUP = 122_880;

/** Whether all tables are so short that threads cost more, by waiting for each other, than they take off each other. */
function areShort(tables: ReadonlyMap<string, NodeFile>): boolean {
	return [...tables.values()].every(({ opened }) => opened && opened.rowCount <= ROW_GROUP);
}

/**
 * Starts a database that reads the given files and nothing else. What may be read is fixed before the lock falls,
 * so that another set of tables takes another database.
 */
export async function startDatabase(
	tables: ReadonlyMap<string, NodeFile>
): Promise<DuckDBInstance> {
	const instance = await DuckDBInstance.create(':memory:', {
		autoload_known_extensions: 'false',
		autoinstall_known_extensions: 'false',
		...(areShort(tables) && { threads: '1' })
	});
	const connection = await instance.connect();
	try {
		const paths = [...tables.values()].flatMap(({ path }) => [path, exactPattern(path)]);
		// Without a fixed zone the same file would read differently on machines that lie apart.
		await connection.run("SET GLOBAL TimeZone = 'UTC'");
		await connection.run(`SET allowed_paths = [${paths.map(literal).join(', ')}]`);
		await connection.run('SET enable_external_access = false');
		await connection.run('SET lock_configuration = true');
		for (const [table, file] of tables) {
			await createTable(connection, table, file).catch((error: unknown) => {
				throw file.format === 'csv' ? csvError(error, file.name) : fileError(error, file.name);
			});
		}
		return instance;
	} finally {
		connection.disconnectSync();
	}
}

async function createTable(
	connection: DuckDBConnection,
	table: string,
	file: NodeFile
): Promise<void> {
	const { name, path, format, chosen } = file;
	if (format !== 'parquet' && format !== 'csv') {
		await appendRows(connection, table, file);
		return;
	}
	const describe = (select: string) => describeSelect(connection, select);
	if (format === 'csv') {
		const run = (sql: string) => connection.run(sql);
		await createCsvTable({ describe, run }, table, { name, path: exactPattern(path), chosen });
		return;
	}
	// Else folders named like `year=2020` would make a column, or take the place of the file's own.
	const scan = `SELECT * FROM read_parquet(${literal(exactPattern(path))}, hive_partitioning = false)`;
	if (chosen) assertChoosable(name, await describe(scan), chosen);
	await connection.run(`CREATE VIEW ${quoteIdentifier(table)} AS ${chosenSql(scan, chosen)}`);
}

/** Names and types of the columns that a SELECT gives. */
export async function describeSelect(
	connection: DuckDBConnection,
	select: string
): Promise<TableColumn[]> {
	const schema = await connection.runAndReadAll(`DESCRIBE ${select}`);
	return schema.getRows().map(([name, type]): TableColumn => {
		const sqlType = String(type);
		return { name: String(name), sqlType, family: valueFamily(sqlType) };
	});
}

/** The pattern that a path alone meets: DuckDB would take `rows[1].parquet` for rows1.parquet. */
function exactPattern(path: string): string {
	return path.replaceAll(/[[*?]/g, '[$&]');
}

/** Runs work on a connection of its own, which an abort interrupts. */
export async function withConnection<T>(
	instance: DuckDBInstance,
	signal: AbortSignal,
	work: (connection: DuckDBConnection) => Promise<T>
): Promise<T> {
	throwIfAborted(signal);
	const connection = await instance.connect();
	const interrupt = () => connection.interrupt();
	signal.addEventListener('abort', interrupt);
	try {
		return await work(connection);
	} finally {
		signal.removeEventListener('abort', interrupt);
		connection.disconnectSync();
	}
}

/** @throws AbortError */
export function throwIfAborted(signal: AbortSignal): void {
	if (signal.aborted) throw abortError();
}
