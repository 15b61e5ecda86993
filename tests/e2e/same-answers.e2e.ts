import { execFile } from 'node:child_process';
import { basename } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from '@playwright/test';
import { build } from 'vite';
import type { Report } from '$lib/analysis/share/report';
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

for (const { human, synthetic } of PAIRS) {
	test(`browser and command line give one report on ${basename(synthetic)}`, async ({ page }) => {
		test.setTimeout(400_000);
		const inBrowser = page
			.goto(served.url)
			.then(() => page.waitForFunction(() => 'report' in window))
			.then(() =>
				page.evaluate(
					(names) =>
						(window as unknown as { report(of: typeof names): Promise<Report> }).report(names),
					{ human: basename(human), synthetic: basename(synthetic) }
				)
			);
		const args = ['analyze', '--human', human, '--synthetic', synthetic, '--json', '--quiet'];
		const { stdout } = await promisify(execFile)(process.execPath, [`${CLI}/lacuna.js`, ...args], {
			maxBuffer: 64 * 2 ** 20
		});
		const onCommandLine = JSON.parse(stdout) as Report;
		expect(onCommandLine.gaps.length).toBeGreaterThan(0);
		expect(stable(await inBrowser)).toEqual(stable(onCommandLine));
	});
}

/** A report without what may differ: who made it, and how long it took. As JSON, for that is what is written. */
function stable(report: Report): unknown {
	return JSON.parse(JSON.stringify({ ...report, versions: null, timings: null }));
}
