import { randomBytes } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { expect, test, type Page } from '@playwright/test';
import type { Recipe } from '../../src/lib/terms/recipe';
import { expectClean } from './expect-clean';
import { keptInBrowser } from './kept-in-browser';
import { linkOf, QUICK, quickSample, tableOf } from './links';
import { goBackTo, goToStep, openPage, reachGaps, standsAt } from './open-page';

// An analysis takes its time on a machine that does other things as well.
test.setTimeout(600_000);
const ANALYSED = { timeout: 200_000 };
const RESTORED = /kinds? of rows/;

/** What a press of a button in the share dialog saves: where it lies. */
async function saved(page: Page, button: string): Promise<string> {
	const [download] = await Promise.all([
		page.waitForEvent('download'),
		page.getByRole('button', { name: button }).click()
	]);
	// By its name, from which a browser takes what it is.
	const path = test.info().outputPath(download.suggestedFilename());
	await download.saveAs(path);
	return path;
}

const parquet = async (name: string, path: string) => ({
	name,
	mimeType: 'application/octet-stream',
	buffer: await readFile(path)
});

test('a link, a locked link, a file and a report carry the findings to people without the data, and the data when it is given', async ({
	page,
	browser
}) => {
	await openPage(page, '/#sample=adult-tvae');
	await reachGaps(page);
	await page.getByRole('button', { name: 'Share', exact: true }).click();
	const dialog = page.getByRole('dialog');
	// What a link holds is counted in the engine, where the search for cases is at work.
	await expect(page.getByLabel(/^Link/)).toHaveValue(/#v1\./, ANALYSED);
	const link = await page.getByLabel(/^Link/).inputValue();
	await expect(dialog.getByText('Names, sizes and fingerprints of the files')).toBeVisible();
	await expect(dialog.getByText(/What was found/)).toBeVisible();
	const report = await saved(page, 'HTML report');
	await page.getByLabel('Passphrase (optional)').fill('under the third stone');
	await page.getByRole('button', { name: 'Lock' }).click();
	await expect(page.getByLabel(/^Locked link/)).toHaveValue(/#v1-locked\./);
	const locked = await page.getByLabel(/^Locked link/).inputValue();

	// A colleague's browser, without the sample at hand.
	const context = await browser.newContext();
	const other = await context.newPage();
	await context.route('**/samples/*', (route) => route.abort());
	await test.step('the link tells the findings, and still does after a reload', async () => {
		await other.goto(link);
		const panel = other.getByRole('region', { name: 'A shared analysis' });
		await expect(panel.getByText('adult-human.parquet', { exact: true })).toBeVisible();
		await expect(panel.getByRole('row').nth(5)).toBeVisible();
		// It is the page: no other asks for tables beside it.
		await expect(other.getByRole('heading', { level: 1 })).toHaveText('A shared analysis');
		await expect(other).toHaveTitle('A shared analysis · Lacuna');
		await expectClean(other, 'a received link');
		await other.reload();
		await expect(panel.getByRole('row').nth(5)).toBeVisible();
	});

	await test.step('files are taken in any order; a changed one is told from a renamed one', async () => {
		const panel = other.getByRole('region', { name: 'A shared analysis' });
		const input = panel.locator('input[type=file]');
		await input.setInputFiles(
			await parquet('adult-tvae.parquet', 'static/samples/adult-holdout.parquet')
		);
		await expect(
			other.getByText('adult-tvae.parquet has changed since the analysis was shared.')
		).toBeVisible();
		await other.reload();
		await input.setInputFiles([
			await parquet('made-by-tvae.parquet', 'static/samples/adult-tvae.parquet'),
			await parquet('adult-human.parquet', 'static/samples/adult-human.parquet')
		]);
		await expect(
			other.getByText('made-by-tvae.parquet is adult-tvae.parquet under another name.')
		).toBeVisible();
		await goToStep(other, 'Gaps');
	});

	await test.step('a locked link opens with its passphrase alone, and stays locked in the address', async () => {
		const third = await context.newPage();
		const passphrase = third.getByLabel('It is locked. Passphrase');
		const open = third.getByRole('button', { name: 'Open', exact: true });
		await third.goto(locked);
		await passphrase.fill('wrong');
		await open.click();
		await expect(third.getByText(/passphrase is wrong/)).toBeVisible();
		await passphrase.fill('under the third stone');
		await open.click();
		await expect(third.getByRole('row').nth(1)).toBeVisible();
		expect(new URL(third.url()).hash).toBe(new URL(locked).hash);
		await third.close();
	});

	await test.step('the report opens from disk without a request', async () => {
		const reader = await context.newPage();
		const requests: string[] = [];
		reader.on('request', (request) => requests.push(request.url()));
		const address = pathToFileURL(report).href;
		await reader.goto(address);
		await expect(reader.getByRole('heading', { level: 1 })).toContainText('adult-tvae.parquet');
		await expect(reader.locator('svg').nth(6)).toBeAttached();
		expect(requests).toEqual([address]);
		expect((await stat(report)).size).toBeLessThan(1_000_000);
		await expectClean(reader, 'the HTML report');
		await reader.close();
	});

	await expect(other.getByRole('heading', { level: 1, name: RESTORED })).toBeVisible(ANALYSED);
	await context.close();
});

test('Back and reload keep what was decided, undo takes it back, redo brings it again, and a duplicated tab opens the same finding', async ({
	page
}) => {
	await openPage(page, `/gaps/${await quickSample()}`);
	const findings = page.locator('button[aria-current]');
	await expect(findings.nth(1)).toBeVisible(ANALYSED);
	await findings.nth(1).click();
	await expect(findings.nth(1)).toHaveAttribute('aria-current', 'true');
	const words = await findings.nth(1).innerText();
	const inBrief = page.getByRole('button', { name: 'In the brief' }).first();
	await page.getByRole('button', { name: 'Add to the brief' }).first().click();
	await expect(inBrief).toBeVisible();
	await page.keyboard.press('Control+z');
	await expect(inBrief).toBeHidden();
	await page.keyboard.press('Control+Shift+z');
	await expect(inBrief).toBeVisible();
	await page.keyboard.press('Control+z');
	await page.keyboard.press('Control+y');
	await expect(inBrief).toBeVisible();

	await goToStep(page, 'Columns');
	await expect(page).toHaveURL(/\/columns\/#v1\./);
	const { hash } = new URL(page.url());
	await goBackTo(page, 'Gaps');
	await expect.poll(() => new URL(page.url()).hash).toBe(hash);
	await expect(inBrief).toBeVisible();
	await expect(findings.nth(1)).toHaveAttribute('aria-current', 'true');
	await page.goForward();
	await standsAt(page, 'Columns');
	await expect.poll(() => new URL(page.url()).hash).toBe(hash);
	await goBackTo(page, 'Gaps');
	const before = page.url();

	// As when a tab is duplicated: the new one brings along what the first keeps for itself.
	const duplicated = page.waitForEvent('popup');
	await page.evaluate((url) => void window.open(url), before);
	const second = await duplicated;
	await page.reload();
	for (const one of [second, page]) {
		const same = one.locator('button[aria-current="true"]').first();
		await expect(same).toHaveText(words, { ...ANALYSED, useInnerText: true });
		await expect(one.getByRole('button', { name: 'In the brief' }).first()).toBeVisible();
	}
	const nameOf = (tab: Page) => tab.evaluate(() => sessionStorage.getItem('lacuna-tab'));
	await expect.poll(() => nameOf(second)).not.toBe(await nameOf(page));
});

const HOST = 'https://data.example.org';
const TABLES = { human: 'planted-human.parquet', synthetic: 'planted-synthetic.parquet' };

/** A public table as a link names it. */
const publicTable = async (name: string, rowCount = 4000) => ({
	...(await tableOf(`tests/golden/${name}`, rowCount)),
	url: `${HOST}/${name}`
});

test('public tables load after one click that names their host; a long link is warned of, and its file holds the same', async ({
	page,
	browser
}) => {
	const asked = new Set<string>();
	await page.route(`${HOST}/**`, async (route) => {
		asked.add(route.request().url());
		const name = new URL(route.request().url()).pathname.slice(1);
		await route.fulfill({
			path: `tests/golden/${name}`,
			headers: { 'Access-Control-Allow-Origin': '*' }
		});
	});
	const human = await publicTable(TABLES.human);
	// As it was before somebody made it anew.
	const synthetic = await publicTable(TABLES.synthetic, 1);
	// Words that deflate cannot shorten: the link passes 8,000 characters.
	const texts = { notes: randomBytes(9_000).toString('hex') };
	const recipe = { version: 1, sources: { human, synthetic }, settings: QUICK };
	const draft = { version: 1, title: 'A brief with much to say', texts };
	await page.goto(`/${linkOf({ recipe, draft })}`);
	const load = page.getByRole('button', { name: 'Load from data.example.org' });
	await expect(load).toHaveCount(1);
	expect([...asked]).toEqual([]);
	await load.click();
	await expect(
		page.getByText('planted-synthetic.parquet has changed since the analysis was shared.')
	).toBeVisible(ANALYSED);
	await expect(page.getByText(/planted-human.parquet (has changed|is)/)).toBeHidden();
	expect([...asked].sort()).toEqual([human.url, synthetic.url]);
	await reachGaps(page);

	await page.getByRole('button', { name: 'Share', exact: true }).click();
	await expect(page.getByText('This link is longer than 8,000 characters.')).toBeVisible(ANALYSED);
	const file = await saved(page, 'Save as file');
	await page.getByRole('switch', { name: 'Include the draft of the brief' }).click();
	await expect(page.getByText('This link is longer than 8,000 characters.')).toBeHidden();

	const context = await browser.newContext();
	const other = await context.newPage();
	await openPage(other, '/');
	await other.getByLabel('Shared analysis').setInputFiles({
		name: 'analysis.lacuna (1).json',
		mimeType: 'application/json',
		buffer: await readFile(file)
	});
	const panel = other.getByRole('region', { name: 'A shared analysis' });
	await expect(panel.getByText('A brief with much to say')).toBeVisible();
	await expect(panel.getByRole('row').nth(1)).toBeVisible();
	await expect(panel.getByRole('button', { name: 'Load from data.example.org' })).toBeVisible();
	await context.close();
});

/** What an address tells, and every key of a judgement in it. */
function toldBy(address: string) {
	const payload = new URL(address).hash.replace('#v1.', '');
	const json = inflateRawSync(Buffer.from(payload, 'base64url')).toString();
	return (JSON.parse(json) as { recipe: Partial<Recipe> }).recipe;
}

/** Loads the public tables that a link names, and waits for the search. */
async function loadTables(page: Page): Promise<void> {
	await page.getByRole('button', { name: 'Load from data.example.org' }).click();
	await goToStep(page, 'Gaps');
	await reachGaps(page);
}

test('what an address must not tell outlives reload in this browser, and what came locked stays locked', async ({
	page,
	context
}) => {
	await context.route(`${HOST}/**`, (route) =>
		route.fulfill({
			path: `tests/golden/${new URL(route.request().url()).pathname.slice(1)}`,
			headers: { 'Access-Control-Allow-Origin': '*' }
		})
	);
	const human = await publicTable(TABLES.human);
	const synthetic = await publicTable(TABLES.synthetic);
	const age = { kind: 'range', of: 'number', column: 'age', low: 86, high: null };
	// Two people.
	const few = {
		conditions: [
			{ ...age, isLowClosed: true, isHighClosed: false },
			{ kind: 'set', column: 'channel', values: ['web'] }
		]
	};
	const recipe = { version: 1, sources: { human, synthetic }, settings: QUICK, ownRegions: [few] };
	await page.goto(`/${linkOf({ recipe })}`);
	await loadTables(page);
	await goToStep(page, 'Cases');
	const cases = page.getByRole('listbox', { name: /Cases/ });
	await cases.press('Home', ANALYSED);
	await cases.press('1');
	const judged = (on: Page) => on.getByRole('option', { name: /Rare and real/ });
	await expect(judged(page)).toHaveCount(1);
	await expect.poll(() => toldBy(page.url()).ownRegions).toBeUndefined();
	expect(toldBy(page.url()).judgements).toBeUndefined();
	const kept = () => keptInBrowser(page, 'lacuna-decisions', 'addresses');
	await expect.poll(kept).toMatch(/"c\d+":"real"/);

	const second = await context.newPage();
	await second.goto(page.url());
	await page.reload();
	for (const one of [second, page]) {
		await loadTables(one);
		await expect(one.getByRole('radio', { name: 'Yours 1' })).toBeVisible(ANALYSED);
		await goToStep(one, 'Cases');
		await expect(judged(one)).toHaveCount(1, ANALYSED);
	}
	await second.close();

	await page.getByRole('button', { name: 'Share', exact: true }).click();
	await page.getByLabel('Passphrase (optional)').fill('under the third stone');
	await page.getByRole('button', { name: 'Lock' }).click();
	await expect(page.getByLabel(/^Locked link/)).toHaveValue(/#v1-locked\./);
	const locked = await page.getByLabel(/^Locked link/).inputValue();
	await page.goto('about:blank');
	await page.goto(locked);
	const unlock = async () => {
		await page.getByLabel('It is locked. Passphrase').fill('under the third stone');
		await page.getByRole('button', { name: 'Open', exact: true }).click();
	};
	await unlock();
	await loadTables(page);
	await page.getByRole('button', { name: 'Add to the brief' }).first().click();
	await expect.poll(() => page.url()).not.toContain(new URL(locked).hash);
	expect(new URL(page.url()).hash).toMatch(/^#v1-locked\./);
	await page.getByRole('button', { name: 'Share', exact: true }).click();
	await expect(page.getByText('This analysis came locked, and goes on so')).toBeVisible();
	await page.reload();
	await unlock();
	await expect(page.getByTitle('1 chosen for the brief')).toBeVisible();
});

test('no broken or hostile link is more than a sentence on the page', async ({ page }) => {
	const recipe = { version: 1, settings: QUICK };
	const bomb = deflateRawSync(Buffer.alloc(60_000_000)).toString('base64url');
	const evil = '<img src=x onerror="window.hacked = true">';
	const polluted = `{"recipe":{"version":1,"pairing":{"__proto__":{"hacked":true}}}}`;
	const hostile: readonly (readonly [string, string | RegExp])[] = [
		['#v1.', 'nothing follows “#v1.”'],
		['#v1.AAAA', /damaged or has been cut short/],
		['#v1.ab+cd', 'character 6 does not belong in it'],
		['#v7.abcd', 'it is of version 7'],
		[`#v1.${'a'.repeat(210_000)}`, 'it is 210,003 characters long'],
		[`#v1.${bomb}`, 'it unfolds to more than any recipe holds'],
		[`#v1.${deflateRawSync(polluted).toString('base64url')}`, 'holds the key “__proto__”'],
		[linkOf('x'), 'is not valid'],
		[linkOf({ recipe: { ...recipe, settings: {} } }), 'recipe.settings.seed'],
		[linkOf({ recipe: { ...recipe, chosen: evil } }), 'recipe.chosen']
	];
	await openPage(page, '/');
	const panel = page.getByRole('region', { name: 'A shared analysis' });
	for (const [hash, says] of hostile) {
		await page.evaluate((to) => (location.hash = to), hash);
		await expect(panel.getByRole('alert')).toContainText(says);
	}
	// It was told on the page where it was opened; the next one is free of it.
	await goToStep(page, 'Gaps');
	await expect(panel).toHaveCount(0);
	const human = { name: evil };
	await page.evaluate(
		(to) => (location.hash = to),
		linkOf({ recipe: { ...recipe, sources: { human } } })
	);
	await expect(panel.getByText(evil, { exact: true })).toBeVisible();
	expect(await page.evaluate(() => 'hacked' in window)).toBe(false);
});
