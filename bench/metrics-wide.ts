/**
 * How the page Columns bears wide tables: generated tables of 20,000 × 300 a side, opened in the built app in Chromium.
 * When each measure has something to show and when it is done, and what the page's own thread goes through meanwhile:
 * long tasks (PerformanceObserver, from 50 ms by the clock), and from a trace the CPU time of its tasks, which other
 * work on the machine does not stretch.
 * Run: npm run build && npm run bench:metrics-wide -- [columns] [rows]
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

/** Watches the page's own thread from before its first script. */
async function watch(page: Page): Promise<void> {
	await page.addInitScript(() => {
		const longTasks: number[] = [];
		Object.assign(window, { longTasks });
		new PerformanceObserver((list) => {
			for (const { duration } of list.getEntries()) longTasks.push(duration);
		}).observe({ type: 'longtask', buffered: true });
	});
}

interface TraceEvent {
	readonly name: string;
	readonly pid: number;
	readonly tid: number;
	/** Microseconds of the thread's CPU. */
	readonly tdur?: number;
	readonly args: { readonly name?: string };
}

/** One step of the page, from {@link begin} to {@link tell}. */
class Stopwatch {
	readonly #page: Page;
	readonly #cdp: CDPSession;
	#longTasks = 0;
	#began = performance.now();

	constructor(page: Page, cdp: CDPSession) {
		this.#page = page;
		this.#cdp = cdp;
	}

	async begin(): Promise<void> {
		this.#longTasks = (await this.#tasks()).length;
		await this.#cdp.send('Tracing.start', {
			transferMode: 'ReturnAsStream',
			traceConfig: { includedCategories: ['toplevel', '__metadata'] }
		});
		this.#began = performance.now();
	}

	get elapsedMs(): number {
		return performance.now() - this.#began;
	}

	/** Prints a line: how long it took, and what the page's thread went through meanwhile. */
	async tell(what: string, firstMs: number | null): Promise<void> {
		const elapsed = this.elapsedMs;
		const tasks = (await this.#tasks()).slice(this.#longTasks);
		const cpu = await this.#cpuOfTasks();
		const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`;
		const longest = (all: readonly number[]) => `${Math.max(0, ...all).toFixed(0)} ms`;
		console.log(
			`| ${what} | ${firstMs === null ? '' : seconds(firstMs)} | ${seconds(elapsed)} | ${tasks.length} | ${longest(tasks)} | ${seconds(cpu.reduce((sum, one) => sum + one, 0))} | ${cpu.filter((one) => one > 100).length} | ${longest(cpu)} |`
		);
	}

	#tasks(): Promise<number[]> {
		return this.#page.evaluate(() => (window as unknown as { longTasks: number[] }).longTasks);
	}

	/** CPU of each task of the page's thread since the beginning, in ms. */
	async #cpuOfTasks(): Promise<number[]> {
		const ended = new Promise<string>((resolve) =>
			this.#cdp.once('Tracing.tracingComplete', ({ stream }) => resolve(stream!))
		);
		await this.#cdp.send('Tracing.end');
		const handle = await ended;
		const parts: string[] = [];
		for (let isLast = false; !isLast;) {
			const { data, eof } = await this.#cdp.send('IO.read', { handle, size: 4_000_000 });
			parts.push(data);
			isLast = eof;
		}
		const { traceEvents } = JSON.parse(parts.join('')) as { traceEvents: TraceEvent[] };
		const threads = new Set(
			traceEvents
				.filter(({ name, args }) => name === 'thread_name' && args.name === 'CrRendererMain')
				.map(({ pid, tid }) => `${pid} ${tid}`)
		);
		return traceEvents
			.filter(({ name, pid, tid }) => /RunTask$/.test(name) && threads.has(`${pid} ${tid}`))
			.map(({ tdur = 0 }) => tdur / 1000);
	}
}

/** Looks now and then: to look in every frame would itself be much of what is measured. */
async function seen(locator: Locator): Promise<void> {
	const until = performance.now() + PATIENCE_MS;
	while (!(await locator.first().isVisible())) {
		if (performance.now() > until) throw new Error(`Not seen in time: ${locator.toString()}`);
		await new Promise((resolve) => setTimeout(resolve, 250));
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
	await page.goto(server.resolvedUrls?.local[0] ?? '');
	await page.locator('html[data-hydrated]').waitFor({ state: 'attached' });
	const stopwatch = new Stopwatch(page, cdp);
	const pickers = page.locator('input[type=file]');

	console.log(`${rows} × ${columns} against ${rows} × ${columns}\n`);
	console.log(
		'| step | something to see | done | long tasks, clock | longest | CPU of the thread | tasks over 100 ms of CPU | longest |\n| --- | --- | --- | --- | --- | --- | --- | --- |'
	);
	await stopwatch.begin();
	await pickers.nth(0).setInputFiles(human);
	await pickers.nth(1).setInputFiles(synthetic);
	await page.getByRole('link', { name: 'Columns' }).click();
	await seen(page.locator('[role=table]'));
	await stopwatch.tell('open and profile', null);

	await stopwatch.begin();
	await seen(page.locator('.overlay'));
	const firstColumns = stopwatch.elapsedMs;
	await seen(page.locator('.status > p', { hasText: 'On every row' }));
	await stopwatch.tell('columns', firstColumns);

	const card = (name: string) =>
		page.locator('section.panel', { has: page.locator('h2', { hasText: name }) });
	await stopwatch.begin();
	await page.getByRole('tab', { name: 'Pairs' }).click();
	await seen(card('Pairs of columns').locator('canvas'));
	const firstPairs = stopwatch.elapsedMs;
	await seen(card('Pairs of columns').locator('footer'));
	await stopwatch.tell('pairs', firstPairs);

	await stopwatch.begin();
	await page.getByRole('tab', { name: 'Whole table' }).click();
	await seen(card('Exact copies').locator('dl'));
	const firstFigures = stopwatch.elapsedMs;
	const cards = [
		'Exact copies',
		'One and three columns at a time',
		'Variety',
		'Uncovered patterns',
		'Nearest neighbours',
		'Can a classifier tell them apart?'
	];
	const took: string[] = [];
	for (const name of cards) {
		await seen(card(name).locator('footer'));
		took.push(`${name} ${await card(name).locator('footer span').first().innerText()}`);
	}
	await stopwatch.tell('whole table', firstFigures);

	await stopwatch.begin();
	await page.getByRole('tab', { name: /^Columns/ }).click();
	for (let i = 0; i < 40; i++) {
		await page.mouse.wheel(0, 500);
		await page.waitForTimeout(30);
	}
	await stopwatch.tell('scrolling through all columns', null);
	console.log(`\nThe whole table, by the page: ${took.join(', ')}`);
} finally {
	await browser.close();
	await server.close();
	await rm(folder, { recursive: true });
}
