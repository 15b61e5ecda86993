import { resolve } from 'node:path';
import duckdb, { type DuckDBConnection, type DuckDBInstance } from '@duckdb/node-api';
import { quoteIdentifier } from '$lib/sql/identifier';
import type { Source } from '$lib/terms/dataset';
import type { EngineOptions, OpenedTable, QueryResult, SqlEngine } from '$lib/terms/engine';
import { LacunaError } from '$lib/terms/error';
import { fileError, isFaultOfSql, queryError } from './duckdb-error';
import { collectResult } from './duckdb-node-result';
import { startDatabase, throwIfAborted, withConnection } from './duckdb-node-database';
import { openFile, type NodeTable } from './duckdb-node-open';
import { detectFormat } from './file-format';
import { fileSource } from './file-source';
import { assertLoadable } from './loadable-columns';

/**
 * Native DuckDB in Node. Parquet files are scanned where they lie; CSV, JSON lines and Arrow are parsed into tables.
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
			const file = { name: source.name, path, format, chosen: source.chosen };
			const nodeTable = await openFile(file, bytes, options);
			throwIfAborted(options.signal);
			this.#tables.set(table, nodeTable);
			this.#database = null;
			return nodeTable.opened;
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
				if (isFaultOfSql(failure)) throw failure;
				const blamed = await this.#blame(connection, failure);
				throwIfAborted(options.signal);
				throw blamed;
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
