import { readFile } from 'node:fs/promises';
import { expect, test } from '@playwright/test';
import { expectClean } from './expect-clean';
import { holdJobs, letJobsStart } from './hold-jobs';
import { goToStep, openPage } from './open-page';

const MARGINS = [
	'column,value,share',
	'age,17-24,15',
	'age,25-64,70',
	'age,65+,15',
	'sex,Female,51',
	'sex,Male,49',
	'shoe size,42,100'
].join('\n');

// One analysis for all of it: that is what takes time.
test('the whole table is held against itself, a holdout and the population, and its patterns are asked for', async ({
	page
}) => {
	test.slow();
	// Patterns are counted in the rows that are searched: all of them here.
	await holdJobs(page, 'compare-neighbours');
	await openPage(page, '/#sample=adult-tvae');
	await goToStep(page, 'Columns');
	await expect(page.getByText('On every row, in')).toBeVisible({ timeout: 200_000 });
	await test.step('one measure is stopped and the others run on', async () => {
		await page.getByRole('tab', { name: 'Whole table' }).click();
		await page.getByRole('button', { name: 'Stop Nearest neighbours' }).click();
		const copies = page.getByRole('region', { name: 'Exact copies' });
		await expect(copies).toContainText('expected', { timeout: 200_000 });
		await expect(
			page
				.getByRole('region', { name: 'Nearest neighbours' })
				.getByRole('button', { name: 'Measure' })
		).toBeVisible();
		await letJobsStart(page, 'compare-neighbours');
	});

	await test.step('a holdout tells what was copied from what was learnt', async () => {
		const card = page.getByRole('region', { name: 'Copied or learnt? Against a holdout' });
		await card.locator('input[type=file]').setInputFiles('static/samples/adult-holdout.parquet');
		await expect(card).toContainText('Nothing shows that the generator remembers rows.', {
			timeout: 200_000
		});
		await expect(card).toContainText('0 synthetic rows equal one of the 24,421 rows');
	});

	await test.step('both tables are held against margins of the population, and a wrong file is named', async () => {
		await page.getByRole('tab', { name: 'Your users' }).click();
		const download = page.waitForEvent('download');
		await page.getByRole('button', { name: 'Save these shares' }).click();
		const template = await readFile(await (await download).path(), 'utf8');
		expect(template).toContain('sex,Female,33.');
		const picker = page.getByLabel('Population', { exact: true }).locator('input[type=file]');
		const give = (name: string, content: string) =>
			picker.setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(content) });
		await give('population.csv', template);
		await expect(page.getByText('The human rows mirror the population in all')).toBeVisible({
			timeout: 200_000
		});
		await give('census.csv', MARGINS);
		await expect(page.getByText('The human rows mirror the population in')).toBeVisible();
		const age = page.getByRole('region', { name: 'age', exact: true });
		await expect(age.getByRole('row', { name: /^65\+/ })).toContainText('15.0 %');
		await expect(age).toContainText('95 % interval');
		await expect(page.getByText('shoe size')).toBeVisible();
		await expectClean(page, 'population');
		await give('wrong.csv', 'column,value,share\nage,17-30,0.5\nage,25+,0.5\n');
		await expect(page.getByRole('alert')).toContainText(
			'wrong.csv: the bands “17-30” and “25+” of age overlap.'
		);
	});

	await test.step('patterns over chosen columns go to the brief as regions', async () => {
		await page.getByRole('tab', { name: 'Whole table' }).click();
		const card = page.getByRole('region', { name: 'Uncovered patterns' });
		await card.getByRole('button', { name: /choose others/ }).click();
		for (const name of ['sex', 'race', 'marital-status'])
			await card.getByRole('checkbox', { name, exact: true }).check();
		await card.getByLabel('Human rows, at least').fill('100');
		await card.getByLabel('Synthetic rows, fewer than').fill('20');
		await card.getByRole('button', { name: 'Find patterns' }).click();
		await expect(card).toContainText('at least 100 human rows and fewer than 20 synthetic ones');
		await card
			.getByRole('button', { name: /^Add to the brief/ })
			.first()
			.click();
		await expect(card.getByRole('button', { name: /^Take out of the brief/ })).toHaveCount(1);
		// What is fixed on the page lies over one row or another of the long choice, which axe takes for a small target.
		await card.getByRole('button', { name: /choose others/ }).click();
		await expect(card.getByRole('checkbox')).toHaveCount(0);
		await expectClean(page, 'patterns');
		await card.getByRole('button', { name: 'Add all of them to the brief' }).click();
		await goToStep(page, 'Brief');
		await expect(page.getByRole('heading', { name: 'race is Amer-Indian-Eskimo' })).toBeVisible({
			timeout: 60_000
		});
	});
});
