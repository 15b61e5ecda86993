import { csvFormatRows } from 'd3';
import { parquetWriteBuffer } from 'hyparquet-writer';
import type { DatasetPair } from '$lib/terms/dataset';
import type { QueryResult } from '$lib/terms/engine';

type Texts = readonly (string | null)[];

function textsOf({ columns }: QueryResult): { name: string; texts: Texts }[] {
	return columns.map((column) => ({
		name: column.name,
		texts: column.kind === 'text' ? column.values : Array.from(column.values, String)
	}));
}

/** Rows as CSV with a header; a missing value is an empty field. */
export function toCsv(rows: QueryResult): Blob {
	const columns = textsOf(rows);
	const lines = Array.from({ length: rows.rowCount }, (_, row) =>
		columns.map(({ texts }) => texts[row] ?? '')
	);
	const text = csvFormatRows([columns.map(({ name }) => name), ...lines]);
	return new Blob([text], { type: 'text/csv' });
}

/** Rows as Parquet: numbers as DOUBLE, booleans as BOOLEAN, everything else as text. */
export function toParquet(rows: QueryResult, pair: DatasetPair): Blob {
	const families = new Map(pair.columns.map(({ name, human }) => [name, human.family]));
	const columnData = textsOf(rows).map(({ name, texts }) => {
		const family = families.get(name);
		if (family === 'number') {
			const data = texts.map((text) => (text === null ? null : Number(text)));
			return { name, data, type: 'DOUBLE' as const };
		}
		if (family === 'boolean') {
			const data = texts.map((text) => (text === null ? null : text === 'true'));
			return { name, data, type: 'BOOLEAN' as const };
		}
		return { name, data: [...texts], type: 'STRING' as const };
	});
	return new Blob([parquetWriteBuffer({ columnData })], { type: 'application/vnd.apache.parquet' });
}
