import type { Fingerprint, RowChoice, Source } from '$lib/terms/dataset';
import type {
	EngineOptions,
	OpenedTable,
	QueryOptions,
	QueryResult,
	SqlEngine
} from '$lib/terms/engine';
import { LacunaError } from '$lib/terms/error';
import { freeBuffer } from '$lib/terms/free-buffer';
import { blobSource } from './byte-source';
import { abortError, queryError } from './duckdb-error';
import { WasmCsvTable } from './duckdb-wasm-csv';
import { startDatabase, type WasmDatabase } from './duckdb-wasm-database';
import { WasmColumnsTable, type ColumnReader } from './duckdb-wasm-columns';
import { readResult } from './duckdb-wasm-result';
import type { WasmTable } from './duckdb-wasm-table';
import { detectFormat } from './file-format';
import { fileHash } from './fingerprint';
import { assertLoadable } from './loadable-columns';
import { dismissDecoders, prepareDecoders } from './parquet-decoder';
import { openParquet } from './parquet-file';
import { parquetReader } from './parquet-reader';
import { openRemote } from './remote-blob';
import { assertChoosable } from './row-choice';
import { openRows } from './rows-reader';
import { unlessAborted } from './unless-aborted';

/** To start an engine anew takes about a second, so that small tables are not worth it. */
const WORTH_GIVING_BACK_BYTES = 64 * 1024 * 1024;

/**
 * DuckDB-WASM in a worker, served from the app's own files and locked down before it sees a row. Parquet is decoded
 * by parquet-wasm, JSON lines and Arrow by readers of our own, each in a worker beside it and only the columns asked
 * for; CSV is parsed by DuckDB when it is opened.
 * Reads `file` and `url` sources. Begins to load at once, so that it is ready when a person has chosen files.
 */
export function createWasmEngine(): SqlEngine {
	return new WasmEngine();
}

class WasmEngine implements SqlEngine {
	readonly version = '@duckdb/duckdb-wasm 1.32.0, DuckDB 1.4.3';
	readonly #tables = new Map<string, WasmTable>();
	#database: Promise<WasmDatabase> | null = null;
	/** Changes of tables run one after the other; queries run beside them. */
	#changes: Promise<unknown> = Promise.resolve();

	constructor() {
		void this.#ready();
		prepareDecoders();
	}

