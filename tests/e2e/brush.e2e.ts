import { readFile } from 'node:fs/promises';
import { expect, test, type Locator, type Page } from '@playwright/test';
import { parquetReadObjects } from 'hyparquet';
import { reachGaps } from './open-page';

/** Drags over a picture, by shares of its width and height. */
async function drag(page: Page, picture: Locator, from: [number, number], to: [number, number]) {
	await picture.scrollIntoViewIfNeeded();
	const box = (await picture.boundingBox())!;
	const at = ([x, y]: [number, number]) => [box.x + x * box.width, box.y + y * box.height] as const;
	await page.mouse.move(...at(from));
	await page.mouse.down();
	await page.mouse.move(...at(to), { steps: 4 });
	await page.mouse.up();
}

test('a brush filters the other pictures, shows as a chip, and becomes a region; and weights that mend the drift are handed over', async ({
	page
}) => {
	test.slow();
	await page.goto('/#sample=adult-tvae');
	await reachGaps(page);
	await test.step('on the picture of all findings, which narrows the list', async () => {
		const list = page.getByRole('list', { name: 'Findings, most telling first' });
		await expect(list.getByRole('listitem').first()).toBeVisible();
		const all = await list.getByRole('listitem').count();
		const narrowing = page.getByRole('group', { name: 'What the list is narrowed to' });
		const volcano = page.getByRole('listbox', { name: /regions by synthetic share/ });
		await drag(page, volcano, [0.5, 0.1], [0.9, 0.5]);
		await expect(narrowing.getByRole('listitem')).toHaveText(/ratio .* to .*, share .* to /);
		await expect.poll(() => list.getByRole('listitem').count()).toBeLessThan(all);
		await page.getByRole('group', { name: 'Kinds to show' }).getByRole('button').last().click();
		await expect(narrowing.getByRole('listitem')).toHaveCount(2);
		await narrowing.getByRole('button', { name: 'Clear' }).click();
		await expect(list.getByRole('listitem')).toHaveCount(all);

		// With the keys: from mark to mark, and nearer.
		await volcano.focus();
		const open = page.getByRole('article').getByRole('heading', { level: 2 });
		const before = await open.innerText();
		await page.keyboard.press('ArrowDown');
		await expect(open).not.toHaveText(before, { useInnerText: true });
		const next = page.getByRole('button', { name: 'Next finding' });
		await next.focus();
		const one = await open.innerText();
		await page.keyboard.press('Enter');
		await expect(open).not.toHaveText(one, { useInnerText: true });
		await expect(next).toBeFocused();
		await volcano.focus();
		const marks = await volcano.getByRole('option').count();
		await page.keyboard.press('+');
		await page.keyboard.press('+');
		await expect.poll(() => volcano.getByRole('option').count()).toBeLessThan(marks);
		await page.keyboard.press('0');
		await expect(volcano.getByRole('option')).toHaveCount(marks);
		await page.getByRole('radio', { name: 'Table' }).click();
		await expect(page.getByRole('region', { name: 'Findings in figures' })).toContainText('×');
		await page.getByRole('radio', { name: 'Picture' }).click();
	});

	const pictures = page.getByRole('region', { name: 'Where it lies' });
	const filters = page.getByRole('group', { name: 'What the pictures are filtered by' });
	const chips = filters.getByRole('listitem');
	const distribution = pictures.getByRole('img').first();
	const map = pictures.getByRole('img', { name: /^human rows by/ });

	await distribution.hover();
	await expect(pictures.getByText(/^[\d.]+\s% human$/)).toBeVisible();
	await map.hover();
	await expect(pictures.getByText(/^[\d.]+\s% synthetic$/)).toBeVisible();

	const unfiltered = await map.getAttribute('aria-label');
	await drag(page, distribution, [0.55, 0.5], [0.8, 0.5]);
	await expect(chips).toHaveCount(1);
	await expect(filters).toContainText(/of human, .* of synthetic rows/);
	await expect(pictures.getByText('among the filtered rows').first()).toBeVisible();
	await chips.getByRole('button').click();
	await expect(chips).toHaveCount(0);
	await expect(map).toHaveAttribute('aria-label', unfiltered!);

	await test.step('with the arrow keys', async () => {
		const handle = pictures.getByRole('slider', { name: /from$/ }).first();
		await handle.focus();
		await page.keyboard.press('ArrowRight');
		await page.keyboard.press('ArrowRight');
		await expect(chips).toHaveCount(1);
		await expect(handle).toBeFocused();
		await filters.getByRole('button', { name: 'Clear' }).click();
	});

	await test.step('on the map, which brushes both its columns', async () => {
		await drag(page, map, [0.3, 0.3], [0.6, 0.7]);
		await expect(chips).toHaveCount(2);
		await filters.getByRole('button', { name: 'Measure as a region' }).click();
		await expect(page.getByRole('radio', { name: /Yours 1/ })).toBeChecked();
		await expect(page.getByRole('heading', { level: 2, name: / and / })).toBeFocused();
	});

	await test.step('and the map has a table', async () => {
		const tables = pictures.getByText('As a table');
		await tables.last().click();
		await expect(pictures.getByRole('region', { name: /^Shares of rows by/ })).toBeVisible();
	});

	await test.step('a weight for each synthetic row is handed over, and what that mends is told', async () => {
		const saved = page.waitForEvent('download', { timeout: 80_000 });
		await page
			.getByRole('button', { name: 'Weights that mend the drift' })
			.click({ timeout: 80_000 });
		const download = await saved;
		expect(download.suggestedFilename()).toBe('synthetic-weights.parquet');
		await expect(page.getByText(/That mends \d+ of \d+ gaps/)).toBeVisible();
		const bytes = await readFile(await download.path());
		const file = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);
		const rows = await parquetReadObjects({ file });
		expect(rows.map(({ row }) => row)).toEqual(rows.map((_, i) => i));
		const weights = rows.map(({ weight }) => weight as number);
		expect(weights.reduce((sum, weight) => sum + weight, 0) / rows.length).toBeCloseTo(1, 6);
		expect(Math.max(...weights)).toBeLessThanOrEqual(10.001);
	});
});
