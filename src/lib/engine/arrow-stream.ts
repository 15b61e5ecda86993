import {
	bool,
	columnFromValues,
	float32,
	float64,
	int16,
	int32,
	int64,
	int8,
	tableFromColumns,
	tableToIPC,
	uint16,
	uint32,
	uint64,
	uint8,
	utf8,
	type DataType
} from '@uwdata/flechette';
import { carrierOf, type CarriedValue, type Carrier } from './carried-values';
import type { ParsedColumn } from './row-format';

const ARROW_TYPES: Readonly<Record<Carrier, () => DataType>> = {
	BOOLEAN: bool,
	TINYINT: int8,
	SMALLINT: int16,
	INTEGER: int32,
	BIGINT: int64,
	UTINYINT: uint8,
	USMALLINT: uint16,
	UINTEGER: uint32,
	UBIGINT: uint64,
	FLOAT: float32,
	DOUBLE: float64,
	VARCHAR: utf8
};

/** Carried values, by column, as one complete Arrow IPC stream. */
export function toArrowStream(
	columns: readonly ParsedColumn[],
	values: readonly (readonly CarriedValue[])[]
): Uint8Array {
	const table = tableFromColumns(
		columns.map(({ sqlType }, i) => [
			// Names in the file may repeat or be empty; these are told apart by their place.
			`c${i}`,
			columnFromValues(values[i]!, ARROW_TYPES[carrierOf(sqlType)]())
		])
	);
	return tableToIPC(table, { format: 'stream' })!;
}
