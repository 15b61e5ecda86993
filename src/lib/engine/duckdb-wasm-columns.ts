import { quoteIdentifier } from '$lib/sql/identifier';
import type { RowChoice, TableColumn } from '$lib/terms/dataset';
import type { EngineOptions, OpenedTable } from '$lib/terms/engine';
import { fileError, isUnreadable } from './duckdb-error';
import type { WasmConnection, WasmDatabase } from './duckdb-wasm-database';
import { describeRelation, type WasmTable } from './duckdb-wasm-table';
import { readResult } from './duckdb-wasm-result';
import { chosenRowsSql } from './row-choice';

/** Some rows of columns, as a complete Arrow IPC stream. */
export interface ArrowBatch {
	readonly rowCount: number;
	readonly ipc: Uint8Array;
}

/** A file whose columns are decoded outside the database and handed to it as Arrow. */
export interface ColumnReader {
	readonly fileName: string;
	/** Rows and columns of the file, in its order. */
	readonly rowCount: number;
	readonly columns: readonly TableColumn[];
	/** The columns that arrive when some are asked for, in the order in which they do. */
	arriving(columns: readonly TableColumn[]): readonly TableColumn[];
	batches(columns: readonly TableColumn[], signal: AbortSignal): AsyncIterable<ArrowBatch>;
	/** Reads a stored value as native DuckDB would have read it from the file. */
	expression(stored: string, storedType: string, column: TableColumn): string;
	/** The error for columns that could not be read; told to look for the one at fault where that is not known. */
	blame(error: unknown, columns: readonly TableColumn[], signal: AbortSignal): Promise<Error>;
}

/** Columns that were loaded together into a table of their own, with the expression that reads each. */
interface Part {
	readonly relation: string;
	readonly expressions: ReadonlyMap<string, string>;
}

/** A file whose columns come into the database when they are asked for. */
export class WasmColumnsTable implements WasmTable {
	readonly fileName: string;
	readonly #name: string;
	readonly #reader: ColumnReader;
	readonly #fingerprint: Omit<OpenedTable['fingerprint'], 'rowCount'>;
	readonly #choice: RowChoice | undefined;
	/** Of the table: those chosen, where rows are. */
	#rowCount: number;
	readonly #wanted = new Set<string>();
	/** The database that holds the parts. */
	#home: WasmDatabase | null = null;
	#parts: readonly Part[] = [];

	constructor(
		name: string,
		reader: ColumnReader,
		fingerprint: Omit<OpenedTable['fingerprint'], 'rowCount'>,
		choice?: RowChoice
	) {
		this.#name = name;
		this.#reader = reader;
		this.#fingerprint = fingerprint;
		this.#choice = choice;
		this.#rowCount = reader.rowCount;
		this.fileName = reader.fileName;
	}

