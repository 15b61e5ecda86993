/** Which of the two tables: what people produced, or what the generator made. Also the table's name in SQL. */
export type Role = 'human' | 'synthetic';

export const ROLES: readonly Role[] = ['human', 'synthetic'];

/** Each role as pages call it. */
export const ROLE_NAMES: Readonly<Record<Role, string>> = {
	human: 'Human',
	synthetic: 'Synthetic'
};

/** The rows of a file that make a table: those with one value, as text, in one column, which itself stays out. */
export interface RowChoice {
	readonly column: string;
	readonly value: string;
}

/** Where a table comes from, with what is needed to read it: the whole file, or the chosen rows. */
export type Source = { readonly name: string; readonly chosen?: RowChoice } & (
	| { readonly kind: 'file'; readonly file: Blob }
	| { readonly kind: 'url'; readonly url: string }
	| { readonly kind: 'path'; readonly path: string }
);

/** What a value is, whatever its exact SQL type; `other` stands for nested, binary and spatial types. */
export type ValueFamily = 'number' | 'boolean' | 'date' | 'text' | 'other';

/** A column as the file declares it. */
export interface TableColumn {
	readonly name: string;
	/** DuckDB's name of the type, such as `BIGINT` or `TIMESTAMP`. */
	readonly sqlType: string;
	readonly family: ValueFamily;
	/** How many numbers each value holds, where all are vectors of one length. */
	readonly vectorLength?: number;
}

/**
 * What makes a table recognisable without its rows: equal prints mean the same file under any name and, of a file
 * that holds both tables, as many of its rows.
 */
export interface Fingerprint {
	readonly sizeBytes: number;
	/** Of the table: fewer than the file's where rows were chosen. */
	readonly rowCount: number;
	/** SHA-256, hex, of the Parquet footer; of the whole file where there is no footer (CSV). */
	readonly sha256: string;
}

/** An opened table: its schema and size are known, no column of it need be in memory yet. */
export interface Dataset {
	readonly role: Role;
	/** File name without its folder, as shown to people. */
	readonly name: string;
	readonly rowCount: number;
	readonly columns: readonly TableColumn[];
	readonly fingerprint: Fingerprint;
	/** Which rows of the file these are, where one file holds both tables. */
	readonly chosen?: RowChoice;
}

/** Two columns that mean the same thing, one a side. */
export interface ColumnPair {
	/** The human column's name, by which conditions refer to the pair. */
	readonly name: string;
	readonly human: TableColumn;
	readonly synthetic: TableColumn;
}

/** Both tables with their columns paired by name. */
export interface DatasetPair {
	readonly human: Dataset;
	readonly synthetic: Dataset;
	readonly columns: readonly ColumnPair[];
	/** Columns that stand on one side alone. */
	readonly unpaired: Readonly<Record<Role, readonly string[]>>;
}
