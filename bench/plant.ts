/**
 * Makes cases with known holes for bench:gaps out of real pairs: regions of one to four conditions (an interval, a
 * value, a few values, missing), drawn by a seed and thinned out of a synthetic table that does not lack them. Or, with
 * `halves`, out of halves of tables of numbers that have no fault but the holes.
 * Run: npm run bench:plant -- <folder of shared data> <folder for the cases> [seeds, by default 1,2] [halves]
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { DuckDBInstance, type DuckDBValue } from '@duckdb/node-api';
import { createRandom, type Random } from '$lib/kernels/random';

const [data = '../shared/data', out = 'bench/cases', seeds = '1,2', bases] = process.argv.slice(2);
const ADULT = 'pairs/adult';
const BANK = 'pairs/bank_marketing';
const NIST = 'pairs/nist_acs';
/** Cases' names, and the tables that stand for human and synthetic. */
const PAIRS = [
	['adult-mostly', `${ADULT}/human`, `${ADULT}/synthetic_mostly`],
	['adult-synthpop', `${ADULT}/human`, `${ADULT}/synthetic_synthpop`],
	['adult-holdout', `${ADULT}/human`, `${ADULT}/human_holdout`],
	['bank-mostly', `${BANK}/human`, `${BANK}/synthetic_mostly`],
	['bank-synthpop', `${BANK}/human`, `${BANK}/synthetic_synthpop`],
	['bank-holdout', `${BANK}/human`, `${BANK}/human_holdout`],
	['airbnb-boot', 'planted/o08_airbnb_boot/human', 'planted/o08_airbnb_boot/reference'],
	['airbnb-none', 'planted/o09_airbnb_marginal/human', 'planted/o09_airbnb_marginal/reference'],
	['credit-boot', 'planted/o10_credit_boot/human', 'planted/o10_credit_boot/reference'],
	['nist-cart', `${NIST}/human`, `${NIST}/synthetic_cart_cf21`],
	['nist-subsample', `${NIST}/human`, `${NIST}/synthetic_subsample_40pcnt_all`],
	['nist-pram', `${NIST}/human`, `${NIST}/synthetic_pram_default`],
	['nist-smote', `${NIST}/human`, `${NIST}/synthetic_smote_target_marital`],
	['nist-ydata', `${NIST}/human`, `${NIST}/synthetic_ydata_fabric_synthesizers`],
	['nist-mostly', `${NIST}/human`, `${NIST}/synthetic_mostlyai_sd_platform`],
	['adult-gretel', `${ADULT}/human`, `${ADULT}/synthetic_gretel`],
	['adult-ctgan', `${ADULT}/human`, `${ADULT}/synthetic_ctgan`],
	['bank-gretel', `${BANK}/human`, `${BANK}/synthetic_gretel`]
] as const;
/** Names of tables of which one half stands for human, the other for synthetic. */
const HALVED = ['mammography', 'pendigits', 'shuttle'] as const;
const SEEDS = seeds.split(',').map(Number);
const HOLES = 3;
/** Shares of conditions on missing values, where there are any, and on two or three values of a category. */
const MISSING = 0.2;
const SETS = 0.4;
/** A set is drawn from columns of more categories, out of the values of so many rows. */
const FEW_CATEGORIES = 4;
const ROWS_OF_SETS = 8;
/** Shares of a hole's rows that synthetic keeps. */
const FACTORS = [0, 0, 0.1, 0.5];
const LEAST_ROWS = 30;
const MOST_SHARE = 0.06;
/** Standard errors by which a hole must show. */
const LEAST_SIGMA = 6;

interface Column {
	readonly name: string;
	readonly isOrdered: boolean;
	readonly distinct: number;
}

interface Hole {
	readonly sql: string;
	readonly factor: number;
	readonly rows: number;
}

const connection = await (await DuckDBInstance.create(':memory:')).connect();

async function rowsOf(sql: string): Promise<DuckDBValue[][]> {
	return (await connection.runAndReadAll(sql)).getRows();
}

async function count(table: string, where = 'true'): Promise<number> {
	return Number((await rowsOf(`SELECT count(*) FROM ${table} WHERE ${where}`))[0]![0]);
}

const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`;
const text = (value: DuckDBValue) => `'${String(value).replaceAll("'", "''")}'`;

/** Columns of both tables that a hole may stand on: no constants, no text that hardly repeats. */
async function describe(): Promise<Column[]> {
	const columns: Column[] = [];
	const others = new Set((await rowsOf('DESCRIBE synthetic')).map(([name]) => String(name)));
	for (const [name, type] of await rowsOf('DESCRIBE human')) {
		if (name === '_row' || !others.has(String(name))) continue;
		const isOrdered = /INT|DOUBLE|FLOAT|DECIMAL|DATE|TIME/.test(String(type));
		const [[counted]] = (await rowsOf(
			`SELECT count(DISTINCT ${quoted(String(name))}) FROM human`
		)) as [[DuckDBValue]];
		const distinct = Number(counted);
		if (distinct > 1 && (isOrdered || distinct <= 1000))
			columns.push({ name: String(name), isOrdered, distinct });
	}
	return columns;
}

