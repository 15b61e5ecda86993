import { readFile } from 'node:fs/promises';
import { expect, test, type Locator, type Page } from '@playwright/test';
import { openPage, reachGaps } from './open-page';

/** Presses Tab, or Shift+Tab, until the focus is on a control, as a person does; at most so many times. */
async function tabTo(page: Page, target: Locator, key = 'Tab', most = 60): Promise<void> {
	await expect(target).toBeVisible();
	for (let i = 0; i < most; i++) {
		if (await target.evaluate((element) => element === document.activeElement)) return;
		await page.keyboard.press(key);
	}
	await expect(target).toBeFocused();
}

/** Opens the sample from the start page. */
async function openSample(page: Page, name: RegExp): Promise<void> {
	await openPage(page, '/');
	await tabTo(page, page.getByRole('link', { name }));
	await page.keyboard.press('Enter');
	await reachGaps(page);
}

/** Goes to a page by the links of the header. */
async function openStep(page: Page, name: string): Promise<void> {
	await tabTo(
		page,
		page.getByRole('banner').getByRole('link', { name, exact: true }),
		'Shift+Tab',
		90
	);
	await page.keyboard.press('Enter');
}

test.describe('by keyboard alone', () => {
	test.beforeEach(() => test.setTimeout(600_000));

	// Two journeys through one analysis: the search is what takes time.
	test('from the sample to a brief that is saved; then a part of a picture is brushed, measured as a region, judged, and all of it undone', async ({
		page
	}) => {
		await test.step('from the sample to a brief that is saved', async () => {
			await openSample(page, /Census answers and a generator/);
			const list = page.getByRole('list', { name: 'Findings, most telling first' });
			await tabTo(page, list.getByRole('button').first());
			await page.keyboard.press('ArrowDown');
			await expect(list.getByRole('button').nth(1)).toBeFocused();
			await page.keyboard.press('ArrowUp');
			await tabTo(page, page.getByRole('button', { name: 'Add to the brief' }), 'Tab', 120);
			await page.keyboard.press('Enter');
			await expect(page.getByRole('button', { name: 'In the brief', exact: true })).toBeFocused();

			await openStep(page, 'Brief');
			const menu = page.getByRole('button', { name: 'Export' });
			await tabTo(page, menu, 'Tab', 120);
			await page.keyboard.press('Enter');
			const item = page.getByRole('menuitem', { name: 'Markdown' });
			await tabTo(page, item, 'ArrowDown');
			const saved = page.waitForEvent('download');
			await page.keyboard.press('Enter');
			expect(await readFile(await (await saved).path(), 'utf8')).toMatch(/^# /);
			await expect(menu).toBeFocused();
		});

		await test.step('from a brush to a region that is judged, and back by undo', async () => {
			await openStep(page, 'Gaps');
			await tabTo(page, page.getByRole('slider', { name: /from$/ }).first(), 'Tab', 150);
			await page.keyboard.press('ArrowRight');
			await page.keyboard.press('ArrowRight');
			const measure = page.getByRole('button', { name: 'Measure as a region' });
			await tabTo(page, measure, 'Shift+Tab');
			await page.keyboard.press('Enter');
			await expect(page.getByRole('radio', { name: /Yours 1/ })).toBeChecked();
			const heading = page.getByRole('article').getByRole('heading', { level: 2 });
			await expect(heading).toBeFocused();

			const verdict = page.getByRole('combobox', { name: /Your verdict/ });
			await tabTo(page, verdict);
			await page.keyboard.press('Enter');
			await page.keyboard.press('ArrowDown');
			await page.keyboard.press('Enter');
			await expect(verdict).toContainText('Real and wanted');
			await expect(verdict).toBeFocused();
			await page.keyboard.press('Control+z');
			await expect(verdict).toContainText('Not judged yet');
			await page.keyboard.press('Control+z');
			await expect(page.getByRole('radio', { name: /Yours/ })).toHaveCount(0);
			await page.keyboard.press('Control+Shift+z');
			await expect(page.getByRole('radio', { name: /Yours 1/ })).toBeVisible();
		});

		await test.step('and where a control goes away, the focus stays on the page', async () => {
			await page.getByRole('radio', { name: /Yours 1/ }).press('Enter');
			const remove = page.getByRole('button', { name: 'Remove', exact: true });
			await tabTo(page, remove);
			await page.keyboard.press('Enter');
			await expect(remove).toHaveCount(0);
			await expect(page.getByRole('article').locator(':focus')).toHaveCount(1);
			const help = page.getByRole('button', { name: 'Put this help away' });
			await tabTo(page, help, 'Shift+Tab', 120);
			await page.keyboard.press('Enter');
			await expect(help).toHaveCount(0);
			await expect(page.getByRole('main').locator(':focus')).toHaveCount(1);
		});
	});

	test('nothing is claimed where nothing is missing, and a region is named in the builder and undone', async ({
		page
	}) => {
		await openSample(page, /Census answers, split in two/);
		const none = page.getByRole('heading', { level: 1, name: 'No gap found' });
		await expect(none).toBeVisible();
		const build = page.getByRole('button', { name: 'Measure a region of your own' });
		await tabTo(page, build);
		await page.keyboard.press('Enter');
		const dialog = page.getByRole('dialog', { name: 'A region of your own' });
		await tabTo(page, dialog.getByRole('spinbutton', { name: 'from' }));
		await page.keyboard.type('65');
		await tabTo(page, dialog.getByRole('button', { name: 'Measure it' }));
		await page.keyboard.press('Enter');
		const heading = page.getByRole('heading', { level: 2, name: 'age is 65 or more' });
		await expect(heading).toBeFocused();
		await page.keyboard.press('Control+z');
		await expect(none).toBeVisible();
	});

	test('the sheet of keys opens with ? and gives focus back', async ({ page }) => {
		await openPage(page, '/');
		const first = page.getByRole('button', { name: 'Choose a human file' });
		await tabTo(page, first);
		await page.keyboard.press('?');
		await expect(page.getByRole('dialog', { name: 'Keyboard' })).toBeVisible();
		await page.keyboard.press('Escape');
		await expect(first).toBeFocused();
	});

	test('the first stop skips to the content', async ({ page }) => {
		await openPage(page, '/');
		await page.keyboard.press('Tab');
		const skip = page.getByRole('link', { name: 'Skip to the content' });
		await expect(skip).toBeFocused();
		await page.keyboard.press('Enter');
		await expect(page.getByRole('main')).toBeFocused();
	});
});
