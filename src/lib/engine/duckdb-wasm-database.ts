import type { AsyncDuckDB } from '@duckdb/duckdb-wasm';
import { LacunaError } from '$lib/terms/error';
import { abortError, isCrash, messageOf } from './duckdb-error';
import ehWorkerUrl from '@duckdb/duckdb-wasm/dist/duckdb-browser-eh.worker.js?url';
import mvpWorkerUrl from '@duckdb/duckdb-wasm/dist/duckdb-browser-mvp.worker.js?url';
import ehWasmUrl from '@duckdb/duckdb-wasm/dist/duckdb-eh.wasm?url';
import mvpWasmUrl from '@duckdb/duckdb-wasm/dist/duckdb-mvp.wasm?url';

/** Names under which text files may be handed to DuckDB: what it may read is fixed before it is locked. */
const FILE_SLOTS = Array.from({ length: 8 }, (_, slot) => `slot-${slot}.csv`);

const LOCKDOWN = [
	'SET autoload_known_extensions = false',
	'SET autoinstall_known_extensions = false',
	`SET allowed_paths = [${FILE_SLOTS.map((slot) => `'${slot}'`).join(', ')}]`,
	'SET enable_external_access = false',
	'SET lock_configuration = true'
];

/** A query works for so long before it looks whether it was cancelled; its own default is 100. */
const POLLING_MS = 10;

/** A DuckDB in a worker of its own. */
export interface WasmDatabase {
	/** Runs work on a connection of its own. Rejects once the worker has died. */
	connect<T>(work: (connection: WasmConnection) => Promise<T>): Promise<T>;
	/** Lets statements read a file, under the path given to the work, until the work is done. */
	withFile<T>(file: Blob, work: (path: string) => Promise<T>): Promise<T>;
	/** Bytes of rows put in so far: the worker keeps about as much memory till its end. */
	readonly heldBytes: number;
	/** Ends the worker; whatever is under way rejects as aborted. */
	terminate(): Promise<void>;
}

/** A connection of DuckDB-WASM, which runs one statement at a time. */
export interface WasmConnection {
	/** Runs a statement and gives its result as the parts of one Arrow IPC stream. An abort cancels it. */
	run(sql: string, signal?: AbortSignal): Promise<Uint8Array[]>;
	/** Runs a statement to its end and gives its result as one Arrow IPC file. An abort is heeded after it. */
	runWhole(sql: string, signal: AbortSignal): Promise<Uint8Array>;
	/** Appends a complete Arrow IPC stream, whose buffer it takes, to a table, which it makes if asked to. */
	insert(table: string, ipc: Uint8Array, create: boolean): Promise<void>;
}

/**
 * Starts DuckDB-WASM from the app's own files and locks it: no extension, no file but the slots, no address.
 * @param onDeath called when the worker has died by itself.
 * @throws {@link LacunaError} `engine-failed`
 */
export async function startDatabase(onDeath: () => void): Promise<WasmDatabase> {
	try {
		const duckdb = await import('@duckdb/duckdb-wasm');
		const bundle = await duckdb.selectBundle({
			mvp: { mainModule: absolute(mvpWasmUrl), mainWorker: absolute(mvpWorkerUrl) },
			eh: { mainModule: absolute(ehWasmUrl), mainWorker: absolute(ehWorkerUrl) }
		});
		const worker = new Worker(bundle.mainWorker!);
		const driver = new duckdb.AsyncDuckDB(new duckdb.VoidLogger(), worker);
		const protocol = duckdb.DuckDBDataProtocol.BROWSER_FILEREADER;
		const database = new Database(driver, worker, protocol, onDeath);
		await database.start(bundle.mainModule);
		return database;
	} catch (cause) {
		throw new LacunaError('engine-failed', 'The database engine did not start.', {
			hint: 'Reload the page. It needs a current Chrome, Edge, Firefox or Safari.',
			detail: messageOf(cause),
			cause
		});
	}
}

function absolute(url: string): string {
	return new URL(url, self.location.href).href;
}

class Database implements WasmDatabase {
	heldBytes = 0;
	readonly #driver: AsyncDuckDB;
	readonly #fileProtocol: number;
	readonly #freeSlots = [...FILE_SLOTS];
	#isDead = false;
	readonly #onDeath: () => void;
	/** Rejects when the worker dies; the driver itself would leave its callers waiting for ever. */
	readonly #death: Promise<never>;
	#announceDeath!: (error: Error) => void;

