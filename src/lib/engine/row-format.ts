import type { TableColumn } from '$lib/terms/dataset';
import type { ByteSource } from './byte-source';
import type { CarriedValue } from './carried-values';

/** A column of a file that we parse ourselves. */
export interface ParsedColumn extends TableColumn {
	/** What the file calls the column. */
	readonly key: string;
}

/** What is known of such a file before its rows are read. */
export interface ParsedTable {
	readonly columns: readonly ParsedColumn[];
	readonly rowCount: number;
}

/** Some rows, by column: values in the types that carry them. */
export interface RowBatch {
	readonly rowCount: number;
	readonly columns: readonly (readonly CarriedValue[])[];
}

/** Rows a batch: large enough to make messages rare, small enough that no copy of a large file is held. */
export const BATCH_ROWS = 65_536;

/** A kind of file for which DuckDB has no reader that works in the browser. */
export interface RowFormat {
	/**
	 * Reads names, types and the number of rows.
	 * @param onPiece told the share done, 0 to 1; what it throws ends the reading.
	 * @throws {@link LacunaError} `file-unreadable`, naming file and place.
	 */
	describe(source: ByteSource, onPiece: (done: number) => void): Promise<ParsedTable>;
	/** Reads columns of the described table, in row order. */
	read(source: ByteSource, columns: readonly ParsedColumn[]): AsyncGenerator<RowBatch>;
}

/** The formats that we parse ourselves. */
export type RowFormatName = 'json-lines' | 'arrow';

/** The reader of a format, which is loaded when a file asks for it. */
export async function rowFormat(name: RowFormatName): Promise<RowFormat> {
	if (name === 'arrow') return (await import('./arrow-file')).ARROW;
	return (await import('./json-lines')).JSON_LINES;
}
