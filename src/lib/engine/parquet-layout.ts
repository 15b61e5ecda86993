import {
	parquetMetadata,
	parquetSchema,
	type FileMetaData,
	type SchemaElement,
	type SchemaTree
} from 'hyparquet';
import type { TableColumn } from '$lib/terms/dataset';
import { LacunaError } from '$lib/terms/error';
import { uniqueNames } from './unique-names';
import { MIN_VECTOR_LENGTH, valueFamily } from './value-family';

/** A column of a Parquet file: what it is to DuckDB, and the names under which its values lie in the file. */
export interface ParquetColumn extends TableColumn {
	/** Dotted paths of the column's leaves, one for all but nested columns. */
	readonly leaves: readonly string[];
}

/** What a Parquet footer says of the table. */
export interface ParquetLayout {
	readonly rowCount: number;
	readonly rowGroupCount: number;
	readonly columns: readonly ParquetColumn[];
}

/**
 * Reads schema and size from a footer (with its length and closing magic). Names and types are those which DuckDB's
 * own Parquet reader gives, so that every engine describes a file alike.
 * @throws {@link LacunaError} `file-unreadable` for a damaged footer.
 */
export function parquetLayout(footer: Uint8Array, fileName: string): ParquetLayout {
	try {
		const metadata = parquetMetadata(footer, { geoparquet: false });
		return {
			rowCount: Number(metadata.num_rows),
			rowGroupCount: metadata.row_groups.length,
			columns: describeColumns(metadata)
		};
	} catch (cause) {
		throw new LacunaError('file-unreadable', `The footer of ${fileName} is damaged.`, {
			hint: 'Fetch or export the file again.',
			cause
		});
	}
}

function describeColumns(metadata: FileMetaData): ParquetColumn[] {
	const roots = parquetSchema(metadata).children;
	const names = uniqueNames(roots.map(({ element }, index) => element.name || `C${index}`));
	return roots.map((root, index) => {
		const sqlType = rootType(root);
		// DuckDB-WASM is handed no half-precision numbers, so no engine reads them.
		const family = isHalf(root.element) ? 'other' : valueFamily(sqlType);
		const vectorLength = lengthOfVectors(root, metadata);
		return {
			...{
				name: names[index]!,
				sqlType,
				family,
				leaves: leavesOf(root).map(({ path }) => path.join('.'))
			},
			...(vectorLength !== undefined && { vectorLength })
		};
	});
}

/**
 * How many numbers each value of a column of lists holds, as far as the footer tells: every row group holds that many
 * floating-point numbers for each of its rows.
 */
function lengthOfVectors(root: SchemaTree, { row_groups }: FileMetaData): number | undefined {
	const [leaf, ...others] = leavesOf(root);
	if (leaf === root || !leaf || others.length > 0 || !/^(FLOAT|DOUBLE)$/.test(leaf.element.type!))
		return undefined;
	const path = leaf.path.join('.');
	const lengths = row_groups.map(({ columns, num_rows }) => {
		const chunk = columns.find(({ meta_data }) => meta_data?.path_in_schema.join('.') === path);
		return Number(chunk?.meta_data?.num_values ?? 0) / Number(num_rows);
	});
	const [length = 0] = lengths;
	const isFixed = Number.isInteger(length) && lengths.every((other) => other === length);
	return isFixed && length >= MIN_VECTOR_LENGTH ? length : undefined;
}

function leavesOf(node: SchemaTree): SchemaTree[] {
	return node.children.length === 0 ? [node] : node.children.flatMap(leavesOf);
}

function rootType({ element, children }: SchemaTree): string {
	if (element.converted_type === 'LIST' || element.repetition_type === 'REPEATED') return 'LIST';
	if (element.converted_type === 'MAP' || element.converted_type === 'MAP_KEY_VALUE') return 'MAP';
	if (children.length > 0 || element.type === undefined) return 'STRUCT';
	return logicalType(element) ?? convertedType(element) ?? physicalType(element);
}

function isHalf(element: SchemaElement): boolean {
	return element.logical_type?.type === 'FLOAT16';
}

function logicalType({ logical_type: logical }: SchemaElement): string | undefined {
	switch (logical?.type) {
		case 'NULL':
			return '"NULL"';
		case 'UUID':
			return 'UUID';
		case 'FLOAT16':
			return 'FLOAT';
		case 'TIMESTAMP':
			if (logical.isAdjustedToUTC) return 'TIMESTAMP WITH TIME ZONE';
			return logical.unit === 'NANOS' ? 'TIMESTAMP_NS' : 'TIMESTAMP';
		case 'TIME':
			if (logical.isAdjustedToUTC) return 'TIME WITH TIME ZONE';
			return logical.unit === 'NANOS' ? 'TIME_NS' : 'TIME';
		case 'VARIANT':
		case 'GEOMETRY':
		case 'GEOGRAPHY':
			return logical.type;
		default:
			return undefined;
	}
}

const CONVERTED_TYPES: Readonly<Record<string, string>> = {
	INT_8: 'TINYINT',
	INT_16: 'SMALLINT',
	INT_32: 'INTEGER',
	INT_64: 'BIGINT',
	UINT_8: 'UTINYINT',
	UINT_16: 'USMALLINT',
	UINT_32: 'UINTEGER',
	UINT_64: 'UBIGINT',
	DATE: 'DATE',
	TIME_MILLIS: 'TIME',
	TIME_MICROS: 'TIME',
	TIMESTAMP_MILLIS: 'TIMESTAMP',
	TIMESTAMP_MICROS: 'TIMESTAMP',
	INTERVAL: 'INTERVAL',
	UTF8: 'VARCHAR',
	ENUM: 'VARCHAR',
	JSON: 'JSON',
	BSON: 'BLOB'
};

const DECIMAL_MAX_DIGITS = 38;

function convertedType({ converted_type, precision, scale }: SchemaElement): string | undefined {
	if (converted_type !== 'DECIMAL') return CONVERTED_TYPES[converted_type ?? ''];
	if (precision === undefined || precision > DECIMAL_MAX_DIGITS) return 'DOUBLE';
	return `DECIMAL(${precision},${scale ?? 0})`;
}

const PHYSICAL_TYPES: Readonly<Record<NonNullable<SchemaElement['type']>, string>> = {
	BOOLEAN: 'BOOLEAN',
	INT32: 'INTEGER',
	INT64: 'BIGINT',
	INT96: 'TIMESTAMP',
	FLOAT: 'FLOAT',
	DOUBLE: 'DOUBLE',
	BYTE_ARRAY: 'BLOB',
	FIXED_LEN_BYTE_ARRAY: 'BLOB'
};

function physicalType({ type }: SchemaElement): string {
	return PHYSICAL_TYPES[type!];
}
