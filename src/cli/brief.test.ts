import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Brief } from '$lib/terms/brief';
import { briefCommand } from './brief';

const REPORT = 'tests/golden/planted-report.json';
interface Finding {
	readonly id: string;
	judgement?: string | null;
}
interface SomeReport {
	readonly gaps: Finding[];
	readonly caseGroups: (Finding & { readonly rows: readonly number[] })[];
	readonly cases: Finding[];
}

let scratch = '';
let report: SomeReport;
beforeAll(async () => {
	scratch = await mkdtemp(join(tmpdir(), 'lacuna-brief-'));
	report = JSON.parse(await readFile(REPORT, 'utf8')) as SomeReport;
});
afterAll(() => rm(scratch, { recursive: true }));

async function run(...args: readonly string[]): Promise<{ stdout: string; stderr: string }> {
	const said = { stdout: '', stderr: '' };
	const write = (to: 'stdout' | 'stderr') => ({ write: (text: string) => void (said[to] += text) });
	await briefCommand.run(args, {
		stdout: write('stdout'),
		stderr: write('stderr'),
		signal: new AbortController().signal
	} as unknown as Parameters<typeof briefCommand.run>[1]);
	return said;
}

async function briefOf(...args: readonly string[]): Promise<Brief> {
	return JSON.parse((await run(...args, '--format', 'json')).stdout) as Brief;
}

describe('lacuna brief', () => {
	it('asks for several gaps and groups of cases, each once, in the order given', async () => {
		const [first, second] = report.gaps.map(({ id }) => id);
		const group = report.caseGroups[0]!.id;
		const named = ['--gap', second!, '--gap', first!, '--gap', second!, '--group', group];
		const { regions } = await briefOf('--report', REPORT, ...named);
		expect(regions.map(({ id }) => id)).toEqual([second, first, group]);
	});

	it('says which gap or group a report does not hold', async () => {
		const gone = 'r0000000000000000';
		await expect(run('--report', REPORT, '--gap', gone)).rejects.toThrow(/no gap r0000/);
		await expect(run('--report', REPORT, '--group', gone)).rejects.toThrow(/no group of cases/);
	});

	it('leaves out what was judged unreal, and counts no dirty case', async () => {
		const judged = structuredClone(report);
		judged.gaps[0]!.judgement = 'impossible';
		const group = judged.caseGroups[0]!;
		const dirty = group.rows[0]!;
		judged.cases.find(({ id }) => id === `c${dirty}`)!.judgement = 'error';
		const path = join(scratch, 'report.json');
		await writeFile(path, JSON.stringify(judged));
		const { regions } = await briefOf('--report', path);
		expect(regions.map(({ id }) => id)).toEqual(judged.gaps.slice(1, 4).map(({ id }) => id));
		const of = async (from: string) =>
			(await briefOf('--report', from, '--group', group.id)).regions[0]!;
		expect((await of(path)).human.count).toBe((await of(REPORT)).human.count! - 1);
	});
});
