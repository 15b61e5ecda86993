import { readFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import { expect, test, type Page } from '@playwright/test';
import { expectClean } from './expect-clean';
import { openPage, reachGaps } from './open-page';
import { giveFiles, openStep, pick, tabTo } from './press-keys';

/** Opens the sample from the start page. */
async function openSample(page: Page, name: RegExp): Promise<void> {
	await openPage(page, '/');
	await tabTo(page, page.getByRole('link', { name }));
	await page.keyboard.press('Enter');
	await reachGaps(page);
}

const PEOPLE = 'tests/golden/planted-human.parquet';
const MADE = 'tests/golden/planted-synthetic.parquet';
/** Of that pair: people of 65 and more who came by the web, of whom the generator makes none. */
const FROZEN = 'tests/fixtures/planted-frozen.lacuna.json';
const SEARCHED = { timeout: 250_000 };

test.describe('by keyboard alone', () => {
	test.beforeEach(() => test.setTimeout(600_000));

	// Two journeys through one analysis: the search is what takes time.
	test('from the sample to a brief that is saved and a link that is locked; then a part of a picture is brushed, measured as a region, judged, and all of it undone', async ({
		page
	}) => {
		await test.step('from the sample to a brief that is saved', async () => {
			await openSample(page, /Census answers and a generator/);
			const list = page.getByRole('list', { name: 'Findings, most telling first' });
			await tabTo(page, list.getByRole('button').first());
			// With Alt, Ctrl or ⌘ a key is the browser's.
			await page.keyboard.press('Alt+ArrowDown');
			await expect(list.getByRole('button').first()).toBeFocused();
			await page.keyboard.press('ArrowDown');
			await expect(list.getByRole('button').nth(1)).toBeFocused();
			await page.keyboard.press('ArrowUp');
			await tabTo(page, page.getByRole('button', { name: 'Add to the brief' }), 'Tab', 120);
			await page.keyboard.press('Enter');
			await expect(page.getByRole('button', { name: 'In the brief', exact: true })).toBeFocused();

			await openStep(page, 'Brief');
			const title = page.getByLabel('Title of the region');
			await tabTo(page, title);
			await page.keyboard.press('Control+a');
			await page.keyboard.type('Long weeks');
			const becomes = page.getByRole('combobox', { name: /becomes/ }).first();
			await tabTo(page, becomes);
			await pick(page, page.getByRole('option', { name: 'Measured afterwards' }));
			await expect(page.getByRole('article')).toContainText('Your decision');
			await expect(becomes).toBeFocused();
			const menu = page.getByRole('button', { name: 'Export' });
			await tabTo(page, menu, 'Shift+Tab');
			const saved = page.waitForEvent('download');
			await pick(page, page.getByRole('menuitem', { name: 'Markdown' }));
			expect(await readFile(await (await saved).path(), 'utf8')).toMatch(/^# [^]*Long weeks/);
			await expect(menu).toBeFocused();
		});

		await test.step('and a link is locked, its file saved, and the dialog left where it was opened', async () => {
			const share = page.getByRole('banner').getByRole('button', { name: 'Share' });
			await tabTo(page, share, 'Shift+Tab', 90);
			await page.keyboard.press('Enter');
			const dialog = page.getByRole('dialog', { name: 'Share this analysis' });
			const findings = dialog.getByRole('switch', { name: /^Include what was found/ });
			await tabTo(page, findings);
			const link = dialog.getByLabel(/^Link/);
			await expect(link).toHaveValue(/#v1\./, SEARCHED);
			const whole = (await link.inputValue()).length;
			await page.keyboard.press('Space');
			await expect.poll(async () => (await link.inputValue()).length).toBeLessThan(whole);
			await expect(findings).toBeFocused();
			await tabTo(page, dialog.getByLabel('Passphrase (optional)'));
			await page.keyboard.type('under the third stone');
			await page.keyboard.press('Enter');
			await expect(dialog.getByLabel(/^Locked link/)).toHaveValue(/#v1-locked\./);
			await expect(dialog.locator(':focus')).toHaveCount(1);
			await tabTo(page, dialog.getByRole('button', { name: 'Save as file' }));
			const saved = page.waitForEvent('download');
			await page.keyboard.press('Enter');
			expect((await saved).suggestedFilename()).toMatch(/\.lacuna\.json$/);
			await page.keyboard.press('Escape');
			await expect(share).toBeFocused();
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
			await pick(page, page.getByRole('option', { name: 'Real and wanted' }));
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
			const yours = page.getByRole('radio', { name: /Yours 1/ });
			const group = page.getByRole('group').filter({ has: yours }).last();
			await tabTo(page, group.locator('[tabindex="0"]'), 'Shift+Tab', 120);
			await tabTo(page, yours, 'ArrowRight', 5);
			await page.keyboard.press('Enter');
			await expect(yours).toBeChecked();
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

	test('from two files to a comparison that is saved, with a column put aside and back, and a verification whose trend is read', async ({
		page
	}) => {
		await test.step('files are chosen, and the columns compared', async () => {
			await openPage(page, '/');
			await giveFiles(page, page.getByRole('button', { name: 'Choose a human file' }), PEOPLE);
			await giveFiles(page, page.getByRole('button', { name: 'Choose a synthetic file' }), MADE);
			await openStep(page, 'Columns');
			await expect(page.getByText('On every row, in')).toBeVisible(SEARCHED);
			const table = page.getByRole('table', { name: 'Columns' });
			const use = table.getByRole('combobox', { name: 'Type of channel' });
			await tabTo(page, use, 'Tab', 90);
			const before = await use.innerText();
			await pick(page, page.getByRole('option', { name: 'Ignored' }));
			await expect(use).toContainText('Ignored');
			await expect(use).toBeFocused();
			await page.keyboard.press('Control+z');
			await expect(use).toHaveText(before, { useInnerText: true });
			await expect(page.getByText('On every row, in')).toBeVisible(SEARCHED);
			const age = table.getByRole('slider', { name: /^Distribution of age/ });
			await tabTo(page, age, 'Shift+Tab');
			await page.keyboard.press('ArrowRight');
			await page.keyboard.press('Enter');
			const filters = page.getByRole('group', { name: 'What the pictures are filtered by' });
			await expect(filters.getByRole('listitem')).toHaveCount(1);
			await page.keyboard.press('Control+z');
			await expect(filters.getByRole('listitem')).toHaveCount(0);
			await expect(age).toBeFocused();
		});

		await test.step('pairs are measured, one is looked at, and all is saved', async () => {
			await tabTo(page, page.getByRole('tab', { name: /^Columns/ }), 'Shift+Tab', 90);
			await page.keyboard.press('ArrowRight');
			await expect(page.getByText('Worst pairs first')).toBeVisible(SEARCHED);
			const pair = page.getByRole('row').nth(1).getByRole('button');
			await tabTo(page, pair);
			await page.keyboard.press('Enter');
			await expect(page.getByText('share of human rows')).toBeVisible();
			await expect(pair).toBeFocused();
			const save = page.getByRole('button', { name: 'Save what was measured' });
			await tabTo(page, save, 'Shift+Tab');
			const saved = page.waitForEvent('download');
			await pick(page, page.getByRole('menuitem', { name: /^JSON/ }));
			const comparison = JSON.parse(await readFile(await (await saved).path(), 'utf8')) as unknown;
			expect(comparison).toMatchObject({ format: 'lacuna-comparison' });
			await expect(save).toBeFocused();
		});

		await test.step('versions show what each has closed and what the trend is', async () => {
			await openStep(page, 'Verify');
			const place = (name: string) => page.getByRole('group', { name, exact: true });
			const give = (name: string, ...paths: string[]) =>
				giveFiles(
					page,
					place(name).getByRole('button', { name: /^(Choose|Replace|Add)/ }),
					...paths
				);
			await give('Frozen regions', FROZEN);
			await give('Human table', PEOPLE);
			await give('Synthetic versions', MADE);
			await give('Synthetic versions', PEOPLE);
			await expect(place('Synthetic versions').getByRole('listitem')).toHaveCount(2);
			await tabTo(page, page.getByRole('button', { name: 'Verify' }));
			await page.keyboard.press('Enter');
			await expect(page.getByRole('main').locator(':focus')).toHaveCount(1);
			await expect(
				page.getByText('1 of 1 frozen region is closed in planted-human.parquet.')
			).toBeVisible(SEARCHED);
			await expect(page.getByRole('main').locator(':focus')).toHaveCount(1);
			await expect(page.getByRole('img', { name: /Human rows it cannot serve/ })).toBeVisible();
			// No number lies on the dashed line of people.
			const crossed = await page.locator('figure svg').evaluateAll((pictures) =>
				pictures.flatMap((picture) => {
					const level = picture.querySelector('.reference')?.getBoundingClientRect().top ?? NaN;
					return [...picture.querySelectorAll('text')]
						.map((text) => ({ text: text.textContent, box: text.getBoundingClientRect() }))
						.filter(({ box }) => box.top < level && level < box.bottom - 1)
						.map(({ text }) => text);
				})
			);
			expect(crossed).toEqual([]);
			const row = page.getByRole('row', { name: /age is 65 or more/ });
			await expect(row).toContainText('Closed');
			await expect(row.getByRole('img')).toHaveAccessibleName(
				/^frozen: 0; planted-synthetic.parquet: 0; planted-human.parquet: 1/
			);
			await expect(page.getByRole('listitem').filter({ hasText: '1 open' })).toContainText(
				'planted-synthetic.parquet'
			);
			// The whole table is in sight, and so no stop.
			const framed = page.getByRole('group', { name: 'Frozen regions' }).last();
			await expect(framed).not.toHaveAttribute('tabindex');
			await expectClean(page, 'versions verified');
			await tabTo(page, page.getByRole('button', { name: 'Report (HTML)' }));
			const saved = page.waitForEvent('download');
			await page.keyboard.press('Enter');
			const path = test.info().outputPath('verify.html');
			await (await saved).saveAs(path);
			await page.goto(pathToFileURL(path).href);
			await expectClean(page, 'the report of a verification');
		});
	});

	test('the first stop skips to the content, and the sheet of keys opens with ? and gives focus back', async ({
		page
	}) => {
		await openPage(page, '/');
		await page.keyboard.press('Tab');
		const skip = page.getByRole('link', { name: 'Skip to the content' });
		await expect(skip).toBeFocused();
		await page.keyboard.press('Enter');
		await expect(page.getByRole('main')).toBeFocused();
		const first = page.getByRole('button', { name: 'Choose a human file' });
		await tabTo(page, first);
		await page.keyboard.press('?');
		await expect(page.getByRole('dialog', { name: 'Keyboard' })).toBeVisible();
		await page.keyboard.press('Escape');
		await expect(first).toBeFocused();
	});
});
