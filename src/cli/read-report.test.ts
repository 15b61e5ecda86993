import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DEFAULT_PLAN } from '$lib/analysis/brief/default-plan';
import { draftBrief } from '$lib/analysis/brief/draft-brief';
import { readReport } from './read-report';

let scratch = '';
beforeAll(async () => {
	scratch = await mkdtemp(join(tmpdir(), 'lacuna-report-'));
});
afterAll(() => rm(scratch, { recursive: true }));

describe('readReport', () => {
	it('gives a brief all it needs of a report', async () => {
		const { gaps, facts } = await readReport('tests/golden/planted-report.json');
		expect(facts.sources.human.rows).toBe(4000);
		const brief = draftBrief(gaps.slice(0, 3), facts, DEFAULT_PLAN);
		expect(brief.regions).toHaveLength(3);
		expect(brief.regions[0]!.sql).toBe(gaps[0]!.sql);
		expect(brief.totals.records).toBeGreaterThan(0);
		// Five regions, all of them frequent enough to be told.
		expect(brief.dictionary.find(({ name }) => name === 'region')!.values).toHaveLength(5);
	});

	it('names the field of a file that is no report', async () => {
		const path = join(scratch, 'report.json');
		await writeFile(path, '{"format":"lacuna-report","formatVersion":1,"sources":{}}');
		await expect(readReport(path)).rejects.toThrow(/report\.json is no report.*sources\.human/);
		await expect(readReport(join(scratch, 'none.json'))).rejects.toThrow(/cannot be read/);
	});
});
