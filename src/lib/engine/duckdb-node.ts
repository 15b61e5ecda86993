import { open as openHandle, stat } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import duckdb, { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import { literal, quoteIdentifier } from '$lib/sql/identifier';
import type { Source, TableColumn } from '$lib/terms/dataset';
import type { EngineOptions, OpenedTable, QueryResult, SqlEngine } from '$lib/terms/engine';
import { LacunaError } from '$lib/terms/error';
import type { ByteSource } from './byte-source';
import { abortError, fileError, queryError } from './duckdb-error';
import { collectResult } from './duckdb-node-result';
import { detectFormat, type FileFormat } from './file-format';
import { contentHash } from './fingerprint';
import { valueFamily } from './value-family';

/** A file on disk and the SELECT that reads it. */
interface NodeTable {
	readonly name: string;
	readonly path: string;
	readonly format: FileFormat;
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
			const sha256 = await contentHash(bytes, format, () => throwIfAborted(options.signal));
			const opened: NodeTable = { name: source.name, path, format };
			const described = await describe(opened, options.signal);
			this.#tables.set(table, opened);
			this.#database = null;
			const { columns, rowCount } = described;
			return { columns, rowCount, fingerprint: { sizeBytes: bytes.sizeBytes, rowCount, sha256 } };
		} finally {
			await bytes.close();
		}
	}

	async load(table: string): Promise<void> {
		if (!this.#tables.has(table)) throw new Error(`No table "${table}" is open.`);
		await this.#start();
	}

	async query(sql: string, options: EngineOptions): Promise<QueryResult> {
		const instance = await this.#start();
		return withConnection(instance, options.signal, async (connection) => {
			try {
				return await collectResult(await connection.run(sql), options.signal);
			} catch (error) {
				throw options.signal.aborted ? abortError() : queryError(error, sql);
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
async function startDatabase(tables: ReadonlyMap<string, NodeTable>): Promise<DuckDBInstance> {
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

async function describe(
	file: NodeTable,
	signal: AbortSignal
): Promise<Pick<OpenedTable, 'columns' | 'rowCount'>> {
	const instance = await startDatabase(new Map([['opened', file]]));
	try {
		return await withConnection(instance, signal, async (connection) => {
			const schema = await connection.runAndReadAll('DESCRIBE opened');
			const count = await connection.runAndReadAll('SELECT count(*) FROM opened');
			return {
				columns: schema.getRows().map((row) => tableColumn(String(row[0]), String(row[1]))),
				rowCount: Number(count.getRows()[0]?.[0])
			};
		});
	} catch (error) {
		throw signal.aborted ? abortError() : fileError(error, file.name);
	} finally {
		instance.closeSync();
	}
}

function tableColumn(name: string, sqlType: string): TableColumn {
	return { name, sqlType, family: valueFamily(sqlType) };
}

function scanSql({ path, format }: NodeTable): string {
	const pattern = literal(exactPattern(path));
	return format === 'csv'
		? `SELECT * FROM read_csv(${pattern}, sample_size = -1)`
		: `SELECT * FROM read_parquet(${pattern})`;
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
