import { mkdir } from 'node:fs/promises';
import { chromium, type Page } from '@playwright/test';
import { preview } from 'vite';
import config from '../playwright.config';

/** A state to look at: where it is and what to do until it shows. */
interface State {
	readonly name: string;
	readonly path: string;
	readonly reach?: (page: Page) => Promise<unknown>;
}

async function openSample(page: Page): Promise<void> {
	await page.waitForURL(/\/gaps\/(#|$)/, { timeout: 90_000 });
	await page.getByRole('heading', { level: 1 }).waitFor();
}

/** Until the analysis is through. */
async function settle(page: Page): Promise<void> {
	await page.waitForTimeout(1000);
	await page
		.getByRole('complementary', { name: 'Analysis under way' })
		.or(page.getByRole('heading', { name: 'Cases come last' }))
		.first()
		.waitFor({ state: 'hidden', timeout: 240_000 });
	await page.waitForTimeout(1000);
}

const STATES: readonly State[] = [
	{ name: 'open', path: '' },
	{ name: 'gaps', path: '#sample=adult-tvae', reach: openSample },
	{ name: 'gaps-none', path: '#sample=adult-holdout', reach: openSample },
	{ name: 'method', path: 'method/' },
	...['Columns', 'Cases', 'Brief', 'Verify'].map((label) => ({
		name: label.toLowerCase(),
		path: '#sample=adult-tvae',
		reach: async (page: Page) => {
			await openSample(page);
			await page.getByRole('link', { name: label, exact: true }).click();
			await settle(page);
		}
	})),
	{
		name: 'gaps-brushed',
		path: '#sample=adult-tvae',
		reach: async (page) => {
			await openSample(page);
			await settle(page);
			const from = page.getByRole('slider', { name: /from$/ }).first();
			for (let i = 0; i < 8; i++) await from.press('ArrowRight');
		}
	},
	{
		name: 'cases-brushed',
		path: '#sample=adult-tvae',
		reach: async (page) => {
			await openSample(page);
			await page.getByRole('link', { name: 'Cases', exact: true }).click();
			await settle(page);
			const to = page.getByRole('slider', { name: 'Distance, to' });
			for (let i = 0; i < 30; i++) await to.press('ArrowLeft');
		}
	},
	{
		name: 'brief-drafted',
		path: '#sample=adult-tvae',
		reach: async (page) => {
			await openSample(page);
			await page.getByRole('button', { name: 'Add to the brief' }).click();
			await page.getByRole('link', { name: 'Brief', exact: true }).click();
			await settle(page);
		}
	},
	{
		name: 'columns-paired',
		path: '#sample=adult-tvae',
		reach: async (page) => {
			await openSample(page);
			await page.getByRole('link', { name: 'Open', exact: true }).click();
		}
	}
];

const WIDTHS = [1440, 1024, 390] as const;
const THEMES = ['light', 'dark'] as const;
const FOLDER = 'shots';

const only = process.argv[2] ?? '';
const server = await preview({ preview: { port: Number(process.env.PORT ?? 4174) } });
const address = server.resolvedUrls?.local[0] ?? '';
const browser = await chromium.launch(config.use?.launchOptions ?? {});
await mkdir(FOLDER, { recursive: true });

for (const state of STATES.filter(({ name }) => name.startsWith(only))) {
	for (const theme of THEMES) {
		const page = await browser.newPage({ colorScheme: theme });
		await page.goto(address + state.path);
		await state.reach?.(page);
		for (const width of WIDTHS) {
			await page.setViewportSize({ width, height: 900 });
			await page.waitForTimeout(400);
			await page.screenshot({
				path: `${FOLDER}/${state.name}-${width}-${theme}.png`,
				fullPage: width === 390
			});
		}
		await page.close();
	}
	console.log(state.name);
}

await browser.close();
await server.close();
