import { expect, test } from '@playwright/test';

test.beforeEach(async ({ page }) => {
	await page.goto('/#sample=adult-tvae');
	await page.getByRole('link', { name: 'Columns' }).click();
});

test('columns stand beside their ceilings, the furthest below first, and open to their facts', async ({
	page
}) => {
	const table = page.getByRole('table', { name: 'Columns' });
	await expect(page.getByText('On every row, in')).toBeVisible({ timeout: 60_000 });
	await expect(table.getByRole('rowheader').first()).toHaveText('capital-gain');
	await expect(table.getByRole('row').nth(1)).toContainText('of 0.99');
	await table.getByRole('button', { name: 'capital-gain' }).click();
	const dialog = page.getByRole('dialog', { name: 'capital-gain' });
	await expect(dialog).toContainText('Kolmogorov–Smirnov');
	await expect(dialog).toContainText('24,421');
});

test('a column that is ignored leaves the comparison, and undo brings it back', async ({
	page
}) => {
	const table = page.getByRole('table', { name: 'Columns' });
	await expect(page.getByText('15 columns compared')).toBeVisible({ timeout: 60_000 });
	await table.getByRole('combobox', { name: 'Type of capital-gain' }).click();
	await page.getByRole('option', { name: 'Ignored' }).click();
	await expect(page.getByText('14 columns compared')).toBeVisible({ timeout: 60_000 });
	await page.keyboard.press('ControlOrMeta+z');
	await expect(page.getByText('15 columns compared')).toBeVisible({ timeout: 60_000 });
});

test('pairs are measured when asked for, and one can be looked at cell by cell', async ({
	page
}) => {
	await page.getByRole('tab', { name: 'Pairs of columns' }).click();
	await page.getByRole('button', { name: 'Measure', exact: true }).click();
	await expect(page.getByText('Worst pairs first')).toBeVisible({ timeout: 80_000 });
	await page.getByRole('row').nth(1).getByRole('button').click();
	await expect(page.getByText('share of human rows')).toBeVisible();
});
