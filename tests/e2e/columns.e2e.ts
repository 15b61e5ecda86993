import { readFile } from 'node:fs/promises';
import { expect, test } from '@playwright/test';
import { quickSample } from './links';
import { openPage } from './open-page';

// One analysis for all of it: that is what takes time.
test('the comparison of columns is read, narrowed, brushed, changed and saved', async ({
	page
}) => {
	test.slow();
	await openPage(page, `/columns/${await quickSample()}`);
	await test.step('columns stand beside their ceilings, the furthest below first, and open to their facts', async () => {
		const table = page.getByRole('table', { name: 'Columns' });
		await expect(page.getByText('On every row, in')).toBeVisible({ timeout: 60_000 });
		await expect(table.getByRole('rowheader').first()).toHaveText('capital-gain');
		await expect(table.getByRole('row').nth(1)).toContainText('of 0.99');
		await table.getByRole('button', { name: 'capital-gain' }).click();
		const dialog = page.getByRole('dialog', { name: 'capital-gain' });
		await expect(dialog).toContainText('Kolmogorov–Smirnov');
		await expect(dialog).toContainText('24,421');
		await page.keyboard.press('Escape');
	});

	await test.step('a column that is ignored leaves the comparison, and undo brings it back', async () => {
		const table = page.getByRole('table', { name: 'Columns' });
		await expect(page.getByText('15 columns compared')).toBeVisible({ timeout: 60_000 });
		await table.getByRole('combobox', { name: 'Type of capital-gain' }).click();
		await page.getByRole('option', { name: 'Ignored' }).click();
		await expect(page.getByText('14 columns compared')).toBeVisible({ timeout: 60_000 });
		await page.keyboard.press('ControlOrMeta+z');
		await expect(page.getByText('15 columns compared')).toBeVisible({ timeout: 60_000 });
	});

	await test.step('a press on a bar keeps its rows in every picture, a chip shows and clears it, and parts of the list are chosen', async () => {
		const table = page.getByRole('table', { name: 'Columns' });
		const race = table.getByRole('slider', { name: /^Distribution of race/ });
		await expect(race).toBeVisible({ timeout: 80_000 });
		const sex = table.getByRole('slider', { name: /^Distribution of sex/ });
		await page.getByRole('searchbox', { name: 'Find a column' }).fill('e');
		await sex.scrollIntoViewIfNeeded();
		await sex.press('Home');
		await expect(sex).toHaveAttribute('aria-valuetext', /./);
		const before = await sex.getAttribute('aria-valuetext');
		const status = table.getByRole('slider', { name: /^Distribution of relationship/ });
		await status.press('Home');
		await status.press('Enter');
		const filters = page.getByRole('group', { name: 'What the pictures are filtered by' });
		await expect(filters).toContainText('relationship is');
		await sex.press('Home');
		await expect(sex).not.toHaveAttribute('aria-valuetext', before!);
		await filters.getByRole('button', { name: /take away/ }).click();
		await sex.press('Home');
		await expect(sex).toHaveAttribute('aria-valuetext', before!);

		// Along an axis two presses keep all that lies between them; a third within takes it away.
		const age = table.getByRole('slider', { name: /^Distribution of age/ });
		await age.press('Home');
		await age.press('ArrowRight');
		await expect(age).toHaveAttribute('aria-valuetext', /./);
		const first = await age.getAttribute('aria-valuetext');
		await age.press('Enter');
		const chip = filters.getByRole('listitem');
		await expect(chip).toHaveCount(1);
		const narrow = await chip.innerText();
		for (let i = 0; i < 3; i++) await age.press('ArrowRight');
		await expect(age).not.toHaveAttribute('aria-valuetext', first!);
		await age.press(' ');
		await expect(chip).not.toHaveText(narrow, { useInnerText: true });
		const bounds = (text: string) => (text.match(/\d+/g) ?? []).map(Number);
		const [low, high] = bounds(await chip.innerText());
		expect(low).toBe(bounds(narrow)[0]);
		expect(high! - low!).toBeGreaterThanOrEqual(3);
		await age.press('ArrowLeft');
		await age.press('Enter');
		await expect(chip).toHaveCount(0);
		await page.getByRole('button', { name: /at the ceiling/ }).click();
		await expect(page.getByText(/^\d+ of 15 columns$/)).toBeVisible();
		await page.getByRole('button', { name: 'Show all', exact: true }).click();
		await expect(table.getByRole('rowheader').first()).toHaveText('capital-gain');
	});

	await test.step('pairs are measured when they are looked at, one can be looked at cell by cell, and all is saved', async () => {
		await page.getByRole('tab', { name: 'Pairs' }).click();
		await expect(page.getByText('Worst pairs first')).toBeVisible({ timeout: 80_000 });
		await page.getByRole('row').nth(1).getByRole('button').click();
		await expect(page.getByText('share of human rows')).toBeVisible();
		await page
			.getByRole('button', { name: /human, .* synthetic$/ })
			.first()
			.click();
		await page.getByRole('button', { name: 'Ask for these people' }).click();
		await expect(page.getByRole('button', { name: 'In the brief' })).toBeVisible();
		// Any other pair is named, and all of them stand in a table.
		await page.getByRole('combobox', { name: /^Second column of the pair/ }).click();
		await page.getByRole('option', { name: 'sex', exact: true }).click();
		await expect(page.getByRole('heading', { name: /× sex$|^sex ×/ })).toBeVisible();
		await page.getByRole('button', { name: 'All 105 as a table' }).click();
		await expect(page.getByRole('region', { name: 'All pairs of columns' })).toContainText('×');
		await page.getByRole('button', { name: 'Save what was measured' }).click();
		const download = page.waitForEvent('download');
		await page.getByRole('menuitem', { name: /^JSON/ }).click();
		const report = JSON.parse(await readFile(await (await download).path(), 'utf8')) as {
			format: string;
			pairs: { worst: unknown[] };
		};
		expect(report.format).toBe('lacuna-comparison');
		expect(report.pairs.worst).toHaveLength(105);
	});
});
