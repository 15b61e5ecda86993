import { expect, test } from '@playwright/test';
import { openPage } from './open-page';

// A search takes its time on a machine that does other things as well.
test.setTimeout(300_000);

/** Frozen regions of the planted pair: people who joined in 2023 and take the newsletter, of whom none was made. */
const FROZEN = JSON.stringify({
	lacuna: 1,
	recipe: {
		version: 1,
		settings: {
			seed: 1,
			maxConditions: 1,
			tolerance: 0.1,
			falseAlarmRate: 0.05,
			searchRows: 1500
		}
	},
	findings: {
		frozenOn: '2026-11-22',
		recipeHash: '0123456789abcdef',
		rows: { human: 4000, synthetic: 3500 },
		floor: 10,
		withheld: 0,
		inGaps: 0.06,
		notMendable: 0.06,
		regions: [
			{
				region: {
					conditions: [
						{
							kind: 'range',
							of: 'number',
							column: 'age',
							low: 65,
							high: null,
							isLowClosed: true,
							isHighClosed: false
						},
						{ kind: 'set', column: 'channel', values: ['web'] }
					]
				},
				human: [133, 133, 0.03325],
				synthetic: [0, 0, 0],
				ratio: [0, 0, 0.0464469799, 0.95],
				kind: 'absent',
				confirmed: true
			}
		]
	}
});
const frozen = {
	name: 'frozen.lacuna.json',
	mimeType: 'application/json',
	buffer: Buffer.from(FROZEN)
};

test('returned rows are checked one by one and close the region they were asked for', async ({
	page
}) => {
	await openPage(page, '/verify/');
	await page.getByRole('radio', { name: 'Returned human data' }).click();
	const rows = Array.from({ length: 150 }, (_, i) => `${65 + (i % 20)},web,text ${i}`);
	const csv = ['age,channel,comment', ...rows, rows[0], '30,web,too young'].join('\n');
	await page.locator('input[aria-label="Frozen regions"]').setInputFiles(frozen);
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
});

test('versions show what each has closed and what the trend is', async ({ page }) => {
	await openPage(page, '/verify/');
	await page.locator('input[aria-label="Frozen regions"]').setInputFiles(frozen);
	await page
		.locator('input[aria-label="Human table"]')
		.setInputFiles('tests/golden/planted-human.parquet');
	const versions = page.locator('input[aria-label="Synthetic versions"]');
	await versions.setInputFiles('tests/golden/planted-synthetic.parquet');
	await versions.setInputFiles('tests/golden/planted-human.parquet');
	await page.getByRole('button', { name: 'Verify' }).click();
	await expect(
		page.getByText('1 of 1 frozen region is closed in planted-human.parquet.')
	).toBeVisible({ timeout: 250_000 });
	await expect(page.getByRole('img', { name: /Human rows it cannot serve/ })).toBeVisible();
	await expect(page.getByRole('row', { name: /age is 65 or more/ })).toContainText('Closed');
});

test('a file without findings is refused with the way out', async ({ page }) => {
	await openPage(page, '/verify/');
	const bare = JSON.stringify({ lacuna: 1, recipe: JSON.parse(FROZEN).recipe });
	await page
		.locator('input[aria-label="Frozen regions"]')
		.setInputFiles({ ...frozen, buffer: Buffer.from(bare) });
	await expect(page.getByText('frozen.lacuna.json holds a recipe but no findings.')).toBeVisible();
});
