import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import Ajv, { type AnySchema } from 'ajv';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { analyse } from '$lib/analysis/analyse';
import { buildReport, type Report } from '$lib/analysis/share/report';
import type { Timings } from '$lib/terms/analysis';
import type { Role, Source } from '$lib/terms/dataset';
import { EMPTY_RECIPE, type Recipe } from '$lib/terms/recipe';
import { inNodeContext } from '../node-context';

const beside = (file: string) => fileURLToPath(new URL(file, import.meta.url));

async function reportOn(
	files: Record<Role, string>,
	recipe: Recipe = EMPTY_RECIPE
): Promise<Report> {
	const source = (name: string): Source => ({ kind: 'path', name, path: beside(name) });
	const sources = { human: source(files.human), synthetic: source(files.synthetic) };
	return inNodeContext(async (ctx) => {
		const analysis = await analyse(sources, recipe, ctx);
		const context = { recipe, engineVersion: ctx.engine.version, timings: {} as Timings };
		return buildReport(analysis, { ...context, rankedCases: 100 });
	});
}

const PAIR = { human: 'planted-human.parquet', synthetic: 'planted-synthetic.parquet' };

let report: Report;
let connection: DuckDBConnection;

/** Rows of the planted human file that meet a predicate. */
async function countHuman(predicate: string): Promise<number> {
	const sql = `SELECT count(*) FROM '${beside(PAIR.human)}' WHERE ${predicate}`;
	return Number((await connection.runAndReadAll(sql)).getRows()[0]?.[0]);
}

beforeAll(async () => {
	report = await reportOn(PAIR);
	connection = await (await DuckDBInstance.create(':memory:')).connect();
}, 300_000);

afterAll(() => connection.disconnectSync());

describe('the report on a pair with planted gaps', () => {
	it('is the golden report, field by field, but for versions and timings', async () => {
		const stable: Partial<Report> = { ...report };
		delete stable.versions;
		delete stable.timings;
		const text = `${JSON.stringify(stable, null, '\t')}\n`;
		await expect(text).toMatchFileSnapshot('planted-report.json');
	});

	it('finds every planted gap', async () => {
		const truth = JSON.parse(await readFile(beside('planted-truth.json'), 'utf8')) as {
			sql: string;
			human: number;
		}[];
		for (const { sql, human } of truth) {
			const overlaps = await Promise.all(
				report.gaps.map(async (gap) => {
					const both = await countHuman(`(${sql}) AND (${gap.sql})`);
					return both / (human + gap.human.count - both);
				})
			);
			expect(Math.max(...overlaps), `best Jaccard index of ${sql}`).toBeGreaterThanOrEqual(0.5);
		}
	});

	it('counts what its SQL counts', async () => {
		for (const { sql, human } of report.gaps) expect(await countHuman(sql)).toBe(human.count);
	});

	it('is as its published schema says, and the schema names every field of it', async () => {
		const schema = JSON.parse(await readFile('docs/report.schema.json', 'utf8')) as AnySchema;
		const written: unknown = JSON.parse(JSON.stringify(report));
		const isDescribed = new Ajv({ allowUnionTypes: true }).compile(closed(schema));
		expect(isDescribed(written), JSON.stringify(isDescribed.errors)).toBe(true);
	});
});

describe('a table against itself', () => {
	it('has no gap', async () => {
		const { gaps, brokenRelations } = await reportOn({ ...PAIR, synthetic: PAIR.human });
		expect({ gaps, brokenRelations }).toEqual({ gaps: [], brokenRelations: [] });
	}, 300_000);
});

/** A schema that allows no field it does not name, unlike the published one, which may grow. */
function closed(schema: AnySchema): AnySchema {
	return JSON.parse(JSON.stringify(schema), (_key, part: unknown) => {
		const isObject = typeof part === 'object' && part !== null && 'properties' in part;
		return isObject && 'required' in part ? { ...part, additionalProperties: false } : part;
	}) as AnySchema;
}
