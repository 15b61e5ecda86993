import { fileURLToPath } from 'node:url';
import { expect, test, type Page } from '@playwright/test';
import { expectStill, watchShifts } from './layout-shift';
import { goBackTo, goToStep, openPage, reachGaps, standsAt } from './open-page';

const fixture = (name: string) =>
	fileURLToPath(new URL(`../fixtures/files/${name}`, import.meta.url));

async function choose(page: Page, label: string, option: string): Promise<void> {
	await page.getByRole('combobox', { name: label }).click();
	await page.getByRole('option', { name: option }).click();
}

test('one file gives both tables, and a link to it asks for that one file', async ({
	page,
	context
}) => {
	await openPage(page, '/');
	const human = page.getByRole('region', { name: 'Human' });
	await human.locator('input[type=file]').first().setInputFiles(fixture('both.parquet'));
	const card = page.getByRole('region', { name: 'Are both tables in both.parquet?' });
	await expect(card).toContainText('3,000 rows');
	await expect(card.getByRole('combobox', { name: 'Rows with human' })).toHaveText('Human');
	await expect(card.getByRole('button', { name: 'Compare these rows' })).toBeDisabled();
	await choose(page, "Rows with it's made", 'Synthetic');
	await card.getByRole('button', { name: 'Compare these rows' }).click();
	await reachGaps(page);
	await goBackTo(page, 'Open');
	await expect(human).toContainText('rows with human in source: 3,000 rows, 2 columns');

	await page.waitForURL(/#v1\./);
	const other = await context.newPage();
	await watchShifts(other);
	await openPage(other, page.url().replace(/^[^#]*/, '/'));
	await expect(other.getByText('rows with human in source')).toBeVisible();
	await expectStill(other, 'a link as it opens');
	const needed = other.getByRole('group', { name: 'Files it needs' });
	await needed.locator('input[type=file]').setInputFiles(fixture('both.parquet'));
	await expect(other.getByRole('region', { name: 'Synthetic' })).toContainText(
		"rows with it's made in source: 6,000 rows"
	);
});

test('several synthetic versions are ordered, one is analysed, and Verify gets the others, also where the browser keeps nothing', async ({
	page
}) => {
	const broken: string[] = [];
	page.on('pageerror', ({ message }) => broken.push(message));
	await page.addInitScript(() => {
		const refuse = () => {
			throw new DOMException('The operation is insecure.', 'SecurityError');
		};
		for (const store of ['localStorage', 'sessionStorage', 'indexedDB'])
			Object.defineProperty(window, store, { get: refuse });
	});
	await openPage(page, '/');
	const synthetic = page.getByRole('region', { name: 'Synthetic' });
	await page
		.getByRole('region', { name: 'Human' })
		.locator('input[type=file]')
		.setInputFiles(fixture('codec-zstd.parquet'));
	await synthetic
		.locator('input[type=file]')
		.first()
		.setInputFiles(['codec-gzip.parquet', 'compressed.arrow', 'codec-snappy.parquet'].map(fixture));
	// Whoever does nothing is taken to the gaps.
	await reachGaps(page);
	await goBackTo(page, 'Open');
	await expect(synthetic.getByRole('radio')).toHaveCount(3);
	await expect(synthetic.getByRole('radio', { name: /codec-gzip/ })).toBeChecked();

	await synthetic.getByRole('radio', { name: /compressed/ }).check();
	await expect(synthetic.locator('.name')).toHaveText('compressed.arrow');
	await synthetic.getByRole('button', { name: 'Move compressed.arrow up' }).click();
	await synthetic.getByRole('button', { name: 'Remove codec-gzip.parquet' }).click();
	await expect(synthetic.getByRole('radio')).toHaveCount(2);
	await expect(synthetic.getByRole('radio').first()).toBeChecked();
	// Whoever is busy with versions is not taken away from them.
	await page.getByRole('link', { name: 'To the gaps' }).click();
	await reachGaps(page);
	await page.getByRole('banner').getByRole('link', { name: 'Verify' }).click();
	await expect(page.getByText('codec-snappy.parquet')).toBeVisible();
	expect(broken).toEqual([]);
});

test('a sample that did not come can be pressed again, and one that a reload interrupts opens all the same, once', async ({
	page
}) => {
	let arrive = (): void => {};
	const held = new Promise<void>((resolve) => (arrive = resolve));
	let asked = 0;
	await page.route('**/samples/*', async (route) => {
		asked++;
		if (asked <= 2) return route.abort();
		await held;
		// The page that asked may be gone.
		await route.continue().catch(() => {});
	});
	await openPage(page, '/');
	const sample = page.getByRole('link', { name: /split in two/ });
	await sample.click();
	await expect(page.getByRole('alert')).toContainText('did not arrive');
	await expect(page).toHaveURL(/\/$/);
	await sample.click();
	await expect.poll(() => asked).toBe(4);
	await goToStep(page, 'Columns');
	await expect(page).toHaveURL(/\/columns\/#sample=adult-holdout$/);
	await page.reload();
	await expect.poll(() => asked).toBe(6);
	arrive();
	await expect(page.getByText('On every row, in')).toBeVisible({ timeout: 200_000 });
	await goBackTo(page, 'Open');
	await expect(page).toHaveURL(/\/#v1\./);
	await page.goForward();
	await standsAt(page, 'Columns');
	await expect(page).toHaveURL(/\/columns\/#v1\./);
	await expect(page.getByText('On every row, in')).toBeVisible();
	expect(asked).toBe(6);
});

test('a step that is pressed while the app still loads keeps what the address holds', async ({
	page
}) => {
	let arrive = (): void => {};
	const held = new Promise<void>((resolve) => (arrive = resolve));
	await page.route('**/_app/immutable/entry/*', async (route) => {
		await held;
		await route.continue();
	});
	await page.goto('/#sample=adult-holdout', { waitUntil: 'commit' });
	await page.getByRole('navigation', { name: 'Steps' }).getByText('Gaps').click();
	await expect(page).toHaveURL(/\/gaps\/#sample=adult-holdout$/);
	arrive();
	await reachGaps(page);
	await expect(page.getByRole('heading', { level: 1, name: 'No gap found' })).toBeVisible();
});
