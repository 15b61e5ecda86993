/**
 * Time of each measure on 1,000,000 × 20 against 1,000,000 × 20 (made by a seed in a temporary folder), beside one
 * full scan of both files in the same run, which reads, decodes and hashes every value. `npm run bench:metrics-large [-- rows]`.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { compareTables } from '$lib/analysis/compare/compare-tables';
import { openPair } from '$lib/analysis/open/open-pair';
import { profilePair } from '$lib/analysis/profile/profile-pair';
import type { MeasureName } from '$lib/terms/measure';
import { ROLES } from '$lib/terms/dataset';
import { EMPTY_RECIPE } from '$lib/terms/recipe';
import { createNodeContext } from '../tests/node-context';

const rows = Number(process.argv[2] ?? 1_000_000);
const COLUMNS = 20;
const MEASURES: readonly MeasureName[] = [
	'columns',
	'pairs',
	'triples',
	'classifier',
	'neighbours',
	'copies',
	'diversity',
	'patterns'
];

function tableSql(shift: number): string {
	const columns = Array.from({ length: COLUMNS }, (_, i) =>
		i % 2 === 0
			? `round(random() * random() * ${100 * (i + 1)} + ${i === 4 ? shift : 0}, 1) AS x${i}`
			: `chr((97 + floor(random() * random() * ${4 + i}))::INTEGER) AS c${i}`
	);
	return `SELECT ${columns.join(', ')} FROM range(${rows})`;
}

const folder = await mkdtemp(join(tmpdir(), 'lacuna-bench-'));
const ctx = createNodeContext();
const { engine, signal } = ctx;

/** CPU seconds of the scan, by which all others are told. */
let scanSeconds: number | null = null;

/** Prints CPU and clock of a step: other work on the machine stretches the clock alone. */
async function time<T>(what: string, work: () => Promise<T>): Promise<T> {
	const started = performance.now();
	const before = process.cpuUsage();
	const value = await work();
	const { user, system } = process.cpuUsage(before);
	const [cpu, clock] = [(user + system) / 1e6, (performance.now() - started) / 1000];
	scanSeconds ??= cpu;
	console.log(
		`${what.padEnd(24)} ${cpu.toFixed(2).padStart(7)} s CPU  ${clock.toFixed(2).padStart(7)} s  ${(cpu / scanSeconds).toFixed(1).padStart(6)} scans`
	);
	return value;
}

try {
	const path = (role: string) => join(folder, `${role}.parquet`);
	const maker = await (await DuckDBInstance.create(':memory:')).connect();
	await maker.run('SET threads = 1; SELECT setseed(0.42)');
	for (const role of ROLES)
		await maker.run(`COPY (${tableSql(role === 'human' ? 0 : 3)}) TO '${path(role)}'`);
	maker.disconnectSync();
	const source = (role: string) => ({ kind: 'path' as const, name: role, path: path(role) });
	const sources = { human: source('human'), synthetic: source('synthetic') };
	const pair = await openPair(sources, EMPTY_RECIPE, ctx);
	console.log(`${rows} × ${COLUMNS} against ${rows} × ${COLUMNS}`);
	await time('one scan of both files', async () => {
		for (const role of ROLES) {
			await engine.load(
				role,
				pair[role].columns.map(({ name }) => name),
				{ signal }
			);
			// A count alone would be answered from the file's own figures, without a look at the values.
			const hashes = pair[role].columns.map(({ name }) => `bit_xor(hash(${name}))::DOUBLE`);
			await engine.query(`SELECT ${hashes.join(', ')} FROM ${role}`, { signal });
		}
	});
	const profiles = await time('profile', () => profilePair(pair, EMPTY_RECIPE, ctx));
	const comparison = compareTables(pair, profiles, EMPTY_RECIPE);
	for (const name of MEASURES) {
		const { sample } = await time(name, () => comparison.measure(name, ctx));
		console.log(`${''.padEnd(24)} on ${sample.human.rows} and ${sample.synthetic.rows} rows`);
	}
} finally {
	await engine.close();
	await rm(folder, { recursive: true });
}