async function drawCondition(column: Column, random: Random): Promise<string> {
	const name = quoted(column.name);
	if ((await count('human', `${name} IS NULL`)) > 0 && random.next() < MISSING)
		return `${name} IS NULL`;
	if (!column.isOrdered && column.distinct > FEW_CATEGORIES && random.next() < SETS) {
		const drawn = `SELECT ${name}::VARCHAR AS value FROM human WHERE ${name} IS NOT NULL
			ORDER BY hash(_row + ${random.below(1e6)}) LIMIT ${ROWS_OF_SETS}`;
		const values = await rowsOf(
			`SELECT value FROM (${drawn}) GROUP BY value ORDER BY count(*) DESC, value LIMIT ${2 + random.below(2)}`
		);
		return `${name} IN (${values.map(([value]) => text(value!)).join(', ')})`;
	}
	if (!column.isOrdered || column.distinct <= 8) {
		const sample = `reservoir(1 ROWS) REPEATABLE (${random.below(1e6)})`;
		const [drawn] = await rowsOf(
			`SELECT ${name}::VARCHAR FROM human WHERE ${name} IS NOT NULL USING SAMPLE ${sample}`
		);
		// The sample is taken before missing values go.
		return drawn === undefined ? 'false' : `${name} = ${text(drawn[0]!)}`;
	}
	const middle = random.next();
	const width = 0.08 + 0.4 * random.next();
	const at = (share: number) =>
		`quantile_disc(${name}, ${Math.min(1, Math.max(0, share))})::VARCHAR`;
	const ends = `SELECT ${at(middle - width / 2)}, ${at(middle + width / 2)} FROM human`;
	const [low, high] = (await rowsOf(ends))[0]!.map(text);
	const kinds = [`<= ${high}`, `>= ${low}`, `BETWEEN ${low} AND ${high}`];
	return `${name} ${kinds[random.below(3)]}`;
}

async function drawHole(columns: readonly Column[], random: Random): Promise<Hole | null> {
	const order = 1 + random.below(4);
	const factor = FACTORS[random.below(4)]!;
	const chosen = new Set<number>();
	while (chosen.size < order) chosen.add(random.below(columns.length));
	const conditions: string[] = [];
	for (const at of chosen) conditions.push(await drawCondition(columns[at]!, random));
	const sql = conditions.join(' AND ');
	const total = { human: await count('human'), synthetic: await count('synthetic') };
	const rows = await count('human', sql);
	if (rows < LEAST_ROWS || rows > MOST_SHARE * total.human) return null;
	const perHuman = total.synthetic / total.human;
	const expected = rows * perHuman;
	if ((await count('synthetic', sql)) < 0.6 * expected) return null;
	const sigma = ((1 - factor) * expected) / Math.sqrt(expected * (1 + perHuman));
	return sigma < LEAST_SIGMA ? null : { sql, factor, rows };
}

async function drawHoles(columns: readonly Column[], random: Random): Promise<Hole[]> {
	const holes: Hole[] = [];
	for (let tries = 0; holes.length < HOLES && tries < 400; tries++) {
		const hole = await drawHole(columns, random);
		if (hole === null) continue;
		let isApart = true;
		for (const other of holes) {
			const shared = await count('human', `(${other.sql}) AND (${hole.sql})`);
			if (shared > 0.2 * Math.min(hole.rows, other.rows)) isApart = false;
		}
		if (isApart) holes.push(hole);
	}
	return holes;
}

async function write(folder: string, holes: readonly Hole[]): Promise<void> {
	mkdirSync(folder, { recursive: true });
	const kept = holes.map(({ sql, factor }, i) => {
		const isDropped = `hash(_row + ${i * 1000003}) % 1000 >= ${factor * 1000}`;
		return `coalesce(NOT ((${sql}) AND (${isDropped})), true)`;
	});
	const copy = (name: string, table: string, where: string) =>
		connection.run(
			`COPY (SELECT * EXCLUDE (_row) FROM ${table} WHERE ${where} ORDER BY _row) TO '${folder}/${name}.parquet' (FORMAT parquet)`
		);
	await copy('human', 'human', 'true');
	await copy('reference', 'synthetic', 'true');
	await copy('synthetic', 'synthetic', kept.join(' AND ') || 'true');
	const regions = [];
	for (const [i, { sql, factor }] of holes.entries()) {
		const rows = await rowsOf(`SELECT _row - 1 FROM human WHERE ${sql}`);
		const human_row_ids = rows.map(([row]) => Number(row));
		regions.push({ id: `R${i + 1}`, sql, factor, detectable: true, human_row_ids });
	}
	writeFileSync(`${folder}/truth.json`, JSON.stringify({ regions }));
}

async function read(table: string, path: string, where: string): Promise<void> {
	const numbered = `SELECT *, row_number() OVER () AS _row FROM '${data}/${path}.parquet'`;
	await connection.run(
		`CREATE OR REPLACE TABLE ${table} AS SELECT * REPLACE (row_number() OVER () AS _row) FROM (${numbered}) WHERE ${where}`
	);
}

const halves = HALVED.map((name) => {
	const path = `outliers/${name}/synthetic`;
	return [`${name}-halves`, path, path] as const;
});
for (const [base, [name, human, synthetic]] of (bases === 'halves' ? halves : PAIRS).entries()) {
	for (const seed of SEEDS) {
		await read('human', human, human === synthetic ? 'hash(_row) % 2 = 0' : 'true');
		await read('synthetic', synthetic, human === synthetic ? 'hash(_row) % 2 = 1' : 'true');
		const holes = await drawHoles(await describe(), createRandom(base * 100 + seed * 7 + 3));
		await write(`${out}/o-${name}-${seed}`, holes);
		console.log(`${name} ${seed}: ${holes.map(({ sql }) => sql).join('; ')}`);
	}
}
connection.disconnectSync();
