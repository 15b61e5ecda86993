import { readFile } from 'node:fs/promises';
import { expect, test, type Page } from '@playwright/test';
import { openPage, reachGaps } from './open-page';

// An analysis takes its time on a machine that does other things as well.
test.setTimeout(300_000);
const ANALYSED = { timeout: 200_000 };

async function openSample(page: Page): Promise<void> {
	await openPage(page, '/');
	await page.getByRole('button', { name: /Census answers and a generator/ }).click();
	await reachGaps(page);
}

async function shareLink(page: Page): Promise<string> {
	await page.getByRole('button', { name: 'Share' }).click();
	const field = page.getByLabel(/^Link/);
	await expect(field).toHaveValue(/#v1\./);
	return field.inputValue();
}

test('a link carries the findings to someone without the data, and the data when it is given', async ({
	page,
	browser
}) => {
	await openSample(page);
	const link = await shareLink(page);
	const dialog = page.getByRole('dialog');
	await expect(dialog.getByText('Names, sizes and fingerprints of the files')).toBeVisible();
	await expect(dialog.getByText(/What was found/)).toBeVisible();

	// A colleague's browser, without the sample at hand.
	const context = await browser.newContext();
	const other = await context.newPage();
	await other.route('**/samples/*', (route) => route.abort());
	await other.goto(link);
	const panel = other.getByRole('region', { name: 'A shared analysis' });
	await expect(panel.getByText('adult-human.parquet', { exact: true })).toBeVisible();
	const rows = panel.getByRole('row');
	await expect(rows.nth(1)).toBeVisible();
	expect(await rows.count()).toBeGreaterThan(5);

	// In any order, one of them renamed.
	await panel.locator('input[type=file]').setInputFiles([
		{
			name: 'made-by-tvae.parquet',
			mimeType: 'application/octet-stream',
			buffer: await readFile('static/samples/adult-tvae.parquet')
		},
		{
			name: 'adult-human.parquet',
			mimeType: 'application/octet-stream',
			buffer: await readFile('static/samples/adult-human.parquet')
		}
	]);
	await expect(
		other.getByText('made-by-tvae.parquet is adult-tvae.parquet under another name.')
	).toBeVisible();
	await other.getByRole('navigation', { name: 'Steps' }).getByText('Gaps').click();
	await expect(other.getByRole('heading', { level: 1, name: /kinds? of rows/ })).toBeVisible(
		ANALYSED
	);
	await context.close();
});

test('a locked link opens with its passphrase alone', async ({ page, browser }) => {
	await openSample(page);
	await shareLink(page);
	await page.getByLabel('Passphrase (optional)').fill('under the third stone');
	await page.getByRole('button', { name: 'Lock' }).click();
	const field = page.getByLabel(/^Locked link/);
	await expect(field).toHaveValue(/#v1-locked\./);
	const link = await field.inputValue();

	const context = await browser.newContext();
	const other = await context.newPage();
	await other.goto(link);
	await other.getByLabel('It is locked. Passphrase').fill('wrong');
	await other.getByRole('button', { name: 'Open', exact: true }).click();
	await expect(other.getByText(/passphrase is wrong/)).toBeVisible();
	await other.getByLabel('It is locked. Passphrase').fill('under the third stone');
	await other.getByRole('button', { name: 'Open', exact: true }).click();
	await expect(other.getByLabel('It is locked. Passphrase')).toBeHidden();
	await context.close();
});

test('reload finds the analysis again, and a broken link says what is wrong', async ({ page }) => {
	await openSample(page);
	await expect(page).toHaveURL(/#v1\./);
	await page.reload();
	await expect(page.getByRole('heading', { level: 1, name: /kinds? of rows/ })).toBeVisible(
		ANALYSED
	);
	await page.goto('/#v1.AAAA');
	await page.reload();
	await expect(page.getByText('The link cannot be read')).toBeVisible();
});

test('Back keeps what was decided, undo takes it back, and a second tab opens the same finding', async ({
	page,
	context
}) => {
	await openSample(page);
	const findings = page.locator('button[aria-current]');
	await expect(findings.nth(1)).toBeVisible(ANALYSED);
	await findings.nth(1).click();
	await expect(findings.nth(1)).toHaveAttribute('aria-current', 'true');
	const words = await findings.nth(1).innerText();
	await page.getByRole('button', { name: 'Add to the brief' }).first().click();
	await expect(page.getByRole('button', { name: 'In the brief' }).first()).toBeVisible();

	await page.getByRole('navigation', { name: 'Steps' }).getByText('Columns').click();
	await expect(page).toHaveURL(/\/columns\/#v1\./);
	const { hash } = new URL(page.url());
	await page.goBack();
	await expect(page).toHaveURL(/\/gaps\//);
	await expect.poll(() => new URL(page.url()).hash).toBe(hash);
	await expect(page.getByRole('button', { name: 'In the brief' }).first()).toBeVisible();
	await expect(findings.nth(1)).toHaveAttribute('aria-current', 'true');
	const before = page.url();

	const second = await context.newPage();
	await second.goto(before);
	const same = second.locator('button[aria-current="true"]').first();
	await expect(same).toHaveText(words, { ...ANALYSED, useInnerText: true });

	await page.keyboard.press('Control+z');
	await expect(page).not.toHaveURL(before);
});

test('the report opens from disk without a request, and a changed file is told', async ({
	page,
	browser
}) => {
	await openSample(page);
	const link = await shareLink(page);
	const [download] = await Promise.all([
		page.waitForEvent('download'),
		page.getByRole('button', { name: 'HTML report' }).click()
	]);
	const context = await browser.newContext();
	const report = await context.newPage();
	const requests: string[] = [];
	report.on('request', (request) => requests.push(request.url()));
	const html = await readFile(await download.path(), 'utf8');
	await report.setContent(html);
	await expect(report.getByRole('heading', { level: 1 })).toContainText('adult-tvae.parquet');
	expect(await report.locator('svg').count()).toBeGreaterThan(2);
	expect(requests).toEqual([]);
	expect(html.length).toBeLessThan(1_000_000);

	const other = await context.newPage();
	await other.route('**/samples/*', (route) => route.abort());
	await other.goto(link);
	await other
		.getByRole('region', { name: 'A shared analysis' })
		.locator('input[type=file]')
		.setInputFiles({
			name: 'adult-tvae.parquet',
			mimeType: 'application/octet-stream',
			buffer: await readFile('static/samples/adult-holdout.parquet')
		});
	await expect(
		other.getByText('adult-tvae.parquet has changed since the analysis was shared.')
	).toBeVisible();
	await context.close();
});
