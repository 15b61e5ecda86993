import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import Ajv, { type AnySchema } from 'ajv';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { analyse, analyseGaps } from '$lib/analysis/analyse';
import { DEFAULT_PLAN } from '$lib/analysis/brief/default-plan';
import { draftBrief } from '$lib/analysis/brief/draft-brief';
import { briefFacts } from '$lib/analysis/brief/facts';
import { regionOverlaps } from '$lib/analysis/brief/region-overlaps';
import { buildReport, type Report } from '$lib/analysis/share/report';
import type { Analysis, Timings } from '$lib/terms/analysis';
import type { Source } from '$lib/terms/dataset';
import { EMPTY_RECIPE } from '$lib/terms/recipe';
import { readReport } from '../../src/cli/read-report';
import { inNodeContext } from '../node-context';

const beside = (file: string) => fileURLToPath(new URL(file, import.meta.url));
const source = (name: string): Source => ({ kind: 'path', name, path: beside(name) });
const human = source('planted-human.parquet');
const synthetic = source('planted-synthetic.parquet');

let analysis: Analysis;
const stages: string[] = [];
let report: Report;
let connection: DuckDBConnection;
const context = { engineVersion: '', timings: {} as Timings };

/** Rows of the planted human file that meet a predicate. */
async function countHuman(predicate: string): Promise<number> {
	const sql = `SELECT count(*) FROM '${beside(human.name)}' WHERE ${predicate}`;
	return Number((await connection.runAndReadAll(sql)).getRows()[0]?.[0]);
}

beforeAll(async () => {
	analysis = await inNodeContext((ctx) =>
		analyse({ human, synthetic }, EMPTY_RECIPE, ctx, ({ stage }) => {
			stages.push(stage);
		})
	);
	report = buildReport(analysis, { ...context, recipe: EMPTY_RECIPE, rankedCases: 100 });
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

	it('is told of in the guide, by fields that it has and by each that stands alone', async () => {
		const guide = await readFile('docs/guide.md', 'utf8');
		const section = /### report\.json\n([\s\S]*?)\n## /.exec(guide)![1]!;
		const lines = section.split('\n').filter((line) => line.startsWith('| `'));
		const named = lines.flatMap((line) => {
			const names = line
				.split('|')[1]!
				.match(/`[^`]+`/g)!
				.map((name) => name.replaceAll('`', ''));
			const parent = names[0]!.split('.')[0]!;
			return names.map((name) => (name.startsWith('.') ? `${parent}${name}` : name));
		});
		for (const name of named) {
			const [top, field] = name.replaceAll('[]', '').split('.') as [keyof Report, string?];
			const [first] = [report[top]].flat() as Record<string, unknown>[];
			expect(report, name).toHaveProperty(top);
			if (field) expect(first, name).toHaveProperty(field);
		}
		const told = new Set(section.match(/`[a-zA-Z]+(?=\[\]`|`)/g)!.map((name) => name.slice(1)));
		const fields = Object.keys(report).filter((name) => !name.startsWith('format'));
		expect(fields.filter((name) => !told.has(name))).toEqual([]);
	});
});

it('the first look comes before the gaps and holds a region that the full search confirms', () => {
	const { firstLook, gaps } = analysis;
	expect(stages.indexOf('firstLook')).toBeLessThan(stages.indexOf('gaps'));
	const confirmed = new Set(gaps.gaps.filter((gap) => gap.confirmed).map(({ id }) => id));
	expect(firstLook.filter(({ id }) => confirmed.has(id))).not.toEqual([]);
	for (const { human, synthetic } of firstLook) expect(synthetic.share).toBeLessThan(human.share);
});

it('a brief is the same from the analysis, as the page has it, and from its report', async () => {
	const { open, profile, encode, gaps, cases } = analysis;
	const [group] = cases.groups;
	const judgements = { [gaps.gaps[1]!.id]: 'known', [`c${group!.rows[0]!}`]: 'error' } as const;
	const recipe = { ...EMPTY_RECIPE, judgements };
	const folder = await mkdtemp(join(tmpdir(), 'lacuna-same-'));
	const path = join(folder, 'report.json');
	await writeFile(path, JSON.stringify(buildReport(analysis, { ...context, recipe })));
	const read = await readReport(path).finally(() => rm(folder, { recursive: true }));
	const asked = [...gaps.gaps.slice(0, 4), group!];
	const facts = {
		...briefFacts(open, profile, encode, judgements),
		overlaps: regionOverlaps(encode, asked)
	};
	const plan = { ...DEFAULT_PLAN, people: { ...DEFAULT_PLAN.people, isShared: true } };
	const here = draftBrief(asked, facts, plan);
	const there = draftBrief([...read.gaps.slice(0, 4), read.groups[0]!], read.facts, plan);
	expect(here.kinds.some(({ regions }) => regions.length > 1)).toBe(true);
	expect(there).toEqual(JSON.parse(JSON.stringify(here)));
	expect(there.hash).toBe(here.hash);
});

it('a table against itself has no gap, nor anything that looks like one at first', async () => {
	const { firstLook, gaps } = await inNodeContext((ctx) =>
		analyseGaps({ human, synthetic: human }, EMPTY_RECIPE, ctx)
	);
	const { brokenRelations } = gaps;
	const found = { firstLook, gaps: gaps.gaps, brokenRelations };
	expect(found).toEqual({ firstLook: [], gaps: [], brokenRelations: [] });
}, 300_000);

/** A schema that allows no field it does not name, unlike the published one, which may grow. */
function closed(schema: AnySchema): AnySchema {
	return JSON.parse(JSON.stringify(schema), (_key, part: unknown) => {
		const isObject = typeof part === 'object' && part !== null && 'properties' in part;
		return isObject && 'required' in part ? { ...part, additionalProperties: false } : part;
	}) as AnySchema;
}
