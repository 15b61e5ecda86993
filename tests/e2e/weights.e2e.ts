import { readFile } from 'node:fs/promises';
import { expect, test } from '@playwright/test';
import { parquetReadObjects } from 'hyparquet';
import { reachGaps } from './open-page';

test('the gaps page hands over a weight for each synthetic row and says what that mends', async ({
	page
}) => {
	await page.goto('/#sample=adult-tvae');
	await reachGaps(page);
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
