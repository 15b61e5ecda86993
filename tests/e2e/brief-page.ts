import { readFileSync } from 'node:fs';
import { expect, type Page } from '@playwright/test';
import { goToStep, openPage } from './open-page';

/** Opens the small pair with planted gaps and goes on to the brief. */
export async function openPair(page: Page): Promise<void> {
	await openPage(page, '/');
	const inputs = page.locator('input[type=file]');
	await inputs.first().setInputFiles('tests/golden/planted-human.parquet');
	await inputs.last().setInputFiles('tests/golden/planted-synthetic.parquet');
	await goToStep(page, 'Brief');
}

/** As {@link openPair}, to where the first three gaps are offered. */
export async function openBrief(page: Page): Promise<void> {
	await openPair(page);
	await expect(page.getByRole('heading', { name: 'Start with the top three' })).toBeVisible({
		timeout: 180_000
	});
}

/** Leaves the offered gaps, and drafts the brief for others: by their place in the list, or their words. */
export async function choose(page: Page, ...which: readonly (number | RegExp)[]): Promise<void> {
	const taken = page.getByRole('button', { name: /^Leave out/ });
	await expect(taken.first()).toBeVisible();
	for (let left = await taken.count(); left > 0; left--) {
		await taken.first().click();
		await expect(taken).toHaveCount(left - 1);
	}
	await expect(page.getByRole('button', { name: /^Draft the brief/ })).toBeDisabled();
	for (const one of which) {
		const box =
			typeof one === 'number'
				? page.getByRole('checkbox').nth(one)
				: page.getByRole('checkbox', { name: one }).first();
		await box.focus();
		await page.keyboard.press('Space');
		await expect(box).toBeChecked();
	}
	await page.getByRole('button', { name: /^Draft the brief/ }).click();
	await expect(page.getByRole('article')).toHaveCount(which.length);
}

/** One file of the export menu. */
export async function download(
	page: Page,
	name: string | RegExp
): Promise<{ name: string; bytes: Uint8Array }> {
	await page.getByRole('button', { name: 'Export' }).click();
	const arriving = page.waitForEvent('download');
	await page.getByRole('menuitem', { name }).click();
	const file = await arriving;
	return { name: file.suggestedFilename(), bytes: readFileSync(await file.path()) };
}

/** Forgets what was written, and what was unfolded; the chosen regions stay. */
export async function beginAnew(page: Page): Promise<void> {
	await page.getByRole('button', { name: 'Start anew' }).click();
	await page.getByRole('button', { name: 'Forget it all' }).click();
	await expect(page.getByRole('dialog')).toHaveCount(0);
	await goToStep(page, 'Verify');
	await goToStep(page, 'Brief');
	await expect(page.getByLabel('Purpose', { exact: true })).toHaveValue('');
}

/** Opens the numbers of a region, or of people who serve several, that can be set by hand. */
export async function openByHand(page: Page, title: string): Promise<void> {
	const name = `Known better? Set by hand for ${title}`;
	await page.getByRole('button', { name, exact: true }).click();
}

/** Types a number into a field of the document. */
export async function type(page: Page, label: string, value: string): Promise<void> {
	const field = page.getByLabel(label, { exact: true });
	await field.fill(value);
	await field.press('Tab');
}

/** Titles of the regions that the brief asks for, in its order. */
export const titles = (page: Page) => page.getByLabel('Title of the region');