	open(name: string, source: Source, options: EngineOptions): Promise<OpenedTable> {
		return this.#change(options.signal, async () => {
			await this.#forget(name);
			const table = await this.#openTable(name, source, options);
			this.#tables.set(name, table);
			return table.opened;
		});
	}

	load(name: string, columns: readonly string[], options: EngineOptions): Promise<void> {
		return this.#change(options.signal, async () => {
			const table = this.#tables.get(name);
			if (!table) throw new Error(`No table "${name}" is open.`);
			assertLoadable(table.fileName, table.opened.columns, columns);
			throwIfAborted(options.signal);
			await table.load(await this.#ready(), columns, options);
		});
	}

	query(sql: string, options: QueryOptions): Promise<QueryResult> {
		return unlessAborted(options.signal, () => this.#query(sql, options));
	}

	async #query(sql: string, options: QueryOptions): Promise<QueryResult> {
		const database = await this.#restored(options);
		try {
			return await database.connect(async ({ run, runWhole }) => {
				const ipc = await (options.inOnePiece ? runWhole : run)(sql, options.signal);
				const result = readResult(ipc);
				for (const { buffer } of [ipc].flat()) freeBuffer(buffer);
				return result;
			});
		} catch (error) {
			throw options.signal.aborted ? abortError() : queryError(error, sql);
		}
	}

	drop(name: string): Promise<void> {
		return this.#inTurn(async () => {
			await this.#forget(name);
			if (this.#tables.size > 0) return;
			const spent = await this.#database?.catch(() => null);
			if (!spent || spent.heldBytes < WORTH_GIVING_BACK_BYTES) return;
			// The heap of a WebAssembly module never shrinks: only a new one gives memory back.
			this.#database = null;
			await spent.terminate();
			void this.#ready();
		});
	}

	async close(): Promise<void> {
		this.#tables.clear();
		dismissDecoders();
		const database = await this.#database?.catch(() => null);
		this.#database = null;
		await database?.terminate();
	}

	async #openTable(name: string, source: Source, options: EngineOptions): Promise<WasmTable> {
		const { file, bytes } = await findFile(source, options.signal);
		const readable = blobSource(source.name, file);
		const format = await detectFormat(readable);
		throwIfAborted(options.signal);
		if (format === 'parquet') {
			const { table, layout } = await openParquet(readable);
			const reader = parquetReader(source.name, bytes, layout);
			return this.#columnsTable(name, reader, table.fingerprint, source.chosen, options);
		}
		const local = bytes instanceof Blob ? bytes : new Blob([await file.arrayBuffer()]);
		const sha256 = await fileHash(blobSource(source.name, local), (done) => {
			throwIfAborted(options.signal);
			options.onProgress?.(done / 2);
		});
		if (format !== 'csv') {
			const reader = await openRows(source.name, local, format, options.signal);
			const fingerprint = { sizeBytes: local.size, sha256 };
			return this.#columnsTable(name, reader, fingerprint, source.chosen, options);
		}
		const table = new WasmCsvTable(name, source.name, local, source.chosen);
		await table.parse(await this.#ready(), sha256, options);
		return table;
	}

	async #columnsTable(
		name: string,
		reader: ColumnReader,
		fingerprint: Omit<Fingerprint, 'rowCount'>,
		choice: RowChoice | undefined,
		options: EngineOptions
	): Promise<WasmTable> {
		assertChoosable(reader.fileName, reader.columns, choice);
		const table = new WasmColumnsTable(name, reader, fingerprint, choice);
		if (choice) await table.countRows(await this.#ready(), options);
		return table;
	}

	async #forget(name: string): Promise<void> {
		const table = this.#tables.get(name);
		if (!table) return;
		this.#tables.delete(name);
		await table.drop(await this.#ready());
	}

	/** The database, holding all columns that were ever loaded, even after the one before it died. */
	async #restored(options: EngineOptions): Promise<WasmDatabase> {
		const database = await this.#ready();
		for (const [name, table] of this.#tables) {
			if (table.isLost(database)) await this.load(name, [], options);
		}
		return database;
	}

	#ready(): Promise<WasmDatabase> {
		this.#database ??= this.#start();
		return this.#database;
	}

	#start(): Promise<WasmDatabase> {
		// Whatever did not start or has died is replaced by the next call that needs a database.
		const forget = () => {
			if (this.#database === starting) this.#database = null;
		};
		const starting = startDatabase(forget);
		starting.catch(forget);
		return starting;
	}

	/** An abort is told at once; the next change waits all the same until this one has ended. */
	#change<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> {
		return unlessAborted(signal, () => this.#inTurn(work));
	}

	#inTurn<T>(work: () => Promise<T>): Promise<T> {
		const done = this.#changes.then(work);
		this.#changes = done.catch(() => {});
		return done;
	}
}

/** The file behind a source, and the form of it that can be handed to a worker. */
async function findFile(
	source: Source,
	signal: AbortSignal
): Promise<{ file: Blob; bytes: Blob | { url: string; sizeBytes: number } }> {
	if (source.kind === 'file') return { file: source.file, bytes: source.file };
	if (source.kind === 'path') {
		throw new LacunaError(
			'file-unreadable',
			`${source.name} lies at a path that the browser cannot open.`,
			{
				hint: 'Choose the file with the button, or drop it here.'
			}
		);
	}
	const url = new URL(source.url, self.location.href).href;
	const { blob, isRanged } = await openRemote(url, signal);
	return { file: blob, bytes: isRanged ? { url, sizeBytes: blob.size } : blob };
}

function throwIfAborted(signal: AbortSignal): void {
	if (signal.aborted) throw abortError();
}
