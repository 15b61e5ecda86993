import { quoteIdentifier } from '$lib/sql/identifier';
import type { RowChoice, TableColumn } from '$lib/terms/dataset';
import type { EngineOptions, OpenedTable } from '$lib/terms/engine';
import { blobSource } from './byte-source';
import { assertSplit, createCsvTable, csvError, locateCsvError } from './csv-scan';
import type { WasmDatabase } from './duckdb-wasm-database';
import { readResult } from './duckdb-wasm-result';
import { describeRelation, describeSelect, type WasmTable } from './duckdb-wasm-table';
import { valueFamily } from './value-family';

/** A CSV file, parsed as a whole: there is no other way to know its types and the number of its rows. */
export class WasmCsvTable implements WasmTable {
	readonly fileName: string;
	readonly #name: string;
	readonly #file: Blob;
	readonly #choice: RowChoice | undefined;
	#home: WasmDatabase | null = null;
	#opened: OpenedTable | null = null;

	constructor(name: string, fileName: string, file: Blob, choice?: RowChoice) {
		this.#name = name;
		this.fileName = fileName;
		this.#file = file;
		this.#choice = choice;
	}

	get opened(): OpenedTable {
		if (!this.#opened) throw new Error(`${this.fileName} is not parsed yet.`);
		return this.#opened;
	}

	/** Parses the file and describes what it found. */
	async parse(database: WasmDatabase, sha256: string, { signal }: EngineOptions): Promise<void> {
		const source = blobSource(this.fileName, this.#file);
		await this.#create(database, signal).catch(async (error: unknown) => {
			throw await locateCsvError(error, source);
		});
		try {
			this.#opened = await database.connect(async (connection) => {
				const columns = (await describeRelation(connection, this.#name, signal)).map(toColumn);
				await assertSplit(source, columns);
				const counted = readResult(
					await connection.run(
						`SELECT count(*)::DOUBLE AS n FROM ${quoteIdentifier(this.#name)}`,
						signal
					)
				);
				const rowCount = Number(counted.columns[0]?.values[0]);
				return { columns, rowCount, fingerprint: { sizeBytes: this.#file.size, rowCount, sha256 } };
			});
		} catch (error) {
			// Nobody would know of the table of a file that did not open, and it would stand in the way of the next.
			await this.#dropFrom(database).catch(() => {});
			throw error;
		}
	}

	async load(
		database: WasmDatabase,
		_columns: readonly string[],
		{ signal }: EngineOptions
	): Promise<void> {
		if (this.#home !== database) await this.#create(database, signal);
	}

	isLost(database: WasmDatabase): boolean {
		return this.#opened !== null && this.#home !== database;
	}

	async drop(database: WasmDatabase): Promise<void> {
		if (this.#home === database) await this.#dropFrom(database);
	}

	async #dropFrom(database: WasmDatabase): Promise<void> {
		this.#home = null;
		await database.connect(async ({ run }) => {
			await run(`DROP TABLE IF EXISTS ${quoteIdentifier(this.#name)}`);
		});
	}

	async #create(database: WasmDatabase, signal: AbortSignal): Promise<void> {
		try {
			await database.withFile(this.#file, (path) =>
				database.connect(async (connection) => {
					const describe = async (select: string) =>
						(await describeSelect(connection, select, signal)).map(toColumn);
					const run = (sql: string) => connection.run(sql, signal);
					const file = { name: this.fileName, path, chosen: this.#choice };
					await createCsvTable({ describe, run }, this.#name, file);
				})
			);
			this.#home = database;
		} catch (error) {
			// An abort may come when the table is already made.
			await this.#dropFrom(database).catch(() => {});
			throw csvError(error, this.fileName);
		}
	}
}

function toColumn({
	name,
	sqlType
}: {
	readonly name: string;
	readonly sqlType: string;
}): TableColumn {
	return { name, sqlType, family: valueFamily(sqlType) };
}
