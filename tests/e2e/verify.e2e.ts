import { readFile } from 'node:fs/promises';
import { expect, test } from '@playwright/test';
import { expectClean } from './expect-clean';
import { openPage } from './open-page';

// A search takes its time on a machine that does other things as well.
test.setTimeout(300_000);

/** Of the planted pair: people of 65 and more who came by the web, of whom the generator makes none. */
const FROZEN = 'tests/fixtures/planted-frozen.lacuna.json';

test('returned rows are checked one by one and close the region they were asked for', async ({
	page
}) => {
	await openPage(page, '/verify/');
	await page.getByRole('radio', { name: 'Returned human data' }).click();
	const rows = Array.from({ length: 150 }, (_, i) => `${65 + (i % 20)},web,text ${i}`);
	const csv = ['age,channel,comment', ...rows, rows[0], '30,web,too young'].join('\n');
	await page.locator('input[aria-label="Frozen regions"]').setInputFiles(FROZEN);
	await page.locator('input[aria-label="Returned rows"]').setInputFiles({
		name: 'returned.csv',
		mimeType: 'text/csv',
		buffer: Buffer.from(csv)
	});
	await page.getByRole('button', { name: 'Verify' }).click();
	await expect(page.getByText('151 of 152 rows in returned.csv are accepted.')).toBeVisible({
		timeout: 120_000
	});
	const repeated = page.getByRole('row', { name: /does not repeat an earlier one/ });
	await expect(repeated).toContainText('150');
	await expect(page.getByRole('row', { name: /age is 65 or more/ })).toContainText('Closed');
	await expectClean(page, 'returned rows verified');
	// Where all is in sight, nothing is to be scrolled.
	const tables = page.locator('[role=group]:has(> table)');
	await expect(tables).toHaveCount(2);
	for (const table of await tables.all()) await expect(table).not.toHaveAttribute('tabindex');
});

test('files dropped at once go where their names say', async ({ page }) => {
	await openPage(page, '/verify/');
	const dropped = [
		['planted-frozen.lacuna.json', await readFile(FROZEN, 'base64')],
		['people.csv', Buffer.from('age,channel\n70,web').toString('base64')],
		['v1.csv', Buffer.from('age,channel\n30,web').toString('base64')]
	];
	await page.evaluate((files) => {
		const dataTransfer = new DataTransfer();
		for (const [name, base64] of files) dataTransfer.items.add(new File([atob(base64!)], name!));
		document.body.dispatchEvent(
			new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true })
		);
	}, dropped);
	const place = (name: string) => page.getByRole('group', { name, exact: true });
	await expect(place('Frozen regions')).toContainText('planted-frozen.lacuna.json: 1 region');
	await expect(place('Human table')).toContainText('people.csv');
	await expect(place('Synthetic versions')).toContainText('v1.csv');
	await expect(page.getByRole('button', { name: 'Verify' })).toBeEnabled();
});

test('a file without findings is refused with the way out', async ({ page }) => {
	await openPage(page, '/verify/');
	const { recipe } = JSON.parse(await readFile(FROZEN, 'utf8')) as { recipe: unknown };
	await page.locator('input[aria-label="Frozen regions"]').setInputFiles({
		name: 'frozen.lacuna.json',
		mimeType: 'application/json',
		buffer: Buffer.from(JSON.stringify({ lacuna: 1, recipe }))
	});
	await expect(page.getByText('frozen.lacuna.json holds a recipe but no findings.')).toBeVisible();
});
