import { columnFromValues, int32, tableFromColumns, tableToIPC, utf8 } from '@uwdata/flechette';
import { expect, it } from 'vitest';
import { WasmColumnsTable, type ColumnReader } from './duckdb-wasm-columns';
import { WasmCsvTable } from './duckdb-wasm-csv';
import type { WasmConnection, WasmDatabase } from './duckdb-wasm-database';

const patient = { signal: new AbortController().signal };

function ipcOf(columns: Parameters<typeof tableFromColumns>[0]): Uint8Array {
	return tableToIPC(tableFromColumns(columns), { format: 'stream' })!;
}

/** A database that notes what it is asked, and answers DESCRIBE with the one column `id`. */
function noteTaking(onStatement: (sql: string, signal?: AbortSignal) => void) {
	const statements: string[] = [];
	const described = ipcOf({
		column_name: columnFromValues(['id'], utf8()),
		column_type: columnFromValues(['INTEGER'], utf8())
	});
	const connection: WasmConnection = {
		run: async (sql, signal) => {
			signal?.throwIfAborted();
			statements.push(sql);
			onStatement(sql, signal);
			return [described];
		},
		runWhole: async () => described,
		insert: async () => {}
	};
	const database: WasmDatabase = {
		connect: (work) => work(connection),
		withFile: (_file, work) => work('slot'),
		heldBytes: 0,
		terminate: async () => {}
	};
	return { database, statements };
}

const reader: ColumnReader = {
	fileName: 'people.parquet',
	rowCount: 1,
	columns: [{ name: 'id', sqlType: 'INTEGER', family: 'number' }],
	arriving: (columns) => columns,
	async *batches() {
		yield { rowCount: 1, ipc: ipcOf({ id: columnFromValues([1], int32()) }) };
	},
	expression: (stored) => stored,
	blame: async (error) => error as Error
};
const FINGERPRINT = { sizeBytes: 1, sha256: '' };

it('columns whose loading is stopped at its very end are there, or come with the next call', async () => {
	const stop = new AbortController();
	const { database, statements } = noteTaking((sql) => {
		if (sql.startsWith('DESCRIBE')) stop.abort();
	});
	const table = new WasmColumnsTable('human', reader, FINGERPRINT);
	await table.load(database, ['id'], { signal: stop.signal }).catch(() => {});
	await table.load(database, ['id'], patient);
	expect(statements.filter((sql) => sql.startsWith('CREATE OR REPLACE VIEW "human"'))).toHaveLength(
		1
	);
});

it('columns that an abort kept out of a new database are still known to be lost', async () => {
	const table = new WasmColumnsTable('human', reader, FINGERPRINT);
	await table.load(noteTaking(() => {}).database, ['id'], patient);
	const { database } = noteTaking(() => {});
	await expect(table.load(database, [], { signal: AbortSignal.abort() })).rejects.toThrow();
	expect(table.isLost(database)).toBe(true);
});

it('a CSV file whose opening is stopped leaves no table behind', async () => {
	const stop = new AbortController();
	const { database, statements } = noteTaking((sql) => {
		if (sql.startsWith('CREATE OR REPLACE TABLE')) stop.abort();
	});
	const table = new WasmCsvTable('human', 'people.csv', new Blob(['id\n1\n']));
	await expect(table.parse(database, '', { signal: stop.signal })).rejects.toMatchObject({
		name: 'AbortError'
	});
	expect(statements.at(-1)).toBe('DROP TABLE IF EXISTS "human"');
});
