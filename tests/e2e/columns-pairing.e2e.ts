import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import { goToStep, openPage } from './open-page';

function table(head: string, columns: number): Buffer {
	const rows = Array.from({ length: 300 }, (_, i) =>
		['oak,elm,ash'.split(',')[i % 3], 20 + ((i * 7) % 50), (i % 17) / 4].slice(0, columns).join(',')
	);
	return Buffer.from(`${head}\n${rows.join('\n')}\n`);
}

test('columns on one side alone are suggested to each other, paired and named by hand, and undone', async ({
	page
}) => {
	await openPage(page, '/');
	const pickers = page.locator('input[type=file]');
	const csv = (name: string, buffer: Buffer) => ({ name, mimeType: 'text/csv', buffer });
	await pickers.nth(0).setInputFiles(csv('people.csv', table('kind,years_of_age,score', 3)));
	await pickers.nth(1).setInputFiles(csv('made.csv', table('kind,age', 2)));
	await goToStep(page, 'Columns');
	await expect(page.getByText('3 columns on one side alone')).toBeVisible({ timeout: 60_000 });
	const card = page.getByRole('region', { name: 'Which of them may belong together?' });
	await card.getByRole('button', { name: 'Measure' }).click();
	const pair = card.getByRole('button', { name: 'Pair years_of_age with age' });
	await expect(pair).toBeVisible({ timeout: 60_000 });
	const { violations } = await new AxeBuilder({ page }).analyze();
	expect(violations.map(({ id }) => id)).toEqual([]);
	await pair.click();
	await expect(page.getByText('1 column on one side alone')).toBeVisible({ timeout: 60_000 });
	await page.getByRole('button', { name: 'years_of_age', exact: true }).click();
	await expect(page.getByRole('dialog', { name: 'years_of_age' })).toContainText(
		'Paired by hand, confidence'
	);
	await page.getByRole('button', { name: 'Rename' }).click();
	await page.getByLabel('Called').fill('age in years');
	await page.keyboard.press('Enter');
	const dialog = page.getByRole('dialog', { name: 'age in years' });
	await expect(dialog).toContainText('years_of_age in the human table');
	expect((await new AxeBuilder({ page }).analyze()).violations.map(({ id }) => id)).toEqual([]);
	await page.keyboard.press('Escape');
	const list = page.getByRole('table', { name: 'Columns' });
	await expect(list.getByRole('button', { name: 'age in years' })).toBeVisible();
	await page.keyboard.press('ControlOrMeta+z');
	await expect(list.getByRole('button', { name: 'years_of_age', exact: true })).toBeVisible();
	await page.keyboard.press('ControlOrMeta+z');
	await expect(page.getByText('3 columns on one side alone')).toBeVisible({ timeout: 60_000 });
});
