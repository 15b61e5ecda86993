/**
 * The distances of cases in a real browser on the app's own workers: `npm run bench:cases-browser [-- rows a side …]`. CPU and
 * peak memory are of the page's process with all its workers (Linux only); cancelling is measured at the first size.
 */
import { existsSync, readFileSync } from 'node:fs';
import { chromium, type Browser } from '@playwright/test';
import { findChromium } from '../tests/find-chromium';
import { servePage } from '../tests/serve-page';

const sizes = process.argv.length > 2 ? process.argv.slice(2).map(Number) : [100_000, 1_000_000];

/** CPU seconds and peak resident MB of the page's process; none where the system does not tell. */
async function usage(browser: Browser): Promise<{ cpuSeconds?: number; peakMb?: number }> {
	const session = await browser.newBrowserCDPSession();
	const { processInfo } = await session.send('SystemInfo.getProcessInfo');
	const page = processInfo
		.filter(({ type }) => type === 'renderer')
		.sort((a, b) => b.cpuTime - a.cpuTime)[0];
	if (page === undefined) return {};
	const path = `/proc/${page.id}/status`;
	const peakKb = existsSync(path) ? /VmHWM:\s+(\d+)/.exec(readFileSync(path, 'utf8'))?.[1] : null;
	return {
		cpuSeconds: Number(page.cpuTime.toFixed(1)),
		...(peakKb && { peakMb: Math.round(Number(peakKb) / 1024) })
	};
}

/** One run in a browser of its own, so that CPU and memory are its own too. */
async function measure(url: string, run: 'cases' | 'cancelCases', rows: number) {
	const browser = await chromium.launch({
		executablePath: findChromium(),
		args: ['--no-sandbox', '--disable-gpu']
	});
	const page = await browser.newPage();
	await page.goto(url);
	await page.waitForFunction((name) => name in window, run);
	const result = await page.evaluate(
		([name, count]) =>
			(window as unknown as Record<string, (rows: number) => Promise<Record<string, number>>>)[
				name
			]!(count),
		[run, rows] as const
	);
	const used = await usage(browser);
	await browser.close();
	return { ...result, ...used };
}

const served = await servePage(new URL('./page/', import.meta.url));
for (const [i, rows] of sizes.entries()) {
	console.log(`${rows} × ${rows}`, await measure(served.url, 'cases', rows));
	if (i === 0) console.log('cancelling', await measure(served.url, 'cancelCases', rows));
}
await served.close();
