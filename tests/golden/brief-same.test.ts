import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { analyse } from '$lib/analysis/analyse';
import { DEFAULT_PLAN } from '$lib/analysis/brief/default-plan';
import { draftBrief } from '$lib/analysis/brief/draft-brief';
import { briefFacts } from '$lib/analysis/brief/facts';
import { regionOverlaps } from '$lib/analysis/brief/region-overlaps';
import { buildReport } from '$lib/analysis/share/report';
import type { Timings } from '$lib/terms/analysis';
import type { Source } from '$lib/terms/dataset';
import { EMPTY_RECIPE } from '$lib/terms/recipe';
import { readReport } from '../../src/cli/read-report';
import { createNodeContext } from '../node-context';

const source = (name: string): Source => ({
	kind: 'path',
	name,
	path: fileURLToPath(new URL(name, import.meta.url))
});

it('a brief is the same from an analysis, as the page has it, and from its report', async () => {
	const ctx = createNodeContext();
	const folder = await mkdtemp(join(tmpdir(), 'lacuna-same-'));
	try {
		const sources = {
			human: source('planted-human.parquet'),
			synthetic: source('planted-synthetic.parquet')
		};
		const analysis = await analyse(sources, EMPTY_RECIPE, ctx);
		const { open, profile, encode, gaps, cases } = analysis;
		const [group] = cases.groups;
		const judgements = { [gaps.gaps[1]!.id]: 'known', [`c${group!.rows[0]!}`]: 'error' } as const;
		const recipe = { ...EMPTY_RECIPE, judgements };
		const context = { recipe, engineVersion: ctx.engine.version, timings: {} as Timings };
		const report = buildReport(analysis, context);
		const path = join(folder, 'report.json');
		await writeFile(path, JSON.stringify(report));
		const read = await readReport(path);
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
	} finally {
		await ctx.engine.close();
		await rm(folder, { recursive: true });
	}
}, 300_000);
