import { existsSync, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';

const COLUMNS = 20;

/** A number between 0 and 1 that row and name decide. */
function chance(name: string, seed: number): string {
	return `(hash(range, '${name}', ${seed}) % 1000003 / 1000003.0)`;
}

/** The nth column: numbers, whole and broken, categories and dates in turn, each after one of three hidden factors. */
function columnSql(n: number, seed: number): string {
	const mixed = `(0.7 * f${n % 3} + 0.2 * f${(n + 1) % 3} + 0.1 * ${chance(`noise ${n}`, seed)})`;
	const kinds = [
		`round(20 + 60 * ${mixed})::INTEGER`,
		`round(exp(8 + 2 * ${mixed}), 2)::DOUBLE`,
		`'level ' || floor(12 * ${mixed} * ${mixed})::INTEGER`,
		`(DATE '2015-01-01' + (3650 * ${mixed})::INTEGER)`
	];
	return `${kinds[n % kinds.length]} AS column_${n}`;
}

/**
 * Writes a pair of tables of 20 columns that hang together as people's do, and gives their paths. One human row in ten
 * thousand lies where no synthetic row does.
 */
export async function writeCaseTables(rows: number): Promise<readonly string[]> {
	const folder = join(tmpdir(), 'lacuna-bench');
	mkdirSync(folder, { recursive: true });
	const connection = await (await DuckDBInstance.create(':memory:')).connect();
	const paths: string[] = [];
	for (const [seed, role] of (['human', 'synthetic'] as const).entries()) {
		const path = join(folder, `cases-${role}-${rows}.parquet`);
		paths.push(path);
		if (existsSync(path)) continue;
		const list = Array.from({ length: COLUMNS }, (_, n) => columnSql(n, seed)).join(', ');
		const rare = role === 'human' ? `WHEN range % 10000 = 0 THEN 1.5` : '';
		const factors = [0, 1, 2].map(
			(f) => `CASE ${rare} WHEN true THEN ${chance(`factor ${f}`, seed)} END AS f${f}`
		);
		await connection.run(
			`COPY (SELECT ${list} FROM (SELECT range, ${factors.join(', ')} FROM range(${rows})))
			TO '${path}' (FORMAT parquet, COMPRESSION zstd)`
		);
	}
	connection.disconnectSync();
	return paths;
}
