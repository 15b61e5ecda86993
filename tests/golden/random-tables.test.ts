import { mkdtempSync, rmSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { analyse } from '$lib/analysis/analyse';
import { DEFAULT_PLAN } from '$lib/analysis/brief/default-plan';
import { draftBrief } from '$lib/analysis/brief/draft-brief';
import { weighSynthetic } from '$lib/analysis/gaps/weigh-synthetic';
import { decodeLink, encodeLink } from '$lib/analysis/share/link';
import { buildReport, reportJson, type Report } from '$lib/analysis/share/report';
import { freezeFindings } from '$lib/analysis/verify/freeze';
import { makeShareable } from '$lib/analysis/verify/shareable';
import { createRandom, type Random } from '$lib/kernels/random';
import { quoteIdentifier } from '$lib/sql/identifier';
import type { Timings } from '$lib/terms/analysis';
import type { ColumnType } from '$lib/terms/column';
import { LacunaError } from '$lib/terms/error';
import { EMPTY_RECIPE, type Recipe } from '$lib/terms/recipe';
import { readReport } from '../../src/cli/read-report';
import { inNodeContext } from '../node-context';

/** More of them than the suite needs: `FUZZ_RUNS=1000 FUZZ_FROM=1 npx vitest run tests/golden/random-tables.test.ts`. */
const RUNS = Number(process.env.FUZZ_RUNS ?? 5);
const FROM = Number(process.env.FUZZ_FROM ?? 1);

const folder = mkdtempSync(join(tmpdir(), 'lacuna-random-'));
let connection: DuckDBConnection;
beforeAll(async () => {
	connection = await (await DuckDBInstance.create(':memory:')).connect();
});
afterAll(() => {
	connection.disconnectSync();
	rmSync(folder, { recursive: true });
});

/**
 * Columns as SQL over a draw `u` from 0 to `n` − 1: people have 100 different values of it, a generator as many or
 * fewer.
 */
const KINDS: readonly ((u: string) => string)[] = [
	(u) => `${u}::INTEGER`,
	(u) => `(${u} / 7.0)::DOUBLE`,
	(u) => `(${u} / 7.0)::FLOAT`,
	(u) => `(${u} * 12345.678)::DECIMAL(18, 3)`,
	(u) => `(9007199254740993 + ${u})::BIGINT`,
	(u) => `(9223372036854775807 - ${u})::BIGINT`,
	(u) => `(18446744073709551615 - ${u})::UBIGINT`,
	(u) => `(${u} - 50)::TINYINT`,
	(u) =>
		`CASE WHEN ${u} < 20 THEN 'inf' WHEN ${u} > 80 THEN '-inf' WHEN ${u} = 50 THEN 'nan' ELSE '1.5' END::DOUBLE`,
	(u) => `CASE WHEN ${u} < 30 THEN 'inf' ELSE '-inf' END::DOUBLE`,
	(u) => `CASE WHEN ${u} < 5 THEN 1.7e308 WHEN ${u} < 10 THEN -1.7e308 ELSE ${u} END::DOUBLE`,
	(u) => `(${u} * 5e-324)::DOUBLE`,
	(u) => `DATE '1965-03-01' + (${u} * 50)::INTEGER`,
	(u) => `DATE '4000-01-01 (BC)' + (${u} * 30000)::INTEGER`,
	(u) => `DATE '9999-12-01' + ${u}::INTEGER`,
	(u) =>
		`CASE WHEN ${u} < 20 THEN 'infinity' WHEN ${u} > 80 THEN '-infinity' ELSE '1969-12-31 23:59:59.999' END::TIMESTAMP`,
	(u) => `TIMESTAMP '1969-12-31 20:00:00' + INTERVAL (${u} * 7919) SECOND`,
	(u) => `TIMESTAMPTZ '2024-02-29 23:30:00+00' + INTERVAL (${u}) HOUR`,
	(u) => `make_timestamp_ns(${u} * 1000000007)`,
	(u) => `${u} < 30`,
	(u) =>
		`['it''s', '"q"', 'new\nline', '🙂', ' ', '', '<b>', chr(0), 'a' || chr(0), 'constructor'][(1 + ${u} % 10)::INTEGER]`,
	(u) => `'k' || ${u}`,
	(u) => `['p', 'q', 'r'][(1 + ${u} % 3)::INTEGER]::ENUM('p', 'q', 'r')`,
	(u) => `repeat('word ' || ${u} || ' ', (5 + ${u} % 9)::INTEGER)`,
	(u) => `${u} % 2`,
	(u) => `(${u} % 5)::DOUBLE`,
	() => `7`,
	() => `NULL::INTEGER`,
	(u) => `[${u}, 1]`,
	(u) => `INTERVAL (${u}) DAY`,
	(u) => `uuid()`.replace('uuid()', `md5(${u}::VARCHAR)::UUID`)
];
const NAMES = [
	'a',
	'it’s',
	'say "hi"',
	"o'brien",
	'constructor',
	'__proto__',
	'toString',
	'new\nline',
	'Größe 🙂',
	'human',
	'weight',
	' ',
	'x; DROP TABLE human; --'
];
const TYPES: readonly ColumnType[] = [
	'measure',
	'date',
	'category',
	'text',
	'id',
	'ignored',
	'weight',
	'ordinal',
	'boolean',
	'label'
];

interface Drawn {
	readonly human: string;
	readonly synthetic: string;
	readonly rows: readonly [number, number];
	readonly recipe: Recipe;
}

function drawTables(seed: number): Drawn {
	const random = createRandom(seed);
	const pick = <T>(from: readonly T[]): T => from[random.below(from.length)]!;
	const names = [...NAMES].sort(() => random.next() - 0.5).slice(0, 1 + random.below(5));
	const columns = names.map((name, i) => drawColumn(random, name, i, pick));
	const uses = Object.fromEntries(
		names.flatMap((name) => (random.next() < 0.25 ? [[name, pick(TYPES)]] : []))
	);
	return {
		human: columns.map(({ human }) => human).join(', '),
		synthetic: columns.map(({ synthetic }) => synthetic).join(', '),
		rows: [pick([1, 4, 30, 400, 700]), pick([4, 30, 400, 900])],
		recipe: {
			...EMPTY_RECIPE,
			uses,
			settings: {
				...EMPTY_RECIPE.settings,
				seed,
				maxConditions: 1 + random.below(2),
				searchRows: pick([0, 200, 200_000])
			}
		}
	};
}

function drawColumn(random: Random, name: string, i: number, pick: <T>(from: readonly T[]) => T) {
	const kind = pick(KINDS);
	const otherKind = random.next() < 0.1 ? pick(KINDS) : kind;
	const missing = pick([0, 0, 5, 40]);
	const draw = (values: number, offset: number) =>
		`(hash(i * 100 + ${i} + ${offset}) % ${values})::BIGINT`;
	const column = (of: (u: string) => string, u: string) =>
		`CASE WHEN hash(${u} * 31 + i) % 100 >= ${missing} THEN ${of(u)} END AS ${quoteIdentifier(name)}`;
	return {
		human: column(kind, draw(100, 0)),
		synthetic: column(otherKind, draw(pick([100, 60, 1]), 10_000_000))
	};
}

async function write(role: string, seed: number, list: string, rows: number) {
	const path = join(folder, `${role}-${seed}.parquet`);
	await connection.run(
		`COPY (SELECT ${list} FROM range(${rows}) t(i) ORDER BY i) TO '${path}' (FORMAT parquet)`
	);
	return { kind: 'path', name: role, path } as const;
}

async function count(path: string, predicate: string): Promise<number> {
	const sql = `SELECT count(*) FROM '${path}' WHERE ${predicate}`;
	return Number((await connection.runAndReadAll(sql)).getRows()[0]?.[0]);
}

/** Every region of a report with its own SQL. */
function regionsOf(report: Report) {
	return [
		...report.gaps,
		...report.surplus,
		...report.smeared,
		...report.caseGroups,
		...report.inventionGroups,
		...report.brokenRelations.flatMap(({ cells }) => cells)
	];
}

/** The whole way from two files to what is told of them; the report, or why there is none. */
async function tellAll(seed: number, { recipe, ...tables }: Drawn) {
	const human = await write('human', seed, tables.human, tables.rows[0]);
	const synthetic = await write('synthetic', seed, tables.synthetic, tables.rows[1]);
	return inNodeContext(async (ctx) => {
		const analysis = await analyse({ human, synthetic }, recipe, ctx);
		const { open, profile, encode, gaps } = analysis;
		const report = buildReport(analysis, { recipe, engineVersion: '', timings: {} as Timings });
		for (const { sql, human: counted } of regionsOf(report))
			expect(await count(human.path, sql), `seed ${seed}: ${sql}`).toBe(counted.count);
		await weighSynthetic(gaps.gaps, open, profile, encode, recipe, ctx);
		const regions = gaps.gaps.map(({ region }) => region);
		const told = (await makeShareable({ recipe }, regions, open, ctx)).recipe;
		const findings = await freezeFindings(analysis, recipe, '2026-01-01', ctx);
		if (!Object.hasOwn(recipe.uses, '__proto__'))
			await decodeLink(await encodeLink({ recipe: told, findings }));
		const path = join(folder, `report-${seed}.json`);
		await writeFile(path, reportJson(report));
		const read = await readReport(path);
		draftBrief(read.gaps.slice(0, 3), read.facts, DEFAULT_PLAN);
		return report;
	});
}

it('any two tables are told of truly, or refused with the reason', async () => {
	const outcomes = { told: 0, refused: 0 };
	for (let seed = FROM; seed < FROM + RUNS; seed++) {
		const drawn = drawTables(seed);
		const report = await tellAll(seed, drawn).catch((error: unknown) => error);
		if (report instanceof Error) {
			const refusal = report instanceof LacunaError ? report : null;
			expect(
				refusal?.code,
				`seed ${seed}: ${report.stack}\n${refusal?.detail}\n${drawn.human}\n${drawn.synthetic}`
			).toBe('columns-unusable');
			outcomes.refused++;
			continue;
		}
		outcomes.told++;
		const said = regionsOf(report as Report).map(({ words }) => words);
		expect(
			said.filter((words) => /undefined|NaN|Infinity|Invalid|null/.test(words)),
			`seed ${seed}`
		).toEqual([]);
	}
	expect(outcomes.told).toBeGreaterThanOrEqual(Math.floor(RUNS / 4));
}, 600_000);
