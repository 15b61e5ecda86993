import { copyFile, rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { expect, test, type Page } from '@playwright/test';
import { goBackTo, openPage, reachGaps, standsAt } from './open-page';

const fixture = (name: string) =>
	fileURLToPath(new URL(`../fixtures/files/${name}`, import.meta.url));

const slot = (page: Page, role: 'Human' | 'Synthetic') =>
	page.getByRole('region', { name: role }).locator('input[type=file]').first();

/** Puts two files into empty slots. */
async function openPair(page: Page, human: string, synthetic: string): Promise<void> {
	const takeOut = page.getByRole('button', { name: /^Take out / });
	for (let left = await takeOut.count(); left > 0; left--) {
		await takeOut.first().click();
		await expect(takeOut).toHaveCount(left - 1);
	}
	await slot(page, 'Human').setInputFiles(fixture(human));
	await slot(page, 'Synthetic').setInputFiles(fixture(synthetic));
}

/** Pairs that cannot be analysed, with what the person is told. */
const REFUSED = [
	{
		human: 'truncated.parquet',
		says: 'truncated.parquet begins as a Parquet file but ends before its footer.',
		hints: 'Fetch or export it again'
	},
	{
		human: 'renamed-text.parquet',
		says: 'renamed-text.parquet holds no table that can be read.',
		hints: 'rename the file to end in .csv'
	},
	{
		human: 'bad-line.jsonl',
		says: 'Line 3 of bad-line.jsonl is not JSON from column 10 on.',
		hints: 'Mend or delete that line'
	},
	{
		human: 'cut-short.arrow',
		says: 'cut-short.arrow cannot be read as an Arrow file.',
		hints: 'cut short or damaged'
	},
	{
		human: 'no-bytes.parquet',
		says: 'no-bytes.parquet is empty: it has no bytes at all.',
		hints: 'Export the table again'
	},
	{
		human: 'corrupt-page.parquet',
		says: 'The column id of corrupt-page.parquet cannot be read',
		hints: 'Fetch or export it again'
	},
	{
		human: 'zero-rows.parquet',
		says: 'zero-rows.parquet has columns but not a single row.',
		hints: 'choose a file with rows'
	},
	{
		human: 'header-only.csv',
		says: 'header-only.csv has columns but not a single row.',
		hints: 'choose a file with rows'
	},
	{
		human: 'no-columns.parquet',
		says: 'no-columns.parquet has no columns.',
		hints: 'Export the table again'
	},
	{
		human: 'all-null.parquet',
		synthetic: 'categories.parquet',
		says: 'all-null.parquet (id, part, nothing, no_text) and categories.parquet (category, week_day) share no column name.',
		hints: 'Choose two tables of the same kind'
	}
];

// One page for all: whatever was refused before, the next pair opens.
test('what cannot be analysed is refused in words, and after each the next pair opens', async ({
	page
}) => {
	test.slow();
	await openPage(page, '/');
	for (const { human, synthetic = 'codec-zstd.parquet', says, hints } of REFUSED) {
		await test.step(human, async () => {
			await openPair(page, human, synthetic);
			const notice = page.getByRole('alert');
			await expect(notice).toContainText(says);
			await expect(notice).toContainText(hints);
			// Neither file has to be found again.
			for (const name of [human, synthetic])
				await expect(page.getByRole('button', { name: `Take out ${name}` })).toBeVisible();
			await openPair(page, 'codec-zstd.parquet', 'codec-gzip.parquet');
			await standsAt(page, 'Gaps', { timeout: 80_000 });
			await goBackTo(page, 'Open');
		});
	}
	await test.step('a file that is deleted after it was chosen', async () => {
		const gone = test.info().outputPath('gone.parquet');
		await copyFile(fixture('codec-zstd.parquet'), gone);
		await page
			.getByRole('button', { name: /^Take out / })
			.first()
			.click();
		await page
			.getByRole('button', { name: /^Take out / })
			.first()
			.click();
		await slot(page, 'Human').setInputFiles(gone);
		await rm(gone);
		await slot(page, 'Synthetic').setInputFiles(fixture('codec-gzip.parquet'));
		await expect(page.getByRole('alert')).toContainText('gone.parquet cannot be read any more.');
	});
});

test('what may pass is tried again at a press', async ({ page }) => {
	const address = 'https://data.example.org/people.parquet';
	let isDown = true;
	await page.route(address, (route) =>
		isDown
			? route.abort()
			: route.fulfill({
					path: fixture('codec-zstd.parquet'),
					headers: { 'Access-Control-Allow-Origin': '*' }
				})
	);
	await openPage(page, '/');
	await page.getByLabel('Address of the human table').fill(address);
	await page.keyboard.press('Enter');
	await slot(page, 'Synthetic').setInputFiles(fixture('codec-gzip.parquet'));
	const notice = page.getByRole('alert');
	await expect(notice).toContainText('people.parquet');
	isDown = false;
	await notice.getByRole('button', { name: 'Try again' }).click();
	await reachGaps(page);
});

/** Tables that are odd but can be analysed, with what the summary tells of a column. */
const ODD = [
	{ file: 'types.parquet', shows: 'i64' },
	{ file: 'all-null.parquet', shows: 'nothing' },
	{ file: 'nested.parquet', shows: 'uuid' },
	{ file: 'categories.parquet', shows: 'category' },
	{ file: 'names.parquet', shows: 'x"; DROP TABLE human; --' },
	{ file: 'arrow-schema.parquet', shows: 'moment' }
];

test('odd tables are analysed against themselves, and no gap is claimed', async ({ page }) => {
	test.slow();
	await openPage(page, '/');
	for (const { file, shows } of ODD) {
		await test.step(file, async () => {
			await openPair(page, file, file);
			await reachGaps(page);
			await expect(page.getByText(`No kind of row that people wrote in ${file}`)).toBeVisible();
			await goBackTo(page, 'Open');
			await expect(page.getByText(shows, { exact: true }).first()).toBeVisible();
		});
	}
});
