import type { TableColumn } from '$lib/terms/dataset';
import { LacunaError } from '$lib/terms/error';
import { fileError, messageOf, NoAnswerError } from './duckdb-error';
import type { ColumnReader } from './duckdb-wasm-columns';
import { decodeParquet, type DecodeOrder } from './parquet-decoder';
import type { ParquetColumn, ParquetLayout } from './parquet-layout';

/** Columns of a Parquet file, decoded in a worker. */
export function parquetReader(
	fileName: string,
	bytes: DecodeOrder['source'],
	{ columns: all, rowCount, rowGroupCount }: ParquetLayout
): ColumnReader {
	const decode = (columns: readonly TableColumn[], signal: AbortSignal) =>
		decodeParquet(
			{ source: bytes, columns: namesInFile(columns), rowGroups: rowGroupCount },
			signal
		);

	/** The first of the columns that cannot be decoded by itself, so that people are told its name. */
	async function findUnreadable(columns: readonly TableColumn[], signal: AbortSignal) {
		for (const column of columns) {
			try {
				for await (const batch of decode([column], signal)) void batch;
			} catch (error) {
				if (signal.aborted) throw error;
				if (error instanceof NoAnswerError) throw fileError(error, fileName);
				return column.name;
			}
		}
		return undefined;
	}

	return {
		...{ fileName, rowCount, columns: all },
		arriving: (columns) => all.filter((column) => isDecodedWith(column, namesInFile(columns))),
		batches: decode,
		expression(stored, storedType, { sqlType }) {
			if (storedType === sqlType) return stored;
			return storedType === 'BLOB' ? `decode(${stored})` : `CAST(${stored} AS ${sqlType})`;
		},
		async blame(error, columns, signal) {
			if (!(bytes instanceof Blob)) return brokenOff(fileName, error);
			return fileError(error, fileName, await findUnreadable(columns, signal));
		}
	};
}

function namesInFile(columns: readonly TableColumn[]): string[] {
	return columns.map((column) => (column as ParquetColumn).leaves[0]!);
}

/** Asked for a name, the decoder also gives what lies under it after a dot. */
function isDecodedWith({ leaves }: ParquetColumn, names: readonly string[]): boolean {
	return leaves.some((leaf) => names.some((name) => leaf === name || leaf.startsWith(`${name}.`)));
}

/** A remote file that fails half-way says nothing about its bytes. */
function brokenOff(fileName: string, cause: unknown): LacunaError {
	return new LacunaError('network-failed', `${fileName} could not be read to its end.`, {
		hint: 'Download the file in a new tab, then choose it here.',
		detail: messageOf(cause),
		cause
	});
}
