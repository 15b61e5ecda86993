/**
 * Pictures of every page and state, at three widths, light and dark, into shots/: to be looked at, never kept. One
 * analysis a theme, walked through state after state, as the search is what takes time.
 * Run: npm run shots -- [theme]
 */
import { mkdir } from 'node:fs/promises';
import { chromium, type Page } from '@playwright/test';
import { preview } from 'vite';
import config from '../playwright.config';

/** A state to look at, reached from the one before it. */
interface State {
	readonly name: string;
	readonly reach: (page: Page) => Promise<unknown>;
}

const SEARCHED = { timeout: 400_000 };
const FOLDER = 'shots';
const THEMES = ['light', 'dark'] as const;
const WIDTHS = [1440, 1024, 390] as const;

const goTo = (step: string) => (page: Page) =>
	page
		.getByRole('navigation', { name: 'Steps' })
		.getByRole('link', { name: step, exact: true })
		.click();
const press = (name: string | RegExp) => (page: Page) =>
	page.getByRole('button', { name }).first().click();
const choose = (name: RegExp) => (page: Page) => page.getByRole('radio', { name }).first().click();
const tab = (name: string) => (page: Page) => page.getByRole('tab', { name }).click();
const close = (page: Page) => page.keyboard.press('Escape');

async function brush(page: Page): Promise<void> {
	const from = page.getByRole('slider', { name: /from$/ }).first();
	for (let i = 0; i < 6; i++) await from.press('ArrowRight');
}

/** Until the analysis is through. */
async function settle(page: Page): Promise<void> {
	await page
		.getByRole('complementary', { name: 'Analysis under way' })
		.waitFor({ state: 'hidden', ...SEARCHED });
}

