import { expect, test } from '@playwright/test';

test('a person reads why rows stand apart, judges one, and puts its group into the brief', async ({
	page
}) => {
	test.slow();
	await page.goto('/#sample=adult-tvae');
	await page.getByRole('link', { name: 'Cases' }).click();
	const list = page.getByRole('listbox', { name: /Cases/ });
	await expect(list).toBeVisible({ timeout: 240_000 });
	await expect(page.getByRole('heading', { level: 1 })).toContainText(/generated/);

	const first = page.getByRole('option').first();
	await first.click();
	const detail = page.getByRole('article');
	await expect(detail.getByRole('columnheader', { name: /This row/ })).toBeVisible();
	await expect(detail.getByText('differs:').first()).toBeAttached();
	await detail.getByRole('button', { name: 'Rare and real' }).click();
	await expect(first).toContainText('Rare and real');

	await list.focus();
	await page.keyboard.press('ArrowDown');
	await expect(page.getByRole('option').nth(1)).toHaveAttribute('aria-selected', 'true');

	await page.getByRole('radio', { name: /Groups/ }).click();
	await page.getByRole('button', { name: 'Add to brief' }).first().click();
	await expect(page.getByRole('button', { name: 'In the brief' })).toBeVisible();

	const waiting = page.waitForEvent('download');
	await page.getByRole('button', { name: 'Download' }).click();
	expect((await waiting).suggestedFilename()).toBe('cases.csv');
});
