import { readFile } from 'node:fs/promises';
import { expect, test } from '@playwright/test';
import { openPage, reachGaps } from './open-page';

test.describe('the main journey', () => {
	test('is stopped and begun again, finds that people with an absent spouse are missing, shows their rows, and hands over a brief for them', async ({
		page,
		context,
		baseURL
	}) => {
		test.slow();
		const foreign: string[] = [];
		const violations: string[] = [];
		page.on('console', (message) => {
			if (/Content Security Policy/.test(message.text())) violations.push(message.text());
		});
		// Of the context: a page does not hear what its workers fetch.
		context.on('request', (request) => {
			const { protocol, origin } = new URL(request.url());
			if (protocol !== 'data:' && origin !== baseURL) foreign.push(request.url());
		});

		await test.step('what was seen before the search is stopped stays, and can be opened', async () => {
			await page.goto('/#sample=adult-tvae');
			const firstLook = page.getByRole('list', { name: 'Seen at first look' });
			await expect(firstLook).toBeVisible({ timeout: 80_000 });
			await page.getByRole('button', { name: 'Cancel' }).click();
			await expect(page.getByRole('heading', { name: 'Stopped' })).toBeVisible();
			await firstLook.getByRole('button').nth(1).click();
			await expect(page.getByText('not yet held against chance').first()).toBeVisible();
			await page.getByRole('button', { name: 'Search again' }).click();
			await reachGaps(page);
			await expect(page.getByRole('heading', { level: 1 })).toContainText('all but missing');
		});

		await test.step('the rows of a gap are as the file holds them, and are handed over as CSV', async () => {
			const gap = page.getByRole('button', { name: /Married-spouse-absent/ }).first();
			await gap.click();
			await expect(
				page.getByRole('heading', { level: 2, name: /Married-spouse-absent/ })
			).toBeVisible();
			const rows = page.getByRole('region', { name: 'human rows of this region' });
			await expect(rows.getByRole('row').nth(3)).toContainText('Married-spouse-absent');
			await page.getByRole('radio', { name: 'Beside the nearest' }).click();
			const beside = page.getByRole('region', { name: 'human rows beside their nearest' });
			// The search for single cases is at work beside it.
			await expect(beside.getByRole('row').nth(2)).toContainText(/nearest synthetic, [\d.]+ away/, {
				timeout: 120_000
			});
			await page.getByRole('button', { name: 'Download' }).click();
			const download = page.waitForEvent('download');
			await page.getByRole('menuitem', { name: 'CSV' }).click();
			const file = await download;
			expect(file.suggestedFilename()).toMatch(/^human-r[0-9a-f]{16}\.csv$/);
			expect(await readFile(await file.path(), 'utf8')).toContain('Married-spouse-absent');
		});

		await page.getByRole('button', { name: 'Add to the brief' }).click();
		await expect(page.getByRole('button', { name: 'In the brief', exact: true })).toBeVisible();
		await page.getByRole('banner').getByRole('link', { name: 'Brief' }).click();
		await page.getByRole('button', { name: 'Export' }).click();
		const saved = page.waitForEvent('download');
		await page.getByRole('menuitem', { name: 'Markdown' }).click();
		const brief = await readFile(await (await saved).path(), 'utf8');
		expect(brief).toContain('Married-spouse-absent');
		expect(brief).toContain('"marital-status"');

		await test.step('and on no page, nor for a link, has a request left the origin', async () => {
			const steps = page.getByRole('navigation', { name: 'Steps' }).getByRole('link');
			for (let step = 0; step < (await steps.count()); step++) {
				await steps.nth(step).click();
				await page.waitForLoadState('networkidle');
			}
			await page.getByRole('banner').getByRole('button', { name: /share/i }).click();
			await expect(page.getByRole('dialog')).toBeVisible();
			expect(foreign).toEqual([]);
			expect(violations).toEqual([]);
		});
	});
});

test.describe('files that cannot be used', () => {
	const human = {
		name: 'human.csv',
		mimeType: 'text/csv',
		buffer: Buffer.from('age,job\n31,a\n44,b\n')
	};

	test('a text file under the name of a Parquet file is named, and the other file stays', async ({
		page
	}) => {
		await openPage(page, '/');
		const pickers = page.locator('input[type=file]');
		await pickers.first().setInputFiles(human);
		await pickers.last().setInputFiles({
			name: 'synthetic.parquet',
			mimeType: 'application/octet-stream',
			buffer: Buffer.from('age,job\n31,a\n')
		});
		await expect(page.getByRole('alert')).toContainText('synthetic.parquet');
		await expect(page.getByText('human.csv')).toBeVisible();
	});

	test('tables that share no column are told apart by their columns', async ({ page }) => {
		await openPage(page, '/');
		const pickers = page.locator('input[type=file]');
		await pickers.first().setInputFiles(human);
		await pickers
			.last()
			.setInputFiles({ ...human, name: 'synthetic.csv', buffer: Buffer.from('x,y\n1,2\n') });
		await expect(page.getByRole('alert')).toContainText('share no column');
	});
});
