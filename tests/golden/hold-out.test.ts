import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { encodePair } from '$lib/analysis/encode/encode-pair';
import { findGaps } from '$lib/analysis/gaps/find-gaps';
import { openPair } from '$lib/analysis/open/open-pair';
import { profilePair } from '$lib/analysis/profile/profile-pair';
import { streamSeed } from '$lib/kernels/random';
import { sampleRows } from '$lib/kernels/sample-rows';
import type { Role } from '$lib/terms/dataset';
import type { NumberVector } from '$lib/terms/engine';
import type { GapReport } from '$lib/terms/gap';
import { EMPTY_RECIPE, type Recipe } from '$lib/terms/recipe';
import { createNodeContext } from '../node-context';

const ROWS = 300_000;
const SEED = 5;
const folder = mkdtempSync(join(tmpdir(), 'lacuna-hold-out-'));
const pathOf = (role: Role) => join(folder, `${role}.parquet`);

/** Four independent columns; of synthetic rows with `place` north and `age` from 70 on, only a third are kept. */
function tableSql(role: Role): string {
	const offset = role === 'human' ? 0 : 10_000_000;
	const draw = (column: number) => `(hash((i + ${offset}) * 100 + ${column}) % 1000)::INTEGER`;
	const thinned = `place = 'north' AND age >= 70 AND luck >= 333`;
	return `COPY (
		SELECT place, age, income, grade FROM (
			SELECT CASE WHEN ${draw(1)} < 300 THEN 'north' WHEN ${draw(1)} < 700 THEN 'south' ELSE 'west' END AS place,
				18 + ${draw(2)} % 70 AS age, ${draw(3)} * 10 AS income, ${draw(4)} % 8 AS grade, ${draw(5)} AS luck, i
			FROM range(${ROWS + 100_000}) t(i))
		${role === 'human' ? '' : `WHERE NOT (${thinned})`} ORDER BY i LIMIT ${ROWS}
	) TO '${pathOf(role)}' (FORMAT parquet)`;
}

const ctx = createNodeContext();

async function analyse(searchRows: number): Promise<GapReport> {
	const settings = { ...EMPTY_RECIPE.settings, seed: SEED, searchRows };
	const recipe: Recipe = { ...EMPTY_RECIPE, settings };
	const source = (role: Role) => ({ kind: 'path', name: role, path: pathOf(role) }) as const;
	const sources = { human: source('human'), synthetic: source('synthetic') };
	const pair = await openPair(sources, recipe, ctx);
	const profiles = await profilePair(pair, recipe, ctx);
	const encoded = await encodePair(pair, profiles, recipe, ctx);
	return findGaps(pair, profiles, encoded, recipe, ctx);
}

/** Rows of a predicate outside the seeded sample, told row by row. */
async function countUnread(predicate: string, role: Role, searchRows: number): Promise<number> {
	const sql = `SELECT (${predicate})::UTINYINT AS v FROM ${role}`;
	const [marks] = (await ctx.engine.query(sql, { signal: ctx.signal })).columns as [NumberVector];
	const read = new Set(sampleRows(ROWS, searchRows, streamSeed(SEED, `rows of ${role}`)));
	return Array.from(marks.values).filter((mark, row) => mark === 1 && !read.has(row)).length;
}

let report: GapReport;
beforeAll(async () => {
	const connection = await (await DuckDBInstance.create(':memory:')).connect();
	for (const role of ['human', 'synthetic'] as const) await connection.run(tableSql(role));
	connection.disconnectSync();
	report = await analyse(200_000);
}, 120_000);
afterAll(async () => {
	await ctx.engine.close();
	rmSync(folder, { recursive: true });
});

describe('a search on 200,000 of 300,000 rows a side', () => {
	it('finds the planted gap and confirms it on the other 100,000', () => {
		const [gap] = report.gaps;
		expect(gap).toMatchObject({ effectBasis: 'held-out', confirmed: true, kind: 'drift' });
		expect(gap!.words).toBe('age is 70 or more and place is north');
		expect(gap!.ratio.level).toBe(0.95);
		expect(gap!.ratio.low).toBeLessThan(0.37);
		expect(gap!.ratio.high).toBeGreaterThan(0.33);
	});

	it('counts in the held-out rows what a count row by row does', async () => {
		for (const { heldOut, human, sql } of report.gaps) {
			expect(heldOut!.human.count).toBeLessThan(human.count);
			for (const role of ['human', 'synthetic'] as const)
				expect(heldOut![role].count).toBe(await countUnread(sql, role, 200_000));
		}
	});

	it('shows counts over all rows', async () => {
		for (const { human, sql } of report.gaps) {
			const counted = await ctx.engine.query(
				`SELECT count(*)::DOUBLE AS n FROM human WHERE ${sql}`,
				{ signal: ctx.signal }
			);
			expect(human.count).toBe((counted.columns[0] as NumberVector).values[0]);
		}
	});
});

describe('a search that leaves few rows out', () => {
	it('measures on all rows and corrects for selection', async () => {
		const { gaps } = await analyse(290_000);
		expect(gaps[0]).toMatchObject({ effectBasis: 'selection-corrected', confirmed: true });
		expect(gaps[0]!.heldOut).toBeUndefined();
	}, 120_000);
});
