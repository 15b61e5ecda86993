import { DuckDBTypeId, type DuckDBDataChunk, type DuckDBResult } from '@duckdb/node-api';
import type { NumberVector, QueryResult, TextVector } from '$lib/terms/engine';
import { abortError, uncarriedType } from './duckdb-error';

type NumberArray = NumberVector['values'];

const NUMBER_ARRAYS = new Map<DuckDBTypeId, new (length: number) => NumberArray>([
	[DuckDBTypeId.BOOLEAN, Uint8Array],
	[DuckDBTypeId.TINYINT, Int8Array],
	[DuckDBTypeId.UTINYINT, Uint8Array],
	[DuckDBTypeId.SMALLINT, Int16Array],
	[DuckDBTypeId.USMALLINT, Uint16Array],
	[DuckDBTypeId.INTEGER, Int32Array],
	[DuckDBTypeId.UINTEGER, Uint32Array],
	[DuckDBTypeId.FLOAT, Float32Array],
	[DuckDBTypeId.DOUBLE, Float64Array]
]);

/**
 * Gathers a result's chunks into one vector a column.
 * @throws {@link LacunaError} `query-failed` for a column of a type that the port does not carry.
 */
export async function collectResult(
	result: DuckDBResult,
	signal: AbortSignal
): Promise<QueryResult> {
	const chunks: DuckDBDataChunk[] = [];
	let rowCount = 0;
	for (;;) {
		if (signal.aborted) throw abortError();
		const chunk = await result.fetchChunk();
		if (!chunk || chunk.rowCount === 0) break;
		chunks.push(chunk);
		rowCount += chunk.rowCount;
	}
	const columns = result.columnNames().map((name, index) => {
		const typeId = result.columnTypeId(index);
		if (typeId === DuckDBTypeId.VARCHAR) return textVector(name, index, chunks);
		const NumberArray = NUMBER_ARRAYS.get(typeId);
		if (!NumberArray) throw uncarriedType(name);
		return numberVector(name, index, chunks, new NumberArray(rowCount));
	});
	return { rowCount, columns };
}

function textVector(name: string, index: number, chunks: readonly DuckDBDataChunk[]): TextVector {
	const values = chunks.flatMap((chunk) => chunk.getColumnVector(index).toArray());
	return { kind: 'text', name, values: values as (string | null)[] };
}

function numberVector(
	name: string,
	index: number,
	chunks: readonly DuckDBDataChunk[],
	values: NumberArray
): NumberVector {
	let nulls: Uint8Array | null = null;
	let row = 0;
	for (const chunk of chunks) {
		const vector = chunk.getColumnVector(index);
		for (let i = 0; i < vector.itemCount; i++, row++) {
			const value = vector.getItem(i);
			if (value === null) {
				nulls ??= new Uint8Array(values.length);
				nulls[row] = 1;
			} else {
				values[row] = Number(value);
			}
		}
	}
	return { kind: 'number', name, values, nulls };
}