	constructor(driver: AsyncDuckDB, worker: Worker, fileProtocol: number, onDeath: () => void) {
		this.#driver = driver;
		this.#fileProtocol = fileProtocol;
		this.#onDeath = onDeath;
		this.#death = new Promise((_, reject) => (this.#announceDeath = reject));
		this.#death.catch(() => {});
		worker.addEventListener('error', (event) => {
			event.preventDefault();
			this.#crash(event.message);
		});
	}

	async start(mainModule: string): Promise<void> {
		await this.#alive(this.#driver.instantiate(mainModule));
		await this.#alive(this.#driver.open({ query: { queryPollingInterval: POLLING_MS } }));
		await this.connect(async ({ run }) => {
			for (const statement of LOCKDOWN) await run(statement);
		});
	}

	async connect<T>(work: (connection: WasmConnection) => Promise<T>): Promise<T> {
		const driver = this.#driver;
		const id = await this.#alive(driver.connectInternal());
		try {
			return await work({
				run: (sql, signal) => this.#run(id, sql, signal),
				runWhole: (sql, signal) => this.#runWhole(id, sql, signal),
				insert: (name, ipc, create) => {
					this.heldBytes += ipc.byteLength;
					return this.#alive(driver.insertArrowFromIPCStream(id, ipc, { name, create }));
				}
			});
		} finally {
			if (!this.#isDead) await this.#alive(driver.disconnect(id));
		}
	}

	async withFile<T>(file: Blob, work: (path: string) => Promise<T>): Promise<T> {
		const slot = this.#freeSlots.pop();
		if (!slot) throw new Error('More files are read at once than the engine has names for.');
		try {
			this.heldBytes += file.size;
			await this.#alive(this.#driver.registerFileHandle(slot, file, this.#fileProtocol, true));
			return await work(slot);
		} finally {
			if (!this.#isDead) await this.#alive(this.#driver.dropFile(slot));
			this.#freeSlots.push(slot);
		}
	}

	async terminate(): Promise<void> {
		this.#isDead = true;
		this.#announceDeath(abortError());
		await this.#driver.terminate();
	}

	async #run(id: number, sql: string, signal?: AbortSignal): Promise<Uint8Array[]> {
		const driver = this.#driver;
		const stopIfAborted = () => {
			if (signal?.aborted) throw abortError();
		};
		const cancel = () => void driver.cancelPendingQuery(id).catch(() => {});
		stopIfAborted();
		signal?.addEventListener('abort', cancel);
		try {
			const parts: Uint8Array[] = [];
			let part = await this.#alive(driver.startPendingQuery(id, sql));
			while (part === null) {
				stopIfAborted();
				part = await this.#alive(driver.pollPendingQuery(id));
			}
			// An empty part ends the stream; none at all means that more is to come.
			while (part === null || part.length > 0) {
				stopIfAborted();
				if (part) parts.push(part);
				part = await this.#alive(driver.fetchQueryResults(id));
			}
			return parts;
		} catch (error) {
			stopIfAborted();
			throw error;
		} finally {
			signal?.removeEventListener('abort', cancel);
		}
	}

	async #runWhole(id: number, sql: string, signal: AbortSignal): Promise<Uint8Array> {
		if (signal.aborted) throw abortError();
		const file = await this.#alive(this.#driver.runQuery(id, sql));
		if (signal.aborted) throw abortError();
		return file;
	}

	async #alive<T>(answer: Promise<T>): Promise<T> {
		try {
			return await Promise.race([answer, this.#death]);
		} catch (error) {
			if (isCrash(messageOf(error))) this.#crash(messageOf(error));
			if (this.#isDead) await this.#death;
			throw error;
		}
	}

	#crash(reason: string): void {
		if (this.#isDead) return;
		this.#isDead = true;
		this.#announceDeath(
			new LacunaError('engine-failed', 'The database engine stopped.', {
				hint: 'Try again: it starts anew. If it stops again, use fewer columns or rows.',
				detail: reason
			})
		);
		this.#onDeath();
		void this.#driver.terminate();
	}
}
