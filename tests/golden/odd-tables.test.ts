import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { encodePair } from '$lib/analysis/encode/encode-pair';
import { findGaps } from '$lib/analysis/gaps/find-gaps';
import { weighSynthetic } from '$lib/analysis/gaps/weigh-synthetic';
import { openPair } from '$lib/analysis/open/open-pair';
import { profilePair } from '$lib/analysis/profile/profile-pair';
import type { Role } from '$lib/terms/dataset';
import { EMPTY_RECIPE } from '$lib/terms/recipe';
import { createNodeContext } from '../node-context';

const folder = mkdtempSync(join(tmpdir(), 'lacuna-odd-'));
let connection: DuckDBConnection;
let files = 0;

beforeAll(async () => {
	connection = await (await DuckDBInstance.create(':memory:')).connect();
});
afterAll(() => {
	connection.disconnectSync();
	rmSync(folder, { recursive: true });
});

/** Columns of rows i, by a draw that differs between the tables: `d(k)` is uniform from 0 to 999. */
interface Tables {
	readonly human: string;
	readonly synthetic: string;
	readonly rows?: number;
	readonly maxConditions?: number;
}

/** Every step up to the gaps, and the weights, on tables made of two SELECT lists. */
async function search({ human, synthetic, rows = 3000, maxConditions = 4 }: Tables) {
	const recipe = { ...EMPTY_RECIPE, settings: { ...EMPTY_RECIPE.settings, maxConditions } };
	const ctx = createNodeContext();
	const write = async (role: Role, list: string, offset: number) => {
		const path = join(folder, `${role}-${files++}.parquet`);
		const select = list.replaceAll(
			/\bd\((\d+)\)/g,
			`((hash((i + ${offset}) * 1000 + $1) % 1000)::INTEGER)`
		);
		await connection.run(
			`COPY (SELECT ${select} FROM range(${rows}) t(i) ORDER BY i) TO '${path}' (FORMAT parquet)`
		);
		return { kind: 'path', name: role, path } as const;
	};
	try {
		const sources = {
			human: await write('human', human, 0),
			synthetic: await write('synthetic', synthetic, 1_000_000)
		};
		const pair = await openPair(sources, recipe, ctx);
		const profiles = await profilePair(pair, recipe, ctx);
		const encoded = await encodePair(pair, profiles, recipe, ctx);
		const report = await findGaps(pair, profiles, encoded, recipe, ctx);
		const weighed = await weighSynthetic(report.gaps, pair, profiles, encoded, recipe, ctx);
		return { report, profiles, encoded, weighed };
	} finally {
		await ctx.engine.close();
	}
}

const PLAIN = `d(1) AS a, CASE WHEN d(2) < 500 THEN 'x' ELSE 'y' END AS b`;

