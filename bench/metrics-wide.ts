/**
 * How the page Columns bears wide tables: generated tables of 20,000 × 300 a side, opened in the built app in Chromium.
 * When each measure has something to show and when it is done, with the long tasks of the page's own thread
 * (PerformanceObserver, from 50 ms) and its CPU time meanwhile; beside them one ingest of both files in the same run.
 * Run: npm run bench:metrics-wide -- [columns] [rows]
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { chromium, type CDPSession, type Locator, type Page } from '@playwright/test';
import { preview } from 'vite';
import config from '../playwright.config';

const columns = Number(process.argv[2] ?? 300);
const rows = Number(process.argv[3] ?? 20_000);
/** A measure that has not ended by then is given up. */
const PATIENCE_MS = 300_000;

/** In turn a long-tailed number, a category, a scale, and a column that is missing at times; a few hang together. */
function columnSql(i: number, seed: number): string {
	const uniform = (salt: number) => `(hash(r, ${salt}, ${seed}) % 1000003 / 1000003.0)`;
	const own = uniform(i);
	const tied = seed === 1 && i % 20 === 5 ? uniform(i - 1) : own;
	const kinds = [
		`round(exp(3 * ${own}), 2) AS amount_${i}`,
		`'kind ' || floor(9 * ${tied} * ${own})::INTEGER AS kind_${i}`,
		`(1 + floor(7 * ${own}))::INTEGER AS scale_${i}`,
		`CASE WHEN ${uniform(-i - 1)} > 0.05 THEN round(100 * ${own} * ${tied}, 1) END AS part_${i}`
	];
	return kinds[i % kinds.length]!;
}

async function writeTables(folder: string): Promise<[string, string]> {
	const connection = await (await DuckDBInstance.create(':memory:')).connect();
	const write = async (name: string, seed: number) => {
		const list = Array.from({ length: columns }, (_, i) => columnSql(i, seed)).join(', ');
		const path = join(folder, `${name}.parquet`);
		await connection.run(
			`COPY (SELECT ${list} FROM range(${rows}) t(r)) TO '${path}' (FORMAT parquet, COMPRESSION zstd)`
		);
		return path;
	};
	const paths: [string, string] = [await write('human', 1), await write('synthetic', 2)];
	connection.disconnectSync();
	return paths;
}

interface LongTask {
	readonly start: number;
	readonly duration: number;
}

/** Watches the page's own thread from before its first script. */
async function watch(page: Page): Promise<void> {
	await page.addInitScript(() => {
		const tasks: LongTask[] = [];
		Object.assign(window, { longTasks: tasks });
		new PerformanceObserver((list) => {
			for (const { startTime, duration } of list.getEntries())
				tasks.push({ start: startTime, duration });
		}).observe({ type: 'longtask', buffered: true });
	});
}

class Stopwatch {
	readonly #page: Page;
	readonly #cdp: CDPSession;
	#read = 0;
	#cpu = 0;
	#began = performance.now();

	constructor(page: Page, cdp: CDPSession) {
		this.#page = page;
		this.#cdp = cdp;
	}

	async begin(): Promise<void> {
		await this.#tasks();
		this.#cpu = await this.#cpuSeconds();
		this.#began = performance.now();
	}

	get elapsedMs(): number {
		return performance.now() - this.#began;
	}

	/** Prints a line: how long it took, and what the page's thread went through meanwhile. */
	async tell(what: string, firstMs: number | null): Promise<void> {
		const elapsed = this.elapsedMs;
		const tasks = await this.#tasks();
		const over = tasks.filter(({ duration }) => duration > 100);
		const longest = tasks.reduce((most, { duration }) => Math.max(most, duration), 0);
		const cpu = (await this.#cpuSeconds()) - this.#cpu;
		const first = firstMs === null ? '' : `${(firstMs / 1000).toFixed(1)} s`;
		console.log(
			`| ${what} | ${first} | ${(elapsed / 1000).toFixed(1)} s | ${tasks.length} | ${over.length} | ${longest.toFixed(0)} ms | ${cpu.toFixed(1)} s |`
		);
	}

	async #tasks(): Promise<LongTask[]> {
		const all = await this.#page.evaluate(
			() => (window as unknown as { longTasks: LongTask[] }).longTasks
		);
		const since = all.slice(this.#read);
		this.#read = all.length;
		return since;
	}

	async #cpuSeconds(): Promise<number> {
		const { metrics } = await this.#cdp.send('Performance.getMetrics');
		return metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0;
	}
}

const folder = await mkdtemp(join(tmpdir(), 'lacuna-bench-'));
const server = await preview({ preview: { port: Number(process.env.PORT ?? 4175) } });
const browser = await chromium.launch(config.use?.launchOptions ?? {});
try {
	const [human, synthetic] = await writeTables(folder);
	const context = await browser.newContext({ serviceWorkers: 'block' });
	const page = await context.newPage();
	page.setDefaultTimeout(PATIENCE_MS);
	await watch(page);
	const cdp = await context.newCDPSession(page);
	await cdp.send('Performance.enable');
	await page.goto(server.resolvedUrls?.local[0] ?? '');
	await page.locator('html[data-hydrated]').waitFor({ state: 'attached' });
	const watchStop = new Stopwatch(page, cdp);
	const pickers = page.locator('input[type=file]');

	console.log(`${rows} × ${columns} against ${rows} × ${columns}\n`);
	console.log(
		'| step | something to see | done | long tasks | over 100 ms | longest | CPU of the page’s thread |\n| --- | --- | --- | --- | --- | --- | --- |'
	);
	await watchStop.begin();
	await pickers.nth(0).setInputFiles(human);
	await pickers.nth(1).setInputFiles(synthetic);
	await page.getByRole('link', { name: 'Columns' }).click();
	await page.getByRole('table', { name: 'Columns' }).waitFor();
	await watchStop.tell('open and profile', null);

	await watchStop.begin();
	await page.locator('.overlay').first().waitFor();
	const firstColumns = watchStop.elapsedMs;
	await page.getByText('On every row, in').waitFor();
	await watchStop.tell('columns', firstColumns);

	const measure = async (name: string, card: Locator, first: Locator, last: Locator) => {
		await watchStop.begin();
		await card.getByRole('button', { name: 'Measure', exact: true }).click();
		await first.waitFor();
		const firstMs = watchStop.elapsedMs;
		await last.waitFor();
		await watchStop.tell(name, firstMs);
	};
	const card = (name: string) => page.getByRole('region', { name, exact: true });
	const footer = (name: string) => card(name).locator('footer');
	await page.getByRole('tab', { name: 'Pairs of columns' }).click();
	const pairs = 'Pairs of columns';
	await measure('pairs', card(pairs), card(pairs).getByText('Worst pairs first'), footer(pairs));
	await page.getByRole('tab', { name: 'Whole table' }).click();
	for (const name of [
		'One and three columns at a time',
		'Can a classifier tell them apart?',
		'Nearest neighbours',
		'Exact copies',
		'Variety',
		'Uncovered patterns'
	])
		await measure(name, card(name), card(name).locator('dl, table, footer').first(), footer(name));

	await watchStop.begin();
	await page.getByRole('tab', { name: /^Columns/ }).click();
	for (let i = 0; i < 40; i++) {
		await page.mouse.wheel(0, 500);
		await page.waitForTimeout(30);
	}
	await watchStop.tell('scrolling through all columns', null);
} finally {
	await browser.close();
	await server.close();
	await rm(folder, { recursive: true });
}
