import { quoteIdentifier } from '$lib/sql/identifier';
import type { EngineOptions, OpenedTable } from '$lib/terms/engine';
import { LacunaError } from '$lib/terms/error';
import { fileError, isUnreadable, messageOf } from './duckdb-error';
import type { WasmConnection, WasmDatabase } from './duckdb-wasm-database';
import { describeRelation, type WasmTable } from './duckdb-wasm-table';
import { decodeParquet, type DecodeOrder } from './parquet-decoder';
import type { ParquetColumn, ParquetLayout } from './parquet-layout';

/** Columns that were loaded together into a table of their own, with the expression that reads each. */
interface Part {
	readonly relation: string;
	readonly expressions: ReadonlyMap<string, string>;
}

export interface ParquetSource {
	readonly fileName: string;
	readonly bytes: DecodeOrder['source'];
	readonly layout: ParquetLayout;
}

/** A Parquet file whose columns come into the database when they are asked for. */
export class WasmParquetTable implements WasmTable {
	readonly fileName: string;
	readonly opened: OpenedTable;
	readonly #name: string;
	readonly #bytes: DecodeOrder['source'];
	readonly #layout: ParquetLayout;
	readonly #wanted = new Set<string>();
	/** The database that holds the parts. */
	#home: WasmDatabase | null = null;
	#parts: Part[] = [];

	constructor(name: string, opened: OpenedTable, { fileName, bytes, layout }: ParquetSource) {
		this.#name = name;
		this.opened = opened;
		this.fileName = fileName;
		this.#bytes = bytes;
		this.#layout = layout;
	}

	async load(
		database: WasmDatabase,
		columns: readonly string[],
		options: EngineOptions
	): Promise<void> {
		if (this.#home !== database) {
			this.#home = database;
			this.#parts = [];
		}
		const wanted = new Set([...this.#wanted, ...columns]);
		const missing = this.#layout.columns.filter(
			({ name }) => wanted.has(name) && !this.#parts.some((part) => part.expressions.has(name))
		);
		if (missing.length === 0) return;
		await database.connect(async (connection) => {
			const part = await this.#loadPart(connection, missing, options);
			this.#parts.push(part);
			await connection.run(this.#viewSql(), options.signal);
		});
		for (const { name } of missing) this.#wanted.add(name);
	}

	isLost(database: WasmDatabase): boolean {
		return this.#wanted.size > 0 && this.#home !== database;
	}

	async drop(database: WasmDatabase): Promise<void> {
		if (this.#home !== database) return;
		const relations = this.#parts.map(({ relation }) => relation);
		this.#home = null;
		await database.connect(async (connection) => {
			await connection.run(`DROP VIEW IF EXISTS ${quoteIdentifier(this.#name)}`);
			for (const relation of relations) await dropRelation(connection, relation);
		});
	}

	async #loadPart(
		connection: WasmConnection,
		columns: readonly ParquetColumn[],
		options: EngineOptions
	): Promise<Part> {
		const relation = `${this.#name}:${this.#parts.length}`;
		const names = columns.map(({ leaves }) => leaves[0]!);
		const decoded = this.#layout.columns.filter((column) => isDecodedWith(column, names));
		try {
			await dropRelation(connection, relation);
			if (this.#layout.rowCount === 0) await createEmpty(connection, relation, decoded);
			else await this.#insertAll(connection, relation, names, options);
			const stored = await describeRelation(connection, relation, options.signal);
			const wanted = new Set(columns);
			const expressions = decoded.flatMap((column, i): [string, string][] =>
				wanted.has(column) ? [[column.name, readExpression(relation, stored[i]!, column)]] : []
			);
			return { relation, expressions: new Map(expressions) };
		} catch (error) {
			await dropRelation(connection, relation).catch(() => {});
			const known = fileError(error, this.fileName);
			if (!isUnreadable(known)) throw known;
			if (!(this.#bytes instanceof Blob)) throw brokenOff(this.fileName, error);
			throw fileError(error, this.fileName, await this.#findUnreadable(columns, options.signal));
		}
	}

	async #insertAll(
		connection: WasmConnection,
		relation: string,
		names: readonly string[],
		{ signal, onProgress }: EngineOptions
	): Promise<void> {
		const { rowCount } = this.#layout;
		let rows = 0;
		for await (const batch of decodeParquet(this.#order(names), signal)) {
			await connection.insert(relation, batch.ipc, rows === 0);
			rows += batch.rowCount;
			onProgress?.(Math.min(rows / rowCount, 1));
		}
		if (rows !== rowCount) {
			throw new Error(`it holds ${rows} rows where its footer promises ${rowCount}`);
		}
	}

	/** The first of the columns that cannot be decoded by itself, so that people are told its name. */
	async #findUnreadable(
		columns: readonly ParquetColumn[],
		signal: AbortSignal
	): Promise<string | undefined> {
		for (const { name, leaves } of columns) {
			try {
				for await (const batch of decodeParquet(this.#order([leaves[0]!]), signal)) void batch;
			} catch (error) {
				if (signal.aborted) throw error;
				return name;
			}
		}
		return undefined;
	}

	#order(columns: readonly string[]): DecodeOrder {
		return { source: this.#bytes, columns, rowGroups: this.#layout.rowGroupCount };
	}

	#viewSql(): string {
		const expressionOf = (name: string) =>
			this.#parts.flatMap((part) => part.expressions.get(name) ?? []).slice(0, 1);
		const selected = this.#layout.columns.flatMap(({ name }) =>
			expressionOf(name).map((expression) => `${expression} AS ${quoteIdentifier(name)}`)
		);
		const from = this.#parts.map(({ relation }) => quoteIdentifier(relation));
		return `CREATE OR REPLACE VIEW ${quoteIdentifier(this.#name)} AS SELECT ${selected.join(', ')} FROM ${from.join(' POSITIONAL JOIN ')}`;
	}
}

/** A remote file that fails half-way says nothing about its bytes. */
function brokenOff(fileName: string, cause: unknown): LacunaError {
	return new LacunaError('network-failed', `${fileName} could not be read to its end.`, {
		hint: 'Download the file in a new tab, then choose it here.',
		detail: messageOf(cause),
		cause
	});
}

/** Asked for a name, the decoder also gives what lies under it after a dot. */
function isDecodedWith({ leaves }: ParquetColumn, names: readonly string[]): boolean {
	return leaves.some((leaf) => names.some((name) => leaf === name || leaf.startsWith(`${name}.`)));
}

/** Reads a column as native DuckDB would have read it from the file, where Arrow has another type for it. */
function readExpression(
	relation: string,
	stored: { readonly name: string; readonly sqlType: string },
	{ sqlType }: ParquetColumn
): string {
	const value = `${quoteIdentifier(relation)}.${quoteIdentifier(stored.name)}`;
	if (stored.sqlType === sqlType) return value;
	return stored.sqlType === 'BLOB' ? `decode(${value})` : `CAST(${value} AS ${sqlType})`;
}

/** Arrow hands over no batch of a table without rows, so that its columns must be made here. */
async function createEmpty(
	connection: WasmConnection,
	relation: string,
	columns: readonly ParquetColumn[]
): Promise<void> {
	const declared = columns.map(({ name, sqlType }) => `${quoteIdentifier(name)} ${sqlType}`);
	await connection.run(`CREATE TABLE ${quoteIdentifier(relation)} (${declared.join(', ')})`);
}

async function dropRelation(connection: WasmConnection, relation: string): Promise<void> {
	await connection.run(`DROP TABLE IF EXISTS ${quoteIdentifier(relation)}`);
}
