import { readFile } from 'node:fs/promises';
import { expect, test, type Locator } from '@playwright/test';
import { quickSample } from './links';
import { goToStep, openPage } from './open-page';

test('a person reads why rows stand apart, judges one, and puts its group into the brief', async ({
	page
}) => {
	test.slow();
	await openPage(page, `/${await quickSample()}`);
	await goToStep(page, 'Cases');
	const list = page.getByRole('listbox', { name: /Cases/ });
	await expect(list).toBeVisible({ timeout: 240_000 });
	await expect(page.getByRole('heading', { level: 1 })).toContainText(/generated/);

	await expect(page.getByRole('radio', { name: /^Novel/ })).toBeVisible();

	const first = page.getByRole('option').first();
	await first.click();
	const detail = page.getByRole('article');
	await expect(detail.getByRole('columnheader', { name: /This row/ })).toBeVisible();
	await expect(detail.getByText('differs:').first()).toBeAttached();
	await expect(detail.getByRole('row', { name: /people to the other half/ })).toContainText(
		/novel/
	);
	await detail.getByRole('radio', { name: 'Rare and real' }).click();
	await expect(first).toContainText('Rare and real');

	await list.focus();
	await page.keyboard.press('ArrowDown');
	const second = page.getByRole('option').nth(1);
	await expect(second).toHaveAttribute('aria-selected', 'true');
	await page.keyboard.press('2');
	await expect(second).toContainText('Error in the data');
	await page.keyboard.press('2');
	await expect(second).not.toContainText('Error in the data');

	// A judgement of a row is shared only by whoever says so.
	await page.getByRole('button', { name: 'Share' }).click();
	const dialog = page.getByRole('dialog', { name: 'Share this analysis' });
	const holds = dialog.getByRole('list', { name: 'What the link holds' });
	const include = dialog.getByRole('switch', { name: /judgements of single rows/ });
	await expect(include).not.toBeChecked();
	await expect(holds).not.toContainText('single human rows');
	await include.click();
	await expect(holds).toContainText('Your judgements of single human rows');
	await page.keyboard.press('Escape');

	// Part of the picture of distances is the list of those cases, by the pointer and by the keys.
	const to = page.getByRole('slider', { name: 'Distance, to' });
	const size = async () => Number(await first.getAttribute('aria-setsize'));
	const all = await size();
	for (let i = 0; i < 40; i++) await to.press('ArrowLeft');
	const chip = page.getByRole('button', { name: /^\d+ cases? from/ });
	await expect(chip).toBeVisible();
	await expect.poll(size).toBeLessThan(all);
	await chip.click();
	await expect(first).toHaveAttribute('aria-setsize', String(all));
	const picture = (await page.getByRole('img', { name: /^Nearest-row/ }).boundingBox())!;
	await page.mouse.move(picture.x + picture.width * 0.6, picture.y + 60);
	await page.mouse.down();
	await page.mouse.move(picture.x + picture.width * 0.9, picture.y + 60, { steps: 4 });
	await page.mouse.up();
	await expect(chip).toBeVisible();
	await chip.click();

	await page.getByRole('radio', { name: /^Novel/ }).click();
	await expect(first).toContainText('Novel');
	await list.focus();
	await page.keyboard.press('End');
	await expect(page.getByRole('option', { selected: true })).toBeInViewport();

	await page.getByRole('radio', { name: /Groups/ }).click();
	await page.getByRole('button', { name: 'Add to the brief' }).first().click();
	await expect(page.getByRole('button', { name: 'In the brief' })).toBeVisible();

	const waiting = page.waitForEvent('download');
	await page.getByRole('button', { name: 'Download' }).click();
	const saved = await waiting;
	expect(saved.suggestedFilename()).toBe('cases.csv');
	const [header, ...rows] = (await readFile(await saved.path(), 'utf8')).trim().split('\r\n');
	expect(header).toMatch(/^row,score,excess,evidence,/);
	// Every human row, farthest first, the judged one among them.
	expect(rows).toHaveLength(24_421);
	expect(rows[0]).toMatch(/,real$/);

	await page.getByRole('radio', { name: 'Invented and copied' }).click();
	await expect(page.getByText(/^\d[\d,]* synthetic rows? \(/).first()).toBeVisible();
	// The farthest stands beside its nearest person until another is chosen.
	const listed = page.getByRole('button', { name: /^Row / });
	const opened = page.getByRole('heading', { name: /beside its nearest person/ });
	const isOpen = async (row: Locator) => {
		await expect(row).toHaveAttribute('aria-pressed', 'true');
		const [number] = /[\d,]+/.exec(await row.innerText())!;
		await expect(opened).toHaveText(`Synthetic row ${number} beside its nearest person`);
	};
	await isOpen(listed.first());
	await listed.nth(2).click();
	await isOpen(listed.nth(2));
	await page
		.getByRole('button', { name: /^Show its \d+/ })
		.first()
		.click();
	await isOpen(listed.first());
	const invented = page.waitForEvent('download');
	await page.getByRole('button', { name: 'Download inventions' }).click();
	const text = await readFile(await (await invented).path(), 'utf8');
	expect(text.trim().split('\r\n')).toHaveLength(101);
});