describe('tables that are odd', () => {
	it('equal tables have no gap and weigh alike', async () => {
		const same = "i % 97 AS a, CASE WHEN i % 13 < 6 THEN 'x' ELSE 'y' END AS b";
		const { report, weighed } = await search({ human: same, synthetic: same });
		expect({ gaps: report.gaps, surplus: report.surplus }).toEqual({ gaps: [], surplus: [] });
		expect(weighed.effectiveRows.after).toBeCloseTo(weighed.effectiveRows.before, 3);
	});

	it('three rows a side claim nothing', async () => {
		const { report } = await search({
			human: `'a' || i % 2 AS b, i AS n, 'x' AS c`,
			synthetic: `'b' AS b, 9 AS n, 'x' AS c`,
			rows: 3
		});
		expect(report.gaps).toEqual([]);
	});

	it('an all-null human column and an all-null synthetic one', async () => {
		const { report } = await search({
			human: `${PLAIN}, NULL::INTEGER AS empty, d(3) AS full`,
			synthetic: `${PLAIN}, d(3) AS empty, NULL::INTEGER AS full`
		});
		expect(report.gaps.map(({ sql }) => sql)).toEqual([expect.stringContaining('"full"')]);
		expect(report.gaps[0]!.kind).toBe('absent');
		// All human values but the few below the first cut, which no condition needs to name.
		expect(report.gaps[0]!.human.count).toBeGreaterThan(2990);
	});

	it('nothing but nulls on both sides is refused with the reason', async () => {
		const nulls = 'NULL::INTEGER AS a, NULL::VARCHAR AS b';
		await expect(search({ human: nulls, synthetic: nulls })).rejects.toMatchObject({
			code: 'columns-unusable',
			message: expect.stringContaining('Every human value is missing') as string
		});
	});

	it('a column of one category beside a usable one', async () => {
		const one = `${PLAIN}, 'only' AS c`;
		const { report, profiles } = await search({ human: one, synthetic: one });
		expect(profiles.find(({ pair }) => pair.name === 'c')!.use).toBe('constant');
		expect(report.gaps).toEqual([]);
	});

	it('a column constant in synthetic alone lacks the other human values', async () => {
		const { report } = await search({
			human: PLAIN,
			synthetic: `d(1) AS a, 'x' AS b`
		});
		expect(report.gaps[0]).toMatchObject({ words: 'b is y', kind: 'absent' });
		expect(report.gaps[0]!.synthetic.count).toBe(0);
	});

	it('a column constant in human alone is named as left out', async () => {
		const { report, profiles } = await search({ human: `d(1) AS a, 'x' AS b`, synthetic: PLAIN });
		expect(profiles.find(({ pair }) => pair.name === 'b')).toMatchObject({
			use: 'constant',
			reason: 'Every human row has the same value.'
		});
		expect(report.gaps).toEqual([]);
	});

	it('a synthetic table of one row repeated lacks what it does not hold', async () => {
		const { report } = await search({ human: PLAIN, synthetic: `500 AS a, 'x' AS b` });
		const first = report.gaps[0]!;
		expect(first.kind).toBe('absent');
		expect(report.summary.notMendable).toBeGreaterThan(0.9);
	});

	it('swapped roles turn what is missing into what only the generator has', async () => {
		const less = PLAIN.replace('d(1) AS a', 'd(1) % 800 AS a');
		const missing = (await search({ human: PLAIN, synthetic: less })).report;
		const surplus = (await search({ human: less, synthetic: PLAIN })).report;
		expect(missing.gaps[0]!.words).toMatch(/^a is 80\d or more$/);
		expect(surplus.gaps.filter(({ words }) => /^a is [89]\d\d/.test(words))).toEqual([]);
		expect(surplus.surplus[0]!.words).toMatch(/^a is 80\d or more$/);
	});

	it('infinities are values at the ends, and NaN is missing', async () => {
		const human = `CASE WHEN d(3) < 60 THEN 'inf'::DOUBLE WHEN d(3) < 120 THEN '-inf'::DOUBLE
			WHEN d(3) < 200 THEN 'nan'::DOUBLE ELSE d(1) END AS a`;
		const { report } = await search({
			human: `${human}, ${PLAIN.slice(PLAIN.indexOf('CASE'))}`,
			synthetic: PLAIN.replace('d(1) AS a', 'd(1)::DOUBLE AS a')
		});
		const words = report.gaps.map(({ words }) => words);
		expect(words).toContain('a is missing');
		expect(words).toContain('a is above 999');
		expect(words).toContain('a is below 0');
		expect(report.gaps.every(({ synthetic }) => synthetic.count === 0)).toBe(true);
	});

	it('ten thousand categories claim nothing beside the hole in another column', async () => {
		const { report } = await search({
			human: `'k' || (d(1) * 10 + d(2) % 10) AS many, 'c' || d(3) % 5 AS b`,
			synthetic: `'k' || (d(1) * 10 + d(2) % 10) AS many, 'c' || d(3) % 4 AS b`,
			rows: 30_000
		});
		expect(report.gaps.map(({ words }) => words)).toEqual(['b is c4']);
	});

	it('five hundred columns are searched to the end, alone and in pairs', async () => {
		const wide = (of: number) =>
			Array.from({ length: 500 }, (_, i) => `d(${i}) % ${i === 250 ? of : 9} AS c${i}`).join(', ');
		const { report, encoded } = await search({
			human: wide(9),
			synthetic: wide(8),
			rows: 1500,
			maxConditions: 2
		});
		expect(encoded.columns.length).toBe(500);
		expect(report.gaps.map(({ words }) => words)).toEqual(['c250 is 8']);
	}, 300_000);
});
