import { readFile } from 'node:fs/promises';
import { expect, test } from '@playwright/test';
import { holdJobs, letJobsStart } from './hold-jobs';
import { goToStep, reachGaps } from './open-page';

test('the main journey is stopped and begun again, finds that people with an absent spouse are missing, shows their rows, and hands over a brief for them', async ({
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
		await holdJobs(page, 'null-scores');
		await page.goto('/#sample=adult-tvae');
		const firstLook = page.getByRole('list', { name: 'Seen at first look' });
		await expect(firstLook).toBeVisible({ timeout: 80_000 });
		await page.getByRole('button', { name: 'Cancel' }).click();
		await expect(page.getByRole('heading', { name: 'Stopped' })).toBeVisible();
		await firstLook.getByRole('button').nth(1).click();
		await expect(page.getByText('not yet held against chance').first()).toBeVisible();
		await letJobsStart(page, 'null-scores');
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
	await goToStep(page, 'Brief');
	await page.getByRole('button', { name: 'Export' }).click();
	const saved = page.waitForEvent('download');
	await page.getByRole('menuitem', { name: 'Markdown' }).click();
	const brief = await readFile(await (await saved).path(), 'utf8');
	expect(brief).toContain('Married-spouse-absent');
	expect(brief).toContain('"marital-status"');

	await test.step('and on no page, nor for a link, has a request left the origin', async () => {
		const steps = ['Open', 'Columns', 'Gaps', 'Cases', 'Brief', 'Verify'];
		await expect(page.getByRole('navigation', { name: 'Steps' }).getByRole('link')).toHaveText(
			steps.map((step) => new RegExp(`^${step}`))
		);
		for (const step of steps) await goToStep(page, step);
		await page.getByRole('banner').getByRole('button', { name: /share/i }).click();
		await expect(page.getByRole('list', { name: 'What the link holds' })).toBeVisible({
			timeout: 200_000
		});
		expect(foreign).toEqual([]);
		expect(violations).toEqual([]);
	});
});
