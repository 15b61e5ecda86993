import { open as openHandle, stat } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import duckdb, { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import { literal, quoteIdentifier } from '$lib/sql/identifier';
import type { Source, TableColumn } from '$lib/terms/dataset';
import type { EngineOptions, OpenedTable, QueryResult, SqlEngine } from '$lib/terms/engine';
import { LacunaError } from '$lib/terms/error';
import type { ByteSource } from './byte-source';
import { csvScanSql } from './csv-scan';
import { abortError, fileError, isFaultOfSql, queryError } from './duckdb-error';
import { collectResult } from './duckdb-node-result';
import { detectFormat, type FileFormat } from './file-format';
import { fileHash } from './fingerprint';
import { assertLoadable } from './loadable-columns';
import { openParquet } from './parquet-file';
import { valueFamily } from './value-family';

interface NodeFile {
	readonly name: string;
	readonly path: string;
	readonly format: FileFormat;
}

interface NodeTable extends NodeFile {
	readonly opened: OpenedTable;
}

/**
 * Native DuckDB in Node. Parquet files are scanned where they lie; CSV files are parsed once, into a table.
 * Reads `path` sources only. Each database it starts may read the opened files and nothing else.
 */
export function createNodeEngine(): SqlEngine {
	return new NodeEngine();
}

class NodeEngine implements SqlEngine {
	readonly version = `@duckdb/node-api, DuckDB ${duckdb.version().replace(/^v/, '')}`;
	readonly #tables = new Map<string, NodeTable>();
	/** The database over all opened tables; none until a query asks, and after the set of tables changed. */
	#database: Promise<DuckDBInstance> | null = null;

	async open(table: string, source: Source, options: EngineOptions): Promise<OpenedTable> {
		if (source.kind !== 'path') {
			throw new LacunaError('file-unreadable', `${source.name} is not a file on this machine.`, {
				hint: 'Download it first, then give the path of the file.'
			});
		}
		const path = resolve(source.path);
		const bytes = await fileSource(source.name, path);
		try {
			const format = await detectFormat(bytes);
			const file = { name: source.name, path, format };
			const opened =
				format === 'parquet'
					? (await openParquet(bytes)).table
					: await openCsv(file, bytes, options);
			throwIfAborted(options.signal);
			this.#tables.set(table, { ...file, opened });
			this.#database = null;
			return opened;
		} finally {
			await bytes.close();
		}
	}

	async load(table: string, columns: readonly string[]): Promise<void> {
		const file = this.#tables.get(table);
		if (!file) throw new Error(`No table "${table}" is open.`);
		assertLoadable(file.name, file.opened.columns, columns);
		await this.#start();
	}

	async query(sql: string, options: EngineOptions): Promise<QueryResult> {
		const instance = await this.#start();
		return withConnection(instance, options.signal, async (connection) => {
			try {
				return await collectResult(await connection.run(sql), options.signal);
			} catch (error) {
				throwIfAborted(options.signal);
				const failure = queryError(error, sql);
				throw isFaultOfSql(failure) ? failure : await this.#blame(connection, failure);
			}
		});
	}

	async drop(table: string): Promise<void> {
		if (this.#tables.delete(table)) this.#database = null;
	}

	async close(): Promise<void> {
		this.#tables.clear();
		const database = await this.#database?.catch(() => null);
		this.#database = null;
		database?.closeSync();
	}

	/** The column whose stored values made a query fail, if there is one: files are first read by the query. */
	async #blame(connection: DuckDBConnection, failure: Error): Promise<Error> {
		for (const [table, { name: fileName, format, opened }] of this.#tables) {
			if (format !== 'parquet') continue;
			for (const { name } of opened.columns) {
				const sql = `SELECT count(hash(${quoteIdentifier(name)})) FROM ${quoteIdentifier(table)}`;
				const error = await connection.run(sql).then(
					() => null,
					(reason: unknown) => reason
				);
				if (error) return fileError(error, fileName, name);
			}
		}
		return failure;
	}

	#start(): Promise<DuckDBInstance> {
		if (!this.#database) {
			const starting = startDatabase(this.#tables);
			// A start that failed is tried again by the next query.
			starting.catch(() => {
				if (this.#database === starting) this.#database = null;
			});
			this.#database = starting;
		}
		return this.#database;
	}
}

/**
 * Starts a database that reads the given files and nothing else. What may be read is fixed before the lock falls,
 * so that another set of tables takes another database.
 */
async function startDatabase(tables: ReadonlyMap<string, NodeFile>): Promise<DuckDBInstance> {
	const instance = await DuckDBInstance.create(':memory:', {
		autoload_known_extensions: 'false',
		autoinstall_known_extensions: 'false'
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
			const shape = file.format === 'csv' ? 'TABLE' : 'VIEW';
			const sql = `CREATE ${shape} ${quoteIdentifier(table)} AS ${scanSql(file)}`;
			await connection.run(sql).catch((error: unknown) => {
				throw fileError(error, file.name);
			});
		}
		return instance;
	} finally {
		connection.disconnectSync();
	}
}

/** Parses a CSV file to learn what its footer would say, had it one. */
async function openCsv(
	file: NodeFile,
	bytes: ByteSource,
	{ signal, onProgress }: EngineOptions
): Promise<OpenedTable> {
	const sha256 = await fileHash(bytes, (done) => {
		throwIfAborted(signal);
		onProgress?.(done / 2);
	});
	const instance = await startDatabase(new Map([['opened', file]]));
	try {
		return await withConnection(instance, signal, async (connection) => {
			const schema = await connection.runAndReadAll('DESCRIBE opened');
			const count = await connection.runAndReadAll('SELECT count(*) FROM opened');
			const rowCount = Number(count.getRows()[0]?.[0]);
			const columns = schema.getRows().map(([name, type]): TableColumn => {
				const sqlType = String(type);
				return { name: String(name), sqlType, family: valueFamily(sqlType) };
			});
			return { columns, rowCount, fingerprint: { sizeBytes: bytes.sizeBytes, rowCount, sha256 } };
		});
	} catch (error) {
		throw signal.aborted ? abortError() : fileError(error, file.name);
	} finally {
		instance.closeSync();
	}
}

function scanSql({ path, format }: NodeFile): string {
	const pattern = exactPattern(path);
	return format === 'csv' ? csvScanSql(pattern) : `SELECT * FROM read_parquet(${literal(pattern)})`;
}

/** The pattern that a path alone meets: DuckDB would take `rows[1].parquet` for rows1.parquet. */
function exactPattern(path: string): string {
	return path.replaceAll(/[[*?]/g, '[$&]');
}

/** Runs work on a connection of its own, which an abort interrupts. */
async function withConnection<T>(
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

function throwIfAborted(signal: AbortSignal): void {
	if (signal.aborted) throw abortError();
}

async function fileSource(
	name: string,
	path: string
): Promise<ByteSource & { close(): Promise<void> }> {
	try {
		const handle = await openHandle(path);
		const { size } = await stat(path);
		return {
			name,
			sizeBytes: size,
			read: async (start, end) => {
				const { bytesRead, buffer } = await handle.read(
					new Uint8Array(end - start),
					0,
					end - start,
					start
				);
				return buffer.subarray(0, bytesRead);
			},
			close: () => handle.close()
		};
	} catch (cause) {
		throw new LacunaError('file-missing', `${basename(path)} cannot be opened at ${path}.`, {
			hint: 'Check the path, and that you may read the file.',
			cause
		});
	}
}
