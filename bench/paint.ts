/**
 * How soon the built app is on screen, and the sample's gaps after it: first contentful paint of the first page without a
 * cache, the script it imports before it asks for the engine, layout shift, and from the link of a sample
 * to the first and to all gaps of 24,421 rows a side. Chromium, served from this machine.
 * Run: npm run bench:paint -- [visits]
 */
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { chromium, type Page } from '@playwright/test';
import { preview } from 'vite';
import config from '../playwright.config';

const visits = Number(process.argv[2] ?? 5);
const server = await preview({ preview: { port: Number(process.env.PORT ?? 4175) } });
const address = server.resolvedUrls?.local[0] ?? '';
const browser = await chromium.launch(config.use?.launchOptions ?? {});

/** Script of the first page with its layout and all that they import, compressed, in bytes. */
function scriptBytes(): number {
	const client = '.svelte-kit/output/client/';
	const chunks = JSON.parse(readFileSync(`${client}.vite/manifest.json`, 'utf8')) as Record<
		string,
		{ readonly file: string; readonly imports?: readonly string[] }
	>;
	const generated = '.svelte-kit/generated/client-optimized/';
	const start = Object.keys(chunks).find((name) => name.endsWith('/client/entry.js'))!;
	const needed = new Set<string>();
	const need = (name: string): void => {
		if (needed.has(name)) return;
		needed.add(name);
		chunks[name]!.imports?.forEach(need);
	};
	[start, `${generated}app.js`, `${generated}nodes/0.js`, `${generated}nodes/2.js`].forEach(need);
	const files = [...needed].map((name) => chunks[name]!.file);
	return [...files, 'early.js'].reduce(
		(sum, file) => sum + gzipSync(readFileSync(client + file)).length,
		0
	);
}

/** Reads the page's own record of its loading. */
function measures(page: Page): Promise<{ paintMs: number; shift: number }> {
	return page.evaluate(
		() =>
			new Promise((resolve) => {
				let shift = 0;
				new PerformanceObserver((list) => {
					for (const entry of list.getEntries())
						shift += (entry as unknown as { value: number }).value;
				}).observe({ type: 'layout-shift', buffered: true });
				const paintMs = performance.getEntriesByName('first-contentful-paint')[0]!.startTime;
				setTimeout(() => resolve({ paintMs, shift }), 500);
			})
	);
}

/** One visit with nothing cached. */
async function visit() {
	const context = await browser.newContext({ serviceWorkers: 'block' });
	const page = await context.newPage();
	await page.goto(address, { waitUntil: 'networkidle' });
	const { paintMs, shift } = await measures(page);
	await context.close();

	const fresh = await browser.newContext({ serviceWorkers: 'block' });
	const sample = await fresh.newPage();
	const begin = performance.now();
	await sample.goto(`${address}#sample=adult-tvae`);
	await sample.getByRole('list', { name: 'Seen at first look' }).waitFor({ timeout: 120_000 });
	const lookMs = performance.now() - begin;
	await sample.getByRole('list', { name: /^Findings/ }).waitFor({ timeout: 120_000 });
	const gapsMs = performance.now() - begin;
	await fresh.close();
	return { paintMs, shift, lookMs, gapsMs };
}

const all: Awaited<ReturnType<typeof visit>>[] = [];
for (let i = 0; i < visits; i++) all.push(await visit());
await browser.close();
await server.close();

function spread(key: keyof (typeof all)[number], digits = 0): string {
	const values = all.map((one) => one[key]).sort((a, b) => a - b);
	const middle = values[Math.floor(values.length / 2)]!;
	return `${middle.toFixed(digits)} (${values[0]!.toFixed(digits)} to ${values.at(-1)!.toFixed(digits)})`;
}

console.log(`| ${visits} visits without a cache | median (least to most) |\n| --- | --- |`);
console.log(`| first contentful paint, ms | ${spread('paintMs')} |`);
console.log(`| script of the first page, bytes compressed (gzip) | ${scriptBytes()} |`);
console.log(`| layout shift | ${spread('shift', 3)} |`);
console.log(
	`| from the sample's link to its first gaps (the first look), ms | ${spread('lookMs')} |`
);
console.log(`| from the sample's link to its gaps, ms | ${spread('gapsMs')} |`);
