import {
	tableFromIPC,
	TimeUnit,
	Type,
	type Column,
	type DataType,
	type Table
} from '@uwdata/flechette';
import type { TableColumn } from '$lib/terms/dataset';
import { LacunaError } from '$lib/terms/error';
import { registerArrowCodecs } from './arrow-compression';
import type { ByteSource } from './byte-source';
import type { CarriedValue } from './carried-values';
import { isOutOfMemory, memoryError, messageOf } from './duckdb-error';
import { ARROW_MAGIC } from './file-format';
import { BATCH_ROWS, type ParsedColumn, type RowFormat } from './row-format';
import { columnNames } from './unique-names';
import { MIN_VECTOR_LENGTH, valueFamily } from './value-family';

/** How values of an Arrow type come into DuckDB. */
interface Reading {
	readonly sqlType: string;
	/** From what flechette gives to what is carried; null where it is the same. */
	readonly carried: ((value: unknown) => CarriedValue) | null;
}

/** Arrow IPC, as a file (Feather 2) or a stream, compressed or not; it is read as a whole. */
export const ARROW: RowFormat = {
	async describe(source) {
		const table = await readTable(source);
		const { fields } = table.schema;
		const names = columnNames(fields.map(({ name }) => name));
		const columns = fields.map(({ type }, index): ParsedColumn => ({
			...{ key: String(index), name: names[index]! },
			...describeType(type, table.getChildAt(index))
		}));
		return { columns, rowCount: table.numRows };
	},

	async *read(source, columns) {
		const table = await readTable(source);
		const read = columns.map(({ key }) => table.getChildAt(Number(key)));
		const carry = read.map(({ type }) => readingOf(type)?.carried ?? null);
		const batchCount = read[0]?.data.length ?? 0;
		for (let batch = 0; batch < batchCount; batch++) {
			const length = read[0]!.data[batch]!.length;
			for (let start = 0; start < length; start += BATCH_ROWS) {
				const rowCount = Math.min(BATCH_ROWS, length - start);
				yield {
					rowCount,
					columns: read.map(({ data }, i) => {
						const values = data[batch]!;
						const carried = carry[i]!;
						return Array.from({ length: rowCount }, (_, row) => {
							const value: unknown = values.at(start + row);
							if (value === null || value === undefined) return null;
							return carried ? carried(value) : (value as CarriedValue);
						});
					})
				};
			}
		}
	}
};

async function readTable(source: ByteSource): Promise<Table> {
	try {
		const bytes = await source.read(0, source.sizeBytes);
		if (startsAsFile(bytes) && !endsAsFile(bytes))
			throw new RangeError('it ends before its footer');
		await registerArrowCodecs();
		return tableFromIPC(bytes, { useBigInt: true, useBigIntTimestamp: true, useDecimalInt: true });
	} catch (cause) {
		const reason = messageOf(cause);
		if (isOutOfMemory(reason)) throw memoryError(cause, source.name);
		throw new LacunaError('file-unreadable', `${source.name} cannot be read as an Arrow file.`, {
			hint: 'It is cut short or damaged. Fetch or write it again, or write it as Parquet.',
			detail: reason,
			cause
		});
	}
}

function startsAsFile(bytes: Uint8Array): boolean {
	return ARROW_MAGIC === String.fromCharCode(...bytes.subarray(0, ARROW_MAGIC.length));
}

function endsAsFile(bytes: Uint8Array): boolean {
	return ARROW_MAGIC === String.fromCharCode(...bytes.subarray(-ARROW_MAGIC.length));
}

function describeType(type: DataType, column: Column<unknown>): Omit<TableColumn, 'name'> {
	const reading = readingOf(type);
	if (reading) return { sqlType: reading.sqlType, family: valueFamily(reading.sqlType) };
	const vectorLength = lengthOfVectors(type, column);
	return {
		...{ sqlType: nameOf(type), family: 'other' },
		...(vectorLength !== undefined && { vectorLength })
	};
}

