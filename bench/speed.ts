/**
 * Seconds of CPU and recall as tables grow, on generated tables with four planted holes, beside pysubgroup and
 * DivExplorer on the same files (bench/peers/gaps_speed.py) where a Python that has them is named.
 * Run: npm run bench:speed -- [most rows] [most columns] [python] [seconds a peer]
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { findGaps } from '$lib/analysis/gaps/find-gaps';
import type { Role } from '$lib/terms/dataset';
import type { NumberVector } from '$lib/terms/engine';
import { EMPTY_RECIPE } from '$lib/terms/recipe';
import { createNodeContext } from '../tests/node-context';
import { encodeFiles } from './gap-session';

const [mostRows = '1000000', mostColumns = '60', python = '', peerSeconds = '120'] =
	process.argv.slice(2);
const ROWS = [10_000, 100_000, 1_000_000].filter((rows) => rows <= Number(mostRows));
const COLUMNS = [10, 30, 60].filter((columns) => columns <= Number(mostColumns));
/** Regions with the share of their rows that synthetic keeps; their bounds are those of the peers' ten bins. */
const HOLES = [
	{ sql: `n0 >= 900 AND c0 = 'v0'`, kept: 0 },
	{ sql: `c1 = 'v1' AND c2 = 'v2' AND n1 < 400`, kept: 0 },
	{ sql: `n2 >= 300 AND n2 < 400`, kept: 0.5 },
	{ sql: `c0 = 'v3' AND n1 >= 500`, kept: 0.4 }
];
const FOUND = 0.5;
const ROUNDS = 5;
const MOST_REPEATED_ROWS = 10_000;

/** Half the columns whole numbers from 0 to 999, half categories of eight values; all independent. */
async function generate(path: string, role: Role, rows: number, columns: number): Promise<void> {
	const connection = await (await DuckDBInstance.create(':memory:')).connect();
	const offset = role === 'human' ? 0 : 2 ** 32;
	const draw = (column: number) => `hash((i + ${offset}) * 10000 + ${column})`;
	const list = Array.from({ length: columns / 2 }, (_, k) => [
		`(${draw(k)} % 1000)::INTEGER AS n${k}`,
		`'v' || (${draw(k + 1000)} % 8) AS c${k}`
	]);
	const dropped = HOLES.map(
		({ sql, kept }, k) => `(${sql} AND ${draw(k + 2000)} % 1000 >= ${kept * 1000})`
	);
	const filter = role === 'human' ? '' : `WHERE NOT (${dropped.join(' OR ')})`;
	await connection.run(
		`COPY (SELECT ${list.flat().join(', ')} FROM
			(SELECT *, ${list.flat().join(', ')} FROM range(${rows * 2}) t(i)) ${filter} ORDER BY i LIMIT ${rows}
		) TO '${path}' (FORMAT parquet)`
	);
	connection.disconnectSync();
}

const seconds = (since: NodeJS.CpuUsage) => {
	const { user, system } = process.cpuUsage(since);
	return (user + system) / 1e6;
};

async function measure(paths: Record<Role, string>) {
	const ctx = createNodeContext();
	const begin = process.cpuUsage();
	const { pair, profiles, encoded } = await encodeFiles(paths, EMPTY_RECIPE, ctx);
	const encoding = seconds(begin);
	const { gaps } = await findGaps(pair, profiles, encoded, EMPTY_RECIPE, ctx);
	const all = seconds(begin);
	let found = 0;
	for (const { sql } of HOLES) {
		const overlaps = gaps
			.slice(0, 10)
			.map(
				(gap) =>
					`count(*) FILTER ((${sql}) AND (${gap.sql})) / count(*) FILTER ((${sql}) OR (${gap.sql}))`
			);
		const best = `SELECT greatest(0, ${overlaps.join(', ')})::DOUBLE AS v FROM human`;
		const { columns } = await ctx.engine.query(best, { signal: ctx.signal });
		if ((columns[0] as NumberVector).values[0]! >= FOUND) found++;
	}
	await ctx.engine.close();
	return { encoding, searching: all - encoding, found, gaps: gaps.length };
}

/** The median of some rounds by time, where a round is short: the first two compile what the others run. */
async function measureAgain(paths: Record<Role, string>, rows: number) {
	const rounds = [];
	for (let i = 0; i < (rows <= MOST_REPEATED_ROWS ? ROUNDS : 1); i++)
		rounds.push(await measure(paths));
	rounds.sort((a, b) => a.encoding + a.searching - b.encoding - b.searching);
	return rounds[Math.floor(rounds.length / 2)]!;
}

for (const rows of ROWS) {
	for (const columns of COLUMNS) {
		const folder = mkdtempSync(join(tmpdir(), 'lacuna-speed-'));
		const paths = {
			human: join(folder, 'human.parquet'),
			synthetic: join(folder, 'synthetic.parquet')
		};
		for (const role of ['human', 'synthetic'] as const)
			await generate(paths[role], role, rows, columns);
		const { encoding, searching, found, gaps } = await measureAgain(paths, rows);
		console.log(
			`${rows.toLocaleString('en-GB')} × ${columns}: Lacuna ${(encoding + searching).toFixed(2)} s of CPU (profile and encode ${encoding.toFixed(2)}, gaps ${searching.toFixed(2)}), ${found} of ${HOLES.length} holes in the first ten of ${gaps}`
		);
		if (python !== '') {
			writeFileSync(join(folder, 'holes.json'), JSON.stringify(HOLES.map(({ sql }) => sql)));
			for (const peer of ['pysubgroup', 'divexplorer']) {
				const args = ['bench/peers/gaps_speed.py', folder, peer, peerSeconds];
				const { stdout, stderr, signal } = spawnSync(python, args, { encoding: 'utf8' });
				const failed =
					signal === null
						? `failed: ${stderr.trim().split('\n').at(-1)}`
						: `not done in ${peerSeconds} s of CPU`;
				console.log(`  ${peer}: ${stdout.trim() || failed}`);
			}
		}
		rmSync(folder, { recursive: true });
	}
}
