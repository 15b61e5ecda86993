import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { encodePair } from '$lib/analysis/encode/encode-pair';
import { findGaps } from '$lib/analysis/gaps/find-gaps';
import { weighSynthetic } from '$lib/analysis/gaps/weigh-synthetic';
import { toWeightsFile } from '$lib/analysis/gaps/weights-file';
import { openPair } from '$lib/analysis/open/open-pair';
import { profilePair } from '$lib/analysis/profile/profile-pair';
import type { Role } from '$lib/terms/dataset';
import type { Gap, ImportanceWeights } from '$lib/terms/gap';
import { EMPTY_RECIPE } from '$lib/terms/recipe';
import { createNodeContext } from '../node-context';

const folder = mkdtempSync(join(tmpdir(), 'lacuna-weights-'));
const pathOf = (role: string) => join(folder, `${role}.parquet`);

/** Synthetic keeps a third of the young in the north (drift), has no west above 60 (absent), and half the grade 3. */
function tableSql(role: Role): string {
	const offset = role === 'human' ? 0 : 10_000_000;
	const draw = (column: number) => `(hash((i + ${offset}) * 100 + ${column}) % 1000)::INTEGER`;
	const left = `(place = 'north' AND age < 30 AND luck >= 333) OR (place = 'west' AND age > 60)
		OR (grade = 3 AND luck % 2 = 0)`;
	return `COPY (
		SELECT place, age, grade, CASE WHEN noise % 10 = 0 THEN NULL ELSE noise END AS noise FROM (
			SELECT CASE WHEN ${draw(1)} < 400 THEN 'north' WHEN ${draw(1)} < 700 THEN 'south' ELSE 'west' END AS place,
				18 + ${draw(2)} % 60 AS age, ${draw(3)} % 8 AS grade, ${draw(4)} AS noise, ${draw(5)} AS luck, i
			FROM range(40000) t(i))
		${role === 'human' ? '' : `WHERE NOT (${left})`} ORDER BY i LIMIT 20000
	) TO '${pathOf(role)}' (FORMAT parquet)`;
}

const ctx = createNodeContext();

let connection: DuckDBConnection;
let gaps: readonly Gap[];
let weighed: ImportanceWeights;

beforeAll(async () => {
	connection = await (await DuckDBInstance.create(':memory:')).connect();
	for (const role of ['human', 'synthetic'] as const) await connection.run(tableSql(role));
	const source = (role: Role) => ({ kind: 'path', name: role, path: pathOf(role) }) as const;
	const sources = { human: source('human'), synthetic: source('synthetic') };
	// Fewer rows are searched than there are, so that weights must reach rows that have no codes.
	const recipe = {
		...EMPTY_RECIPE,
		settings: { ...EMPTY_RECIPE.settings, maxConditions: 2, searchRows: 12_000 }
	};
	const pair = await openPair(sources, recipe, ctx);
	const profiles = await profilePair(pair, recipe, ctx);
	const encoded = await encodePair(pair, profiles, recipe, ctx);
	({ gaps } = await findGaps(pair, profiles, encoded, recipe, ctx));
	weighed = await weighSynthetic(gaps, pair, profiles, encoded, recipe, ctx);
	writeFileSync(pathOf('weights'), Buffer.from(toWeightsFile(weighed)));
}, 120_000);

afterAll(async () => {
	connection.disconnectSync();
	await ctx.engine.close();
	rmSync(folder, { recursive: true });
});

/** A predicate's share of synthetic rows, weighted by the file as a reader would: joined by row number. */
async function weightedShare(predicate: string): Promise<number> {
	const sql = `SELECT sum(weight) FILTER (WHERE ${predicate}) / sum(weight)
		FROM (SELECT *, file_row_number AS "row" FROM read_parquet('${pathOf('synthetic')}', file_row_number = true))
		JOIN '${pathOf('weights')}' USING ("row")`;
	return Number((await connection.runAndReadAll(sql)).getRows()[0]?.[0]);
}

async function humanShare(predicate: string): Promise<number> {
	const sql = `SELECT count(*) FILTER (WHERE ${predicate}) / count(*) FROM '${pathOf('human')}'`;
	return Number((await connection.runAndReadAll(sql)).getRows()[0]?.[0]);
}

describe('importance weights', () => {
	it('mend every drift gap but none that is absent', async () => {
		expect(gaps.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['drift', 'absent']));
		for (const [i, { kind, sql }] of gaps.entries()) {
			const { isMended, after } = weighed.gaps[i]!;
			expect(isMended, sql).toBe(kind === 'drift');
			expect((await weightedShare(sql)) / (await humanShare(sql))).toBeCloseTo(after, 9);
		}
	});

	it('give columns their human shares', async () => {
		for (const predicate of [`place = 'west'`, 'grade = 3', 'noise IS NULL', 'age < 25'])
			expect((await weightedShare(predicate)) / (await humanShare(predicate))).toBeCloseTo(1, 1);
	});

	it('have a mean of 1, stay below the cap, and say what they cost', () => {
		const { weights, mostFactor, effectiveRows } = weighed;
		expect(weights.length).toBe(20_000);
		expect(weights.reduce((sum, weight) => sum + weight, 0) / 20_000).toBeCloseTo(1, 9);
		expect(Math.max(...weights)).toBeLessThanOrEqual(mostFactor * 1.0001);
		expect(Math.min(...weights)).toBeGreaterThan(0);
		expect(effectiveRows.before).toBe(20_000);
		expect(effectiveRows.after).toBeLessThan(20_000);
		expect(effectiveRows.after).toBeGreaterThan(5000);
	});
});
