/**
 * Cases in a real browser on the app's own workers: `npm run bench:cases-browser [-- rows a side …]`, or the paths of a
 * human and a synthetic file. For each size the distances alone, cancelling, and a whole analysis with the engine's
 * tables loaded, its peak memory phase by phase. CPU and memory are of the page's process with all its workers.
 */
import { chromium } from '@playwright/test';
import { findChromium } from '../tests/find-chromium';
import { servePage } from '../tests/serve-page';
import { writeCaseTables } from './case-tables';
import { followPeaks, usageOf } from './page-process';

type Run = 'cases' | 'cancelCases' | 'whole';

/** One run in a browser of its own, so that CPU and memory are its own too. */
async function measure(url: string, run: Run, rows: number, files: readonly string[] = []) {
	const browser = await chromium.launch({
		executablePath: findChromium(),
		args: ['--no-sandbox', '--disable-gpu']
	});
	const page = await browser.newPage();
	await page.goto(url);
	if (files.length > 0) await page.locator('input').setInputFiles([...files]);
	await page.waitForFunction((name) => name in window, run);
	const peaks = run === 'whole' ? followPeaks(browser, page) : {};
	const result = await page.evaluate(
		([name, count]) =>
			(window as unknown as Record<string, (rows: number) => Promise<Record<string, number>>>)[
				name
			]!(count),
		[run, rows] as const
	);
	const used = await usageOf(browser);
	await browser.close();
	if (run !== 'whole') return { ...result, ...used };
	const phases = Object.entries(result).map(([phase, ms]) => [
		phase,
		[Math.round(ms), ...(phase in peaks ? [`${peaks[phase]} MB`] : [])].join(', ')
	]);
	return { ...Object.fromEntries(phases), cpuSeconds: used.cpuSeconds };
}

const asked = process.argv.slice(2);
const sizes = asked.length > 0 ? asked.map(Number) : [100_000, 1_000_000];
const served = await servePage(new URL('./page/', import.meta.url));
if (sizes.some(Number.isNaN)) {
	console.log(asked, await measure(served.url, 'whole', 0, asked));
} else {
	for (const rows of sizes) {
		console.log(`${rows} × ${rows}, distances`, await measure(served.url, 'cases', rows));
		console.log('cancelling', await measure(served.url, 'cancelCases', rows));
		const files = await writeCaseTables(rows);
		console.log('a whole analysis', await measure(served.url, 'whole', rows, files));
	}
}
await served.close();
