import { Precision, tableFromIPC, Type, type Column, type DataType } from '@uwdata/flechette';
import type { NumberVector, QueryResult, TextVector } from '$lib/terms/engine';
import { uncarriedType } from './duckdb-error';

type NumberArray = NumberVector['values'];
type NumberArrayType = new (length: number) => NumberArray;

/**
 * Reads one Arrow IPC file, or the parts of one stream, into one vector a column.
 * @throws {@link LacunaError} `query-failed` for a column of a type that the port does not carry.
 */
export function readResult(ipc: Uint8Array | Uint8Array[]): QueryResult {
	const table = tableFromIPC(ipc);
	const columns = table.schema.fields.map(({ name, type }, index) => {
		const column = table.getChildAt(index) as Column<unknown>;
		if (isText(type)) return textVector(name, column);
		const NumberArray = numberArray(type);
		if (!NumberArray) throw uncarriedType(name);
		return numberVector(name, column, new NumberArray(table.numRows));
	});
	return { rowCount: table.numRows, columns };
}

function isText(type: DataType): boolean {
	const { typeId } = type;
	return typeId === Type.Utf8 || typeId === Type.LargeUtf8 || typeId === Type.Utf8View;
}

function numberArray(type: DataType): NumberArrayType | undefined {
	switch (type.typeId) {
		case Type.Bool:
			return Uint8Array;
		case Type.Int:
			return type.bitWidth <= 32 ? (type.values as NumberArrayType) : undefined;
		case Type.Float:
			return type.precision === Precision.HALF ? undefined : (type.values as NumberArrayType);
		default:
			return undefined;
	}
}

function textVector(name: string, column: Column<unknown>): TextVector {
	const values: (string | null)[] = new Array(column.length);
	let row = 0;
	for (const value of column) values[row++] = value as string | null;
	return { kind: 'text', name, values };
}

function numberVector(name: string, column: Column<unknown>, values: NumberArray): NumberVector {
	let nulls: Uint8Array | null = null;
	let row = 0;
	for (const batch of column.data) {
		const { length, nullCount, validity } = batch;
		if (column.type.typeId === Type.Bool) {
			for (let i = 0; i < length; i++) values[row + i] = batch.value(i) ? 1 : 0;
		} else {
			values.set((batch.values as NumberArray).subarray(0, length), row);
		}
		if (nullCount > 0) {
			nulls ??= new Uint8Array(values.length);
			for (let i = 0; i < length; i++) {
				if (!((validity as Uint8Array)[i >> 3]! & (1 << (i & 7)))) nulls[row + i] = 1;
			}
		}
		row += length;
	}
	return { kind: 'number', name, values, nulls };
}
