import type { Fingerprint, Source, TableColumn } from './dataset';

/** Numbers of a result column; booleans come as 0 and 1. A null's place in `values` is undefined. */
export interface NumberVector {
	readonly kind: 'number';
	readonly name: string;
	readonly values:
		| Float64Array
		| Float32Array
		| Int32Array
		| Uint32Array
		| Int16Array
		| Uint16Array
		| Int8Array
		| Uint8Array;
	/** 1 where the value is null; null where none is. */
	readonly nulls: Uint8Array | null;
}

/** Texts of a result column. */
export interface TextVector {
	readonly kind: 'text';
	readonly name: string;
	readonly values: readonly (string | null)[];
}

/** The rows of a SELECT, by column. */
export interface QueryResult {
	readonly rowCount: number;
	readonly columns: readonly (NumberVector | TextVector)[];
}

/** A table as its file declares it. */
export interface OpenedTable {
	readonly columns: readonly TableColumn[];
	readonly rowCount: number;
	readonly fingerprint: Fingerprint;
}

export interface EngineOptions {
	readonly signal: AbortSignal;
	/** Share done, 0 to 1. */
	readonly onProgress?: (done: number) => void;
}

export interface QueryOptions extends EngineOptions {
	/** Fetches all rows at once, which is faster for many; an abort may then be heeded only at the query's end. */
	readonly inOnePiece?: boolean;
}

/**
 * A DuckDB, in the browser or native. Tables keep their rows in file order, and a query without ORDER BY, GROUP BY
 * or sampling returns them in it. Every method throws {@link LacunaError}, or an `AbortError` once the signal aborts.
 */
export interface SqlEngine {
	/** Name and version of the engine and of the DuckDB inside. */
	readonly version: string;
	/** Reads schema, row count and fingerprint of a source, or of its chosen rows, under a table name; reads no column that it need not. */
	open(table: string, source: Source, options: EngineOptions): Promise<OpenedTable>;
	/** Makes columns of an opened table queryable; those already there cost nothing. */
	load(table: string, columns: readonly string[], options: EngineOptions): Promise<void>;
	/**
	 * Runs one SELECT over loaded columns. Result columns are BOOLEAN, integers up to 32 bits, FLOAT, DOUBLE or
	 * VARCHAR; cast anything else in the SQL.
	 */
	query(sql: string, options: QueryOptions): Promise<QueryResult>;
	/** Forgets a table and gives back what memory it can. */
	drop(table: string): Promise<void>;
	close(): Promise<void>;
}