/** Null for types that no engine analyses. */
function readingOf(type: DataType): Reading | null {
	const plain = (sqlType: string): Reading => ({ sqlType, carried: null });
	switch (type.typeId) {
		case Type.Dictionary:
			return readingOf(type.dictionary);
		case Type.Null:
		case Type.Utf8:
		case Type.LargeUtf8:
		case Type.Utf8View:
			return plain('VARCHAR');
		case Type.Bool:
			return plain('BOOLEAN');
		case Type.Int: {
			const width = { 8: 'TINYINT', 16: 'SMALLINT', 32: 'INTEGER', 64: 'BIGINT' }[type.bitWidth];
			return plain(type.signed ? width : `U${width}`);
		}
		case Type.Float:
			return plain(type.precision === 2 ? 'DOUBLE' : 'FLOAT');
		case Type.Date:
			return { sqlType: 'DATE', carried: (ms) => Math.floor((ms as number) / 86_400_000) };
		case Type.Timestamp:
			return timestampReading(type.unit, type.timezone !== null);
		case Type.Decimal:
			if (type.precision > 38) return null;
			return {
				sqlType: `DECIMAL(${type.precision},${type.scale})`,
				carried: (value) => decimalText(BigInt(value as number | bigint), type.scale)
			};
		default:
			return null;
	}
}

function timestampReading(
	unit: (typeof TimeUnit)[keyof typeof TimeUnit],
	isZoned: boolean
): Reading {
	const toMicroseconds = {
		[TimeUnit.SECOND]: (value: bigint) => value * 1_000_000n,
		[TimeUnit.MILLISECOND]: (value: bigint) => value * 1000n,
		[TimeUnit.MICROSECOND]: (value: bigint) => value,
		[TimeUnit.NANOSECOND]: (value: bigint) => (value - (((value % 1000n) + 1000n) % 1000n)) / 1000n
	}[unit];
	if (unit === TimeUnit.NANOSECOND && !isZoned) return { sqlType: 'TIMESTAMP_NS', carried: null };
	const sqlType = isZoned ? 'TIMESTAMP WITH TIME ZONE' : 'TIMESTAMP';
	return { sqlType, carried: (value) => toMicroseconds(value as bigint) };
}

/** A decimal from its digits: 1234 at scale 2 is 12.34. */
function decimalText(digits: bigint, scale: number): string {
	if (scale <= 0) return `${digits}${'0'.repeat(-scale)}`;
	const text = String(digits < 0n ? -digits : digits).padStart(scale + 1, '0');
	return `${digits < 0n ? '-' : ''}${text.slice(0, -scale)}.${text.slice(-scale)}`;
}

function lengthOfVectors(type: DataType, column: Column<unknown>): number | undefined {
	if (type.typeId !== Type.FixedSizeList && type.typeId !== Type.List) return undefined;
	if (type.children[0]?.type.typeId !== Type.Float) return undefined;
	const length =
		type.typeId === Type.FixedSizeList
			? type.stride
			: sharedLength(column.data as readonly ListBatch[]);
	return length >= MIN_VECTOR_LENGTH ? length : undefined;
}

interface ListBatch {
	readonly length: number;
	readonly offsets?: ArrayLike<number>;
}

/** The length that all lists have; 0 where they differ. */
function sharedLength(batches: readonly ListBatch[]): number {
	const lengths = new Set<number>();
	for (const { length, offsets = [] } of batches) {
		for (let i = 0; i < length && lengths.size < 2; i++) lengths.add(offsets[i + 1]! - offsets[i]!);
	}
	return lengths.size === 1 ? [...lengths][0]! : 0;
}

function nameOf({ typeId }: DataType): string {
	const found = Object.entries(Type).find(([, id]) => id === typeId);
	return (found?.[0] ?? 'unknown').replaceAll(/([a-z])([A-Z])/g, '$1 $2').toUpperCase();
}
