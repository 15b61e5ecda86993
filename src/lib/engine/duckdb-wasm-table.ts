import { quoteIdentifier } from '$lib/sql/identifier';
import type { EngineOptions, OpenedTable, TextVector } from '$lib/terms/engine';
import type { WasmConnection, WasmDatabase } from './duckdb-wasm-database';
import { readResult } from './duckdb-wasm-result';

/** An opened file that can put its columns into a database. Calls on one table must not overlap. */
export interface WasmTable {
	readonly fileName: string;
	readonly opened: OpenedTable;
	/** Makes columns queryable, and again all that were so in a database that has died. */
	load(database: WasmDatabase, columns: readonly string[], options: EngineOptions): Promise<void>;
	/** Whether columns were loaded into a database that is not this one. */
	isLost(database: WasmDatabase): boolean;
	drop(database: WasmDatabase): Promise<void>;
}

/** Names and types of a relation's columns, in order. */
export async function describeRelation(
	connection: WasmConnection,
	relation: string,
	signal: AbortSignal
): Promise<{ readonly name: string; readonly sqlType: string }[]> {
	return describeSelect(connection, `FROM ${quoteIdentifier(relation)}`, signal);
}

/** Names and types of the columns that a SELECT gives. */
export async function describeSelect(
	connection: WasmConnection,
	select: string,
	signal: AbortSignal
): Promise<{ readonly name: string; readonly sqlType: string }[]> {
	const parts = await connection.run(`DESCRIBE ${select}`, signal);
	const [names, types] = readResult(parts).columns as TextVector[];
	return names!.values.map((name, i) => ({ name: name!, sqlType: types!.values[i]! }));
}