	get opened(): OpenedTable {
		const rowCount = this.#rowCount;
		const columns = this.#reader.columns.filter(({ name }) => name !== this.#choice?.column);
		return { columns, rowCount, fingerprint: { ...this.#fingerprint, rowCount } };
	}

	/** Counts the chosen rows, where rows are chosen; until then the table counts as the whole file. */
	async countRows(database: WasmDatabase, options: EngineOptions): Promise<void> {
		if (!this.#choice) return;
		await database.connect(async (connection) => {
			const relation = `${this.#name}:rows`;
			await this.#loadPart(connection, relation, [], options);
			const counted = await connection.run(
				`SELECT count(*)::DOUBLE AS n FROM ${quoteIdentifier(relation)}`
			);
			this.#rowCount = Number(readResult(counted).columns[0]?.values[0]);
			await dropRelation(connection, relation);
		});
	}

	async load(
		database: WasmDatabase,
		columns: readonly string[],
		options: EngineOptions
	): Promise<void> {
		const parts = this.#home === database ? this.#parts : [];
		const wanted = new Set([...this.#wanted, ...columns]);
		const missing = this.opened.columns.filter(
			({ name }) => wanted.has(name) && !parts.some((part) => part.expressions.has(name))
		);
		if (missing.length === 0) return;
		await database.connect(async (connection) => {
			const relation = `${this.#name}:${parts.length}`;
			const loaded = [...parts, await this.#loadPart(connection, relation, missing, options)];
			// No abort comes between: a part that is there but not in the view would never get into it.
			await connection.run(this.#viewSql(loaded));
			this.#home = database;
			this.#parts = loaded;
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
		relation: string,
		columns: readonly TableColumn[],
		options: EngineOptions
	): Promise<Part> {
		const reader = this.#reader;
		const telling = reader.columns.filter(({ name }) => name === this.#choice?.column);
		const asked = [...telling, ...columns];
		const arriving = reader.arriving(asked);
		try {
			await dropRelation(connection, relation);
			if (reader.rowCount === 0) await createEmpty(connection, relation, arriving);
			else await this.#insertAll(connection, relation, asked, options);
			const stored = await describeRelation(connection, relation, options.signal);
			const wanted = new Set(asked);
			const expressions = new Map(
				arriving.flatMap((column, i): [string, string][] => {
					const { name, sqlType } = stored[i]!;
					return wanted.has(column)
						? [[column.name, reader.expression(qualified(relation, name), sqlType, column)]]
						: [];
				})
			);
			const part = { relation, expressions };
			return this.#choice ? await keepChosen(connection, part, this.#choice, options.signal) : part;
		} catch (error) {
			await dropRelation(connection, relation).catch(() => {});
			const known = fileError(error, this.fileName);
			if (!isUnreadable(known) || known === error) throw known;
			throw await reader.blame(error, asked, options.signal);
		}
	}

	async #insertAll(
		connection: WasmConnection,
		relation: string,
		columns: readonly TableColumn[],
		{ signal, onProgress }: EngineOptions
	): Promise<void> {
		const { rowCount } = this.#reader;
		let rows = 0;
		for await (const batch of this.#reader.batches(columns, signal)) {
			await connection.insert(relation, batch.ipc, rows === 0);
			rows += batch.rowCount;
			onProgress?.(Math.min(rows / rowCount, 1));
		}
		if (rows !== rowCount) {
			throw new Error(`it holds ${rows} rows where its footer promises ${rowCount}`);
		}
	}

	#viewSql(parts: readonly Part[]): string {
		const expressionOf = (name: string) =>
			parts.flatMap((part) => part.expressions.get(name) ?? []).slice(0, 1);
		const selected = this.opened.columns.flatMap(({ name }) =>
			expressionOf(name).map((expression) => `${expression} AS ${quoteIdentifier(name)}`)
		);
		const from = parts.map(({ relation }) => quoteIdentifier(relation));
		return `CREATE OR REPLACE VIEW ${quoteIdentifier(this.#name)} AS SELECT ${selected.join(', ')} FROM ${from.join(' POSITIONAL JOIN ')}`;
	}
}

/** Leaves a part only its chosen rows, in file order; the column that told them apart goes. */
async function keepChosen(
	connection: WasmConnection,
	{ relation, expressions }: Part,
	choice: RowChoice,
	signal: AbortSignal
): Promise<Part> {
	const whole = `${relation}:whole`;
	const kept = [...expressions].filter(([name]) => name !== choice.column);
	const selected = kept.map(([name, expression]) => `${expression} AS ${quoteIdentifier(name)}`);
	const telling = expressions.get(choice.column);
	if (telling === undefined) throw new Error(`it has no column ${choice.column}`);
	const condition = chosenRowsSql(telling, choice);
	await dropRelation(connection, whole);
	await connection.run(
		`CREATE TABLE ${quoteIdentifier(whole)} AS SELECT ${selected.join(', ') || '1 AS one'} FROM ${quoteIdentifier(relation)} WHERE ${condition}`,
		signal
	);
	await dropRelation(connection, relation);
	await connection.run(
		`ALTER TABLE ${quoteIdentifier(whole)} RENAME TO ${quoteIdentifier(relation)}`
	);
	return {
		relation,
		expressions: new Map(kept.map(([name]) => [name, qualified(relation, name)]))
	};
}

/** Arrow hands over no batch of a table without rows, so that its columns must be made here. */
async function createEmpty(
	connection: WasmConnection,
	relation: string,
	columns: readonly TableColumn[]
): Promise<void> {
	const declared = columns.map(({ name, sqlType }) => `${quoteIdentifier(name)} ${sqlType}`);
	await connection.run(`CREATE TABLE ${quoteIdentifier(relation)} (${declared.join(', ')})`);
}

async function dropRelation(connection: WasmConnection, relation: string): Promise<void> {
	await connection.run(`DROP TABLE IF EXISTS ${quoteIdentifier(relation)}`);
}

function qualified(relation: string, name: string): string {
	return `${quoteIdentifier(relation)}.${quoteIdentifier(name)}`;
}
