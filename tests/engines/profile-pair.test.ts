import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openPair } from '$lib/analysis/open/open-pair';
import { profilePair } from '$lib/analysis/profile/profile-pair';
import { createNodeEngine } from '$lib/engine/duckdb-node';
import type { ColumnProfile, ColumnType } from '$lib/terms/column';
import type { SqlEngine } from '$lib/terms/engine';
import { EMPTY_RECIPE, type Recipe } from '$lib/terms/recipe';
import type { Progress } from '$lib/terms/run';

const HUMAN = `
	SELECT i AS "row id", i % 90 AS age, i % 2 AS sex, i % 2 = 0 AS "is ""new""",
		CASE WHEN i = 1 THEN 'NaN'::DOUBLE WHEN i = 2 THEN 'inf'::DOUBLE WHEN i = 3 THEN NULL ELSE i / 7 END AS score,
		(i / 100)::DECIMAL(9, 2) AS price, DATE '2020-01-01' + (i % 30)::INTEGER AS day,
		TIMESTAMPTZ '2020-01-01 00:00:00+00' + to_hours(i::INTEGER % 48) AS seen,
		chr(97 + (i % 5)::INTEGER)::ENUM ('a', 'b', 'c', 'd', 'e') AS grade,
		repeat('word ' || i || ' ', 20) AS essay, [i] AS tags, list_transform(range(16), x -> i / (x + 1.5)) AS vector, 'A'::BLOB AS bytes, NULL::INTEGER AS empty, 5 AS fixed,
		i::VARCHAR AS mixed
	FROM range(200) t(i)`;
const SYNTHETIC = `SELECT * REPLACE (37 AS age, 3 AS mixed, 7 AS fixed) FROM (${HUMAN}) LIMIT 100`;

/** More rows than the head that tells most columns apart. */
const LARGE = `
	SELECT i AS id, i / 7 AS score, i % 9000 AS code, CASE WHEN i < 60000 THEN 'early' ELSE 'late' END AS half
	FROM range(120000) t(i)`;

let folder = '';
let engine: SqlEngine;

async function profile(
	recipe: Recipe = EMPTY_RECIPE,
	onProgress?: (progress: Progress) => void,
	files = { human: 'human.parquet', synthetic: 'synthetic.parquet' }
) {
	const ctx = {
		engine,
		compute: undefined as never,
		signal: new AbortController().signal,
		onProgress: onProgress ?? (() => {})
	};
	const source = (name: string) => ({ kind: 'path' as const, name, path: join(folder, name) });
	const sources = { human: source(files.human), synthetic: source(files.synthetic) };
	const profiles = await profilePair(await openPair(sources, recipe, ctx), recipe, ctx);
	return new Map(profiles.map((one) => [one.pair.name, one]));
}

beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), 'lacuna-profile-'));
	const connection = await (await DuckDBInstance.create(':memory:')).connect();
	await connection.run("SET TimeZone = 'UTC'");
	for (const [name, sql] of Object.entries({ human: HUMAN, synthetic: SYNTHETIC, large: LARGE })) {
		await connection.run(`COPY (${sql}) TO '${join(folder, name)}.parquet'`);
	}
	connection.disconnectSync();
	engine = createNodeEngine();
});

afterAll(async () => {
	await engine.close();
	await rm(folder, { recursive: true });
});

describe('profilePair on a DuckDB', () => {
	it('gives each kind of column its type', async () => {
		const types = [...(await profile())].map(([name, { type }]): [string, ColumnType] => [
			name,
			type
		]);
		expect(Object.fromEntries(types)).toEqual({
			'row id': 'id',
			age: 'measure',
			sex: 'boolean',
			'is "new"': 'boolean',
			score: 'measure',
			price: 'measure',
			day: 'date',
			seen: 'date',
			grade: 'category',
			essay: 'text',
			tags: 'unsupported',
			vector: 'embedding',
			bytes: 'unsupported',
			empty: 'constant',
			fixed: 'constant',
			mixed: 'unsupported'
		});
	});

	it('counts rows, missing and distinct values, and finite extremes', async () => {
		const human = (name: string) => (profiles.get(name) as ColumnProfile).sides.human;
		const profiles = await profile();
		expect(human('age')).toEqual({ rows: 200, missing: 0, distinct: 90, min: 0, max: 89 });
		expect(human('score')).toEqual({
			rows: 200,
			missing: 2,
			distinct: 198,
			min: 0,
			max: 199 / 7
		});
		expect(human('day')).toEqual({
			rows: 200,
			missing: 0,
			distinct: 30,
			min: '2020-01-01',
			max: '2020-01-30'
		});
		expect(human('seen')).toMatchObject({ min: '2020-01-01 00:00:00', max: '2020-01-02 23:00:00' });
		expect(human('empty')).toEqual({ rows: 200, missing: 200, distinct: 0, min: null, max: null });
		expect(human('essay')).toMatchObject({ distinct: 200, min: null });
		expect(profiles.get('age')?.sides.synthetic).toMatchObject({ rows: 100, distinct: 1 });
	});

	it('warns of a column that only the generator made constant', async () => {
		expect((await profile()).get('age')?.warnings).toContain(
			'Every synthetic row has the same value; human rows have 90 different ones.'
		);
	});

	it('follows the recipe where the type is possible, and says why where not', async () => {
		const uses = { sex: 'measure', age: 'weight', grade: 'measure', tags: 'ignored' } as const;
		const profiles = await profile({ ...EMPTY_RECIPE, uses });
		expect(profiles.get('sex')).toMatchObject({ use: 'measure', isUseChosen: true });
		expect(profiles.get('age')).toMatchObject({ use: 'weight', isUseChosen: true });
		expect(profiles.get('grade')).toMatchObject({
			use: 'category',
			isUseChosen: false,
			warnings: ['It cannot be used as measure: possible are category, label, text, id, ignored.']
		});
		expect(profiles.get('tags')).toMatchObject({ use: 'ignored', isUseChosen: true });
	});

	it('counts distinct values of large tables exactly where their number matters', async () => {
		const large = { human: 'large.parquet', synthetic: 'large.parquet' };
		const profiles = await profile(EMPTY_RECIPE, undefined, large);
		const found = [...profiles].map(([name, { use, sides }]) => {
			const { distinct, distinctAmong } = sides.human;
			return [name, use, distinct, distinctAmong];
		});
		expect(found).toEqual([
			['id', 'id', 120_000, undefined],
			['score', 'measure', 50_000, 50_000],
			['code', 'measure', 9000, 50_000],
			['half', 'category', 2, undefined]
		]);
	});

	it('reports progress that never falls and ends at 1', async () => {
		const shares: number[] = [];
		await profile(EMPTY_RECIPE, ({ stage, done }) => stage === 'profile' && shares.push(done));
		expect(shares).toEqual(shares.toSorted((a, b) => a - b));
		expect(shares.at(-1)).toBe(1);
	});
});
