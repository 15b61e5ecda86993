import { execFile } from 'node:child_process';
import { basename } from 'node:path';
import { promisify } from 'node:util';
import { expect, test, type Page } from '@playwright/test';
import { build } from 'vite';
import type { ComparisonReport } from '$lib/analysis/share/comparison-report';
import type { Report } from '$lib/analysis/share/report';
import { toJson } from '$lib/analysis/share/told-sections';
import { servePage, type ServedPage } from '../serve-page';

// Inside node_modules, so that the bundle finds the native engine beside it.
const CLI = 'node_modules/.cache/lacuna-same-answers';
const PAIRS = [
	{
		human: 'tests/golden/planted-human.parquet',
		synthetic: 'tests/golden/planted-synthetic.parquet'
	},
	{
		human: 'static/samples/adult-human.parquet',
		synthetic: 'static/samples/adult-tvae.parquet'
	}
];

// What is made before them serves all.
test.describe.configure({ mode: 'default' });

let served: ServedPage;

test.beforeAll(async () => {
	await build({
		configFile: 'vite.cli.config.ts',
		logLevel: 'error',
		build: { outDir: CLI, emptyOutDir: true }
	});
	served = await servePage(new URL('../golden/page/', import.meta.url));
});

test.afterAll(() => served.close());

/** What a function of the page under test makes of its arguments. */
async function inBrowser<Result>(page: Page, name: string, ...given: object[]): Promise<Result> {
	await page.goto(served.url);
	await page.waitForFunction((name) => name in window, name);
	return page.evaluate(
		([name, given]) =>
			(window as unknown as Record<string, (...given: object[]) => Promise<unknown>>)[name]!(
				...given
			),
		[name, given] as const
	) as Promise<Result>;
}

/** The JSON that the command line prints. */
async function onCommandLine<Result>(...args: string[]): Promise<Result> {
	const { stdout } = await promisify(execFile)(
		process.execPath,
		[`${CLI}/lacuna.js`, ...args, '--json', '--quiet'],
		{ maxBuffer: 64 * 2 ** 20 }
	);
	return JSON.parse(stdout) as Result;
}

for (const { human, synthetic } of PAIRS) {
	test(`browser and command line give one report on ${basename(synthetic)}`, async ({ page }) => {
		test.setTimeout(400_000);
		const names = { human: basename(human), synthetic: basename(synthetic) };
		const ours = inBrowser<Report>(page, 'report', names);
		const theirs = await onCommandLine<Report>(
			...['analyze', '--human', human, '--synthetic', synthetic]
		);
		expect(theirs.gaps.length).toBeGreaterThan(0);
		expect(stable(await ours)).toEqual(stable(theirs));
	});
}

test('browser and command line give one comparison, measure by measure', async ({ page }) => {
	test.setTimeout(400_000);
	const { human, synthetic } = PAIRS[0]!;
	const yardstick = basename(human);
	const names = { human: basename(human), synthetic: basename(synthetic) };
	const ours = inBrowser<ComparisonReport>(page, 'comparison', names, {
		holdout: yardstick,
		population: yardstick
	});
	const theirs = await onCommandLine<ComparisonReport>(
		...['compare', '--human', human, '--synthetic', synthetic],
		...['--holdout', human, '--population', human]
	);
	expect(theirs.failed).toEqual([]);
	expect(JSON.parse(toJson(stable(await ours)))).toEqual(stable(theirs));
});

/** A report without what may differ: who made it, and how long it took. As JSON, for that is what is written. */
function stable(report: Report | ComparisonReport): unknown {
	return JSON.parse(JSON.stringify({ ...report, versions: null, timings: null }));
}
