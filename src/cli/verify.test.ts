import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS } from '$lib/terms/recipe';
import type { ReturnCheck, Trend } from '$lib/terms/verification';
import { useBuiltCli } from './built-cli.fixture';

const HUMAN = 'tests/golden/planted-human.parquet';
const SYNTHETIC = 'tests/golden/planted-synthetic.parquet';
const QUICK = { ...DEFAULT_SETTINGS, maxConditions: 1, searchRows: 1500 };

/** Of the planted pair: people of 65 and more who came by the web, of whom the generator makes none. */
const FROZEN = 'tests/fixtures/planted-frozen.lacuna.json';

const cli = useBuiltCli('verify');
const verify = (...args: readonly string[]) => cli.run(['verify', '--quiet', ...args]);

describe('lacuna verify of versions', () => {
	it('prints a table, writes JSON, Markdown and JUnit, and ends with 0 where no threshold breaks', async () => {
		const out = cli.path('mended');
		const versions = ['--human', HUMAN, '--synthetic', SYNTHETIC, '--synthetic', HUMAN];
		const limits = ['--max-open', '0', '--max-missing-share', '0', '--fail-on', 'new,reopened'];
		const { status, stdout, stderr } = await verify(
			...versions,
			...limits,
			...['--frozen', FROZEN, '--out', out]
		);
		expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
		expect(stdout).toMatch(/^Versions, oldest first:\n\nversion +rows +missing/);
		expect(stdout).toMatch(/\n1 +age is 65 or more and channel is web .* closed +0\n/);
		expect((await readdir(out)).sort()).toEqual([
			'verify.html',
			'verify.json',
			'verify.junit.xml',
			'verify.md'
		]);
		const trend = JSON.parse(await readFile(join(out, 'verify.json'), 'utf8')) as Trend;
		expect(trend.versions.map(({ regions }) => regions[0]!.verdict)).toEqual(['open', 'closed']);
		const markdown = await readFile(join(out, 'verify.md'), 'utf8');
		expect(markdown).toMatch(/^# Versions against frozen regions\n/);
		expect(markdown).toMatch(/\| 1 \| age is 65 or more and channel is web \|.*\| closed \| 0 \|/);
		const junit = await readFile(join(out, 'verify.junit.xml'), 'utf8');
		expect(junit).toMatch(/^<\?xml version="1.0" encoding="UTF-8"\?>\n<testsuites/);
		expect(junit).toMatch(
			/<testsuite name="planted-synthetic.parquet" tests="\d+" failures="[1-9]\d*"/
		);
		expect(junit).toMatch(/<testsuite name="planted-human.parquet" tests="1" failures="0"/);
	}, 300_000);

	it('ends with 20 and names each threshold that is broken', async () => {
		const { status, stderr } = await verify(
			...['--human', HUMAN, '--synthetic', HUMAN, '--synthetic', SYNTHETIC],
			...['--frozen', FROZEN, '--max-open', '0', '--max-missing-share', '0.01'],
			...['--fail-on', 'new,reopened']
		);
		expect(status).toBe(20);
		const lines = stderr.trimEnd().split('\n');
		expect(lines).toEqual([
			expect.stringMatching(/^lacuna verify: --max-missing-share 0.01 is broken: 0\.\d{4}\.$/),
			'lacuna verify: --max-open 0 is broken: 1 frozen region is still short.',
			expect.stringMatching(/^lacuna verify: --fail-on new is broken: \d+\.$/),
			'lacuna verify: --fail-on reopened is broken: 1.'
		]);
	}, 300_000);

	it('holds a version against report.json as against findings.lacuna.json of the same run', async () => {
		const out = cli.path('analyzed');
		const recipe = await cli.file('quick.json', JSON.stringify({ version: 1, settings: QUICK }));
		const pair = ['--human', HUMAN, '--synthetic', SYNTHETIC];
		await cli.run(['analyze', ...pair, '--recipe', recipe, '--out', out, '--quiet']);
		const against = async (file: string) => {
			const ended = await verify(...pair, '--json', '--frozen', join(out, file));
			return JSON.parse(ended.stdout) as Trend;
		};
		const [byReport, byFindings] = [
			await against('report.json'),
			await against('findings.lacuna.json')
		];
		// Only the findings are coarsened to the small-count floor, which a bound here and there tells.
		const verdicts = ({ versions }: Trend) => versions[0]!.regions.map(({ verdict }) => verdict);
		expect(byReport.isOtherHuman).toBe(false);
		expect(verdicts(byReport).length).toBeGreaterThan(0);
		expect(verdicts(byReport)).toEqual(verdicts(byFindings));
		const [first] = byReport.versions;
		expect(first!.newGaps).toEqual([]);
		expect(first!.missingShare).toBe(byFindings.frozen.notMendable);
		expect(byFindings.frozen.floor).toBe(10);
	}, 300_000);

	it.each([
		['both versions and returned rows', ['--synthetic', SYNTHETIC, '--returned', SYNTHETIC]],
		['a word that --fail-on does not know', ['--synthetic', SYNTHETIC, '--fail-on', 'old']],
		['a share above 1', ['--synthetic', SYNTHETIC, '--max-missing-share', '2']],
		['no human table', ['--synthetic', SYNTHETIC]]
	])('refuses %s with status 2', async (_, args) => {
		const { status, stderr } = await verify(...args);
		expect(status).toBe(2);
		expect(stderr).toContain('lacuna verify --help');
	});

	it('says before any work that a folder cannot be written', async () => {
		const out = join(await cli.file('a-file', ''), 'below');
		const { status, stderr } = await verify('--human', 'x', '--synthetic', 'y', '--out', out);
		expect({ status, stderr }).toEqual({
			status: 2,
			stderr: expect.stringContaining(`cannot be written to ${out}`) as string
		});
	});
});

describe('lacuna verify of returned rows', () => {
	it('fails on rejected rows, tells which and why, and counts what the others mend', async () => {
		const rows = Array.from({ length: 150 }, (_, i) => `${65 + (i % 20)},web,text ${i}`);
		const csv = ['age,channel,comment', ...rows, rows[0], '30,web,too young'].join('\n');
		const out = cli.path('returned');
		const { status, stdout, stderr } = await verify(
			...['--returned', await cli.file('returned.csv', csv), '--frozen', FROZEN],
			...['--fail-on', 'rejected', '--out', out]
		);
		expect(status).toBe(20);
		expect(stderr).toBe('lacuna verify: --fail-on rejected is broken: 1.\n');
		expect(stdout).toMatch(/^151 of 152 rows are accepted\./);
		const check = JSON.parse(await readFile(join(out, 'verify.json'), 'utf8')) as ReturnCheck;
		expect(check).toMatchObject({ accepted: 151, added: [150] });
		expect(check.regions[0]).toMatchObject({ verdict: 'closed', needed: 0 });
		expect(await readFile(join(out, 'verify.junit.xml'), 'utf8')).toContain(
			'<failure message="1 rows fail, among them 150."/>'
		);
		const rejected = await readFile(join(out, 'rejected.csv'), 'utf8');
		expect(rejected).toBe(
			'row,rejected_because,age,channel,comment\r\n150,The row does not repeat an earlier one of the file.,65,web,text 0\r\n'
		);
	}, 120_000);
});
