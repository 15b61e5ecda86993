import { parquetWriteBuffer } from 'hyparquet-writer';
import type { ImportanceWeights } from '$lib/terms/gap';

/** Weights as a Parquet file: `row`, counted from 0 in the synthetic file, and `weight`. */
export function toWeightsFile({ weights }: ImportanceWeights): ArrayBuffer {
	const row = Int32Array.from(weights, (_, i) => i);
	return parquetWriteBuffer({
		columnData: [
			{ name: 'row', data: row, type: 'INT32' },
			{ name: 'weight', data: weights, type: 'DOUBLE' }
		]
	});
}
