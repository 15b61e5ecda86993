/**
 * Makes static/samples from a folder that holds the Adult tables as Parquet: `human.parquet`,
 * `human_holdout.parquet` and `synthetic_tvae.parquet`. Usage: npm run make:samples -- FOLDER
 */
import { join, resolve } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { literal } from '$lib/sql/identifier';

/** Rows of the human table; the synthetic one is cut to as many, so that counts can be held side by side. */
const ROWS = 24_421;
const SAMPLES = {
	'adult-human': 'human',
	'adult-holdout': 'human_holdout',
	'adult-tvae': 'synthetic_tvae'
};

const folder = process.argv[2];
if (folder === undefined) throw new Error('Usage: npm run make:samples -- FOLDER');

// One thread, so that the files come out the same each time.
const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
const connection = await instance.connect();
for (const [sample, table] of Object.entries(SAMPLES)) {
	const from = literal(resolve(folder, `${table}.parquet`));
	const to = literal(join('static', 'samples', `${sample}.parquet`));
	await connection.run(
		`COPY (SELECT * FROM ${from} LIMIT ${ROWS}) TO ${to} (FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL 15)`
	);
}
connection.disconnectSync();
