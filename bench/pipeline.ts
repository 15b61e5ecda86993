/**
 * Measures the main job in a real browser, from the files to the first ranked gaps, beside one ingest of both files in
 * the same run: `npm run bench:pipeline`. Peak memory is that of the page's process with all its workers (Linux only).
 */
import { existsSync, readFileSync } from 'node:fs';
import { chromium, type Browser } from '@playwright/test';
import { findChromium } from '../tests/find-chromium';
import { servePage } from '../tests/serve-page';
import { writeTable, type Size } from './pipeline-tables';

const SIZES: readonly Size[] = [
	{ rows: 100_000, columns: 15 },
	{ rows: 1_000_000, columns: 20 }
];

type Run = 'ingest' | 'pipeline';
type Figures = Readonly<Record<string, number | undefined>>;

/** Turns of ingest and pipeline one after the other; their medians are told. */
const ROUNDS = 3;

/** Peak resident memory of the page's process in MB; none where the system does not tell. */
async function peakMemoryMb(browser: Browser): Promise<number | undefined> {
	const session = await browser.newBrowserCDPSession();
	const { processInfo } = await session.send('SystemInfo.getProcessInfo');
	const peaks = processInfo
		.filter(({ type }) => type === 'renderer')
		.map(({ id }) => `/proc/${id}/status`)
		.filter((path) => existsSync(path))
		.map((path) => Number(/VmHWM:\s+(\d+)/.exec(readFileSync(path, 'utf8'))?.[1] ?? 0) / 1024);
	return peaks.length === 0 ? undefined : Math.round(Math.max(...peaks));
}

/** One run in a browser of its own, so that memory is its own too. */
async function measure(url: string, run: Run, files: readonly string[]): Promise<Figures> {
	const browser = await chromium.launch({
		executablePath: findChromium(),
		args: ['--no-sandbox', '--disable-gpu']
	});
	const page = await browser.newPage();
	await page.goto(url);
	await page.locator('input').setInputFiles([...files]);
	await page.waitForFunction((name) => name in window, run);
	const result = await page.evaluate(
		(name) => (window as unknown as Record<Run, () => Promise<Record<string, number>>>)[name](),
		run
	);
	const peakMb = await peakMemoryMb(browser);
	await browser.close();
	return { ...result, peakMb };
}

function medians(rounds: readonly Figures[]): Figures {
	const names = Object.keys(rounds[0]!);
	const medianOf = (name: string) => {
		const values = rounds.map((figures) => figures[name] ?? NaN).sort((a, b) => a - b);
		return Math.round(values[values.length >> 1]!);
	};
	return Object.fromEntries(names.map((name) => [name, medianOf(name)]));
}

const served = await servePage(new URL('./page/', import.meta.url));
for (const size of SIZES) {
	const files = [await writeTable('human', size), await writeTable('synthetic', size)];
	console.log(`${size.rows} rows × ${size.columns} columns a side`);
	const figures: Record<Run, Figures[]> = { ingest: [], pipeline: [] };
	for (let round = 0; round < ROUNDS; round++) {
		for (const run of ['ingest', 'pipeline'] as const)
			figures[run].push(await measure(served.url, run, files));
	}
	for (const run of ['ingest', 'pipeline'] as const)
		console.log(`  ${run}, medians of ${ROUNDS}`, medians(figures[run]));
}
await served.close();
