import type { ConvertedType, SchemaElement } from 'hyparquet';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { csv } from '$lib/analysis/brief/export/csv';
import type { DatasetPair, Role } from '$lib/terms/dataset';
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
		columns.map(({ texts }) => texts[row] ?? null)
	);
	const text = csv([columns.map(({ name }) => name), ...lines]);
	return new Blob([text], { type: 'text/csv' });
}

type Value = number | bigint | boolean | string | null;
interface ColumnType {
	readonly element: Pick<SchemaElement, 'type' | 'converted_type' | 'logical_type'>;
	/** The value of a text; undefined where the text is none of this type. */
	readonly parse: (text: string) => Value | undefined;
}

const TEXT: ColumnType = {
	element: { type: 'BYTE_ARRAY', converted_type: 'UTF8' },
	parse: (text) => text
};
const DAY_MS = 86_400_000;

const asNumber = (text: string) => (text === '' ? undefined : Number(text));
const asBigInt = (text: string) => (/^-?\d+$/.test(text) ? BigInt(text) : undefined);

/** Microseconds since 1970 of DuckDB's `2018-07-16 12:00:00[.123456][+00]`; infinite dates are none. */
function asMicros(text: string): bigint | undefined {
	const parts = /^(\d{4,}-\d\d-\d\d) (\d\d:\d\d:\d\d)(?:\.(\d{1,6})\d*)?(?:\+00)?$/.exec(text);
	if (!parts) return undefined;
	const seconds = BigInt(Date.parse(`${parts[1]}T${parts[2]}Z`)) * 1000n;
	return seconds + BigInt((parts[3] ?? '').padEnd(6, '0'));
}

function asDays(text: string): number | undefined {
	const time = Date.parse(`${text}T00:00:00Z`);
	return Number.isNaN(time) ? undefined : time / DAY_MS;
}

/** How Parquet holds a DuckDB type; what it has no plain type for, such as a time of day, stays text. */
function typeOf(sqlType: string): ColumnType {
	const integer = (converted_type: ConvertedType): ColumnType => ({
		element: { type: 'INT32', converted_type },
		parse: asNumber
	});
	const timestamp = (isAdjustedToUTC: boolean): ColumnType => ({
		element: {
			type: 'INT64',
			logical_type: { type: 'TIMESTAMP', isAdjustedToUTC, unit: 'MICROS' }
		},
		parse: asMicros
	});
	switch (sqlType.replace(/\(.*/, '')) {
		case 'TINYINT':
			return integer('INT_8');
		case 'SMALLINT':
			return integer('INT_16');
		case 'INTEGER':
			return { element: { type: 'INT32' }, parse: asNumber };
		case 'UTINYINT':
			return integer('UINT_8');
		case 'USMALLINT':
			return integer('UINT_16');
		case 'UINTEGER':
			return integer('UINT_32');
		case 'BIGINT':
			return { element: { type: 'INT64' }, parse: asBigInt };
		case 'FLOAT':
			return { element: { type: 'FLOAT' }, parse: asNumber };
		case 'DOUBLE':
		case 'DECIMAL':
		case 'HUGEINT':
		case 'UBIGINT':
		case 'UHUGEINT':
			return { element: { type: 'DOUBLE' }, parse: asNumber };
		case 'BOOLEAN':
			return { element: { type: 'BOOLEAN' }, parse: (text) => text === 'true' };
		case 'DATE':
			return { element: { type: 'INT32', converted_type: 'DATE' }, parse: asDays };
		case 'TIMESTAMP':
		case 'TIMESTAMP_S':
		case 'TIMESTAMP_MS':
		case 'TIMESTAMP_NS':
			return timestamp(false);
		case 'TIMESTAMP WITH TIME ZONE':
			return timestamp(true);
		default:
			return TEXT;
	}
}

/**
 * Rows as Parquet, every column as the file of `role` declares it: decimals and integers beyond 64 bits as DOUBLE, times
 * to the microsecond. A column with a value that its type does not hold is written as text.
 */
export function toParquet(rows: QueryResult, pair: DatasetPair, role: Role): Blob {
	const types = new Map(pair.columns.map((columns) => [columns.name, columns[role].sqlType]));
	const schema: SchemaElement[] = [{ name: 'root' }];
	const columnData: { name: string; data: Value[] }[] = [];
	for (const { name, texts } of textsOf(rows)) {
		const type = typeOf(types.get(name) ?? '');
		const parsed = texts.map((text) => (text === null ? null : type.parse(text)));
		const fits = parsed.every((value) => value !== undefined);
		const data = fits ? (parsed as Value[]) : [...texts];
		schema.push({ name, ...(fits ? type : TEXT).element, repetition_type: 'OPTIONAL' });
		columnData.push({ name, data });
	}
	schema[0]!.num_children = columnData.length;
	const bytes = parquetWriteBuffer({ columnData, schema });
	return new Blob([bytes], { type: 'application/vnd.apache.parquet' });
}