const STATES: readonly State[] = [
	{ name: 'open', reach: (page) => page.waitForTimeout(500) },
	{ name: 'keyboard', reach: (page) => page.keyboard.press('?') },
	...['Columns', 'Gaps', 'Cases', 'Brief', 'Verify'].map((step, i) => ({
		name: `${step.toLowerCase()}-empty`,
		reach: async (page: Page) => {
			if (i === 0) await close(page);
			await goTo(step)(page);
		}
	})),
	{
		name: 'open-error',
		reach: async (page) => {
			await goTo('Open')(page);
			const buffer = Buffer.from('no table');
			const file = { mimeType: 'application/octet-stream', buffer };
			for (const slot of ['Human', 'Synthetic'])
				await page
					.getByRole('region', { name: slot })
					.locator('input[type=file]')
					.setInputFiles({ ...file, name: `${slot}.parquet` });
			await page.getByRole('alert').waitFor();
		}
	},
	{ name: 'gaps-failed', reach: goTo('Gaps') },
	{
		name: 'gaps-first-look',
		reach: async (page) => {
			await goTo('Open')(page);
			await page.getByRole('link', { name: /Census answers and a generator/ }).click();
			await page.getByRole('list', { name: 'Seen at first look' }).waitFor(SEARCHED);
		}
	},
	{ name: 'gaps-stopped', reach: press('Cancel') },
	{
		name: 'cases-under-way',
		reach: async (page) => {
			await press('Search again')(page);
			await goTo('Cases')(page);
		}
	},
	{
		name: 'gaps',
		reach: async (page) => {
			await goTo('Gaps')(page);
			await page.getByRole('list', { name: /^Findings/ }).waitFor(SEARCHED);
			await page.getByRole('region', { name: /rows of this region/ }).waitFor(SEARCHED);
		}
	},
	{
		name: 'gaps-brushed',
		reach: async (page) => {
			await press('Put this help away')(page);
			await page.getByRole('group', { name: 'Kinds to show' }).getByRole('button').last().click();
			await brush(page);
		}
	},
	{
		name: 'gaps-nearest',
		reach: async (page) => {
			await press('Clear')(page);
			await choose(/Beside the nearest/)(page);
			await page.getByRole('region', { name: /beside their nearest/ }).waitFor(SEARCHED);
		}
	},
	{ name: 'gaps-too-many', reach: choose(/Too many/) },
	{ name: 'gaps-table', reach: choose(/^Table$/) },
	{ name: 'gaps-explained', reach: press('what is this?') },
	{
		name: 'gaps-builder',
		reach: async (page) => {
			await close(page);
			await choose(/^Missing/)(page);
			await press('Add to the brief')(page);
			await press('Your own')(page);
		}
	},
	{
		name: 'share',
		reach: async (page) => {
			await close(page);
			await page.getByRole('banner').getByRole('button', { name: /share/i }).click();
			await page.getByRole('list', { name: 'What the link holds' }).waitFor();
		}
	},
	{
		name: 'cases',
		reach: async (page) => {
			await close(page);
			await settle(page);
			await goTo('Cases')(page);
		}
	},
	{
		name: 'cases-brushed',
		reach: async (page) => {
			const to = page.getByRole('slider', { name: 'Distance, to' });
			for (let i = 0; i < 12; i++) await to.press('ArrowLeft');
		}
	},
	{ name: 'cases-groups', reach: choose(/Groups/) },
	{ name: 'cases-invented', reach: choose(/Invented/) },
	{
		name: 'columns',
		reach: async (page) => {
			await goTo('Columns')(page);
			await page.getByText(/columns compared/).waitFor(SEARCHED);
		}
	},
	{ name: 'columns-one', reach: press('hours-per-week') },
	{
		name: 'columns-pairs',
		reach: async (page) => {
			await close(page);
			await tab('Pairs')(page);
			await press(/ × /)(page);
			await page.getByText(/^Press a cell to ask/).waitFor(SEARCHED);
		}
	},
	{
		name: 'columns-whole',
		reach: async (page) => {
			await tab('Whole table')(page);
			await page.getByText('What gives it away').waitFor(SEARCHED);
			await press(/choose others/)(page);
		}
	},
	{ name: 'columns-users', reach: tab('Your users') },
	{ name: 'brief', reach: goTo('Brief') },
	{ name: 'verify', reach: goTo('Verify') },
	{
		name: 'verify-trend',
		reach: async (page) => {
			await page
				.getByLabel('Synthetic versions', { exact: true })
				.locator('input')
				.setInputFiles(
					['adult-tvae', 'adult-holdout'].map((name) => `static/samples/${name}.parquet`)
				);
			await press('Verify')(page);
			await page.getByText(/closed in adult-holdout/).waitFor(SEARCHED);
		}
	},
	{ name: 'open-paired', reach: goTo('Open') },
	{ name: 'method', reach: (page) => page.goto('method/') },
	{
		name: 'received-wrong',
		reach: async (page) => {
			await page.goto('./');
			await page.getByLabel('Shared analysis').setInputFiles({
				name: 'study.lacuna.json',
				mimeType: 'application/json',
				buffer: Buffer.from('{"v":0}')
			});
			await page.getByRole('heading', { name: 'A shared analysis' }).waitFor();
		}
	},
	{
		name: 'gaps-none',
		reach: async (page) => {
			await page.goto('./#sample=adult-holdout');
			await page.getByRole('heading', { name: 'No gap found' }).waitFor(SEARCHED);
		}
	}
];

async function take(page: Page, name: string): Promise<void> {
	for (const width of WIDTHS) {
		await page.setViewportSize({ width, height: 900 });
		await page.evaluate(() => scrollTo(0, 0));
		await page.waitForTimeout(300);
		await page.screenshot({
			path: `${FOLDER}/${name}-${width}.png`,
			fullPage: width !== 1024,
			animations: 'disabled'
		});
	}
	await page.setViewportSize({ width: WIDTHS[0], height: 900 });
}

const only = process.argv[2];
const server = await preview({ preview: { port: Number(process.env.PORT ?? 4174) } });
const browser = await chromium.launch(config.use?.launchOptions ?? {});
await mkdir(FOLDER, { recursive: true });

for (const theme of THEMES.filter((name) => !only || name === only)) {
	const page = await browser.newPage({
		colorScheme: theme,
		baseURL: server.resolvedUrls?.local[0] ?? ''
	});
	page.setDefaultTimeout(120_000);
	await page.goto('./');
	await page.locator('html[data-hydrated]').waitFor({ state: 'attached' });
	for (const { name, reach } of STATES) {
		try {
			await reach(page);
			await take(page, `${theme}-${name}`);
			console.log(theme, name);
		} catch (error) {
			console.error(theme, name, 'was not reached:', error);
			process.exitCode = 1;
		}
	}
	await page.close();
}

await browser.close();
await server.close();
