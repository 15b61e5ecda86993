import { readFile } from 'node:fs/promises';
import { expect, test } from '@playwright/test';
import { openPage, reachGaps } from './open-page';

test.describe('the main journey', () => {
	test('is stopped and begun again, finds that people with an absent spouse are missing, shows their rows, and hands over a brief for them', async ({
		page,
		context
	}) => {
		test.slow();
		const foreign: string[] = [];
		// Of the context: a page does not hear what its workers fetch.
		context.on('request', (request) => {
			const { protocol, hostname } = new URL(request.url());
			if (protocol.startsWith('http') && hostname !== '127.0.0.1') foreign.push(request.url());
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
		expect(foreign).toEqual([]);
	});

	test('claims nothing where nothing is missing, and measures a region that the person names on all rows', async ({
		page
	}) => {
		await page.goto('/#sample=adult-holdout');
		await reachGaps(page);
		await expect(page.getByRole('heading', { level: 1, name: 'No gap found' })).toBeVisible();
		await page.getByRole('button', { name: 'Measure a region of your own' }).click();
		const dialog = page.getByRole('dialog', { name: 'A region of your own' });
		await dialog.getByLabel('from').fill('65');
		await dialog.getByRole('button', { name: 'Measure it' }).click();
		await expect(page.getByRole('heading', { level: 2, name: 'age is 65 or more' })).toBeVisible();
		await page.keyboard.press('Control+z');
		await expect(page.getByRole('heading', { level: 1, name: 'No gap found' })).toBeVisible();
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
