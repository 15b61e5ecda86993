import { existsSync, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';

/** How large a made table is. */
export interface Size {
	readonly rows: number;
	readonly columns: number;
}

/** SQL of the n-th column: numbers, whole and broken, categories, dates, in turn; all from the row's hash. */
function columnSql(n: number, seed: number): string {
	const uniform = `(hash(range, ${n}, ${seed}) % 1000003 / 1000003.0)`;
	const kinds = [
		`round(20 + 60 * ${uniform} * ${uniform})::INTEGER`,
		`round(exp(8 + 2 * ${uniform}), 2)::DOUBLE`,
		`'level ' || floor(12 * ${uniform} * ${uniform})::INTEGER`,
		`(DATE '2015-01-01' + (3650 * ${uniform})::INTEGER)`,
		`(${uniform} * 1000)::BIGINT`
	];
	return `${kinds[n % kinds.length]} AS column_${n}`;
}

/** Writes a table of the size; the synthetic one lacks one in a hundred human rows, a gap to be found. */
export async function writeTable(
	role: 'human' | 'synthetic',
	{ rows, columns }: Size
): Promise<string> {
	const folder = join(tmpdir(), 'lacuna-bench');
	mkdirSync(folder, { recursive: true });
	const path = join(folder, `${role}-${rows}-${columns}.parquet`);
	if (existsSync(path)) return path;
	const seed = role === 'human' ? 1 : 2;
	const list = Array.from({ length: columns }, (_, n) => columnSql(n, seed)).join(', ');
	const lacking = role === 'synthetic' ? "WHERE NOT (column_0 >= 60 AND column_2 = 'level 0')" : '';
	const connection = await (await DuckDBInstance.create(':memory:')).connect();
	await connection.run(
		`COPY (SELECT * FROM (SELECT ${list} FROM range(${Math.ceil(rows * 1.1)})) ${lacking} LIMIT ${rows})
			TO '${path}' (FORMAT parquet, COMPRESSION zstd)`
	);
	connection.disconnectSync();
	return path;
}
