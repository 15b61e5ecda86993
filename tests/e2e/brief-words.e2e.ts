import { expect, test } from '@playwright/test';
import { strFromU8 } from 'fflate';
import { choose, download, openBrief, openPair, titles, type } from './brief-page';
import { keptInBrowser } from './kept-in-browser';

// Each test searches a pair for gaps anew, which takes a shared machine a minute.
test.describe.configure({ timeout: 300_000 });

test('a reload loses nothing: words, titles, order, versions and their difference', async ({
	page
}) => {
	await openBrief(page);
	await choose(page, 0, 1);
	await page.getByLabel('Purpose', { exact: true }).fill('To close the hole.');
	await page.getByLabel('Notes on this region').first().fill('Ask in spring.');
	await titles(page).first().fill('First found');
	await titles(page).first().press('Tab');

	// A number typed changes the arithmetic; undo brings it back.
	const lead = page.locator('.lead');
	const before = await lead.textContent();
	await type(page, 'Times the human share', '0.5');
	await expect(lead).not.toHaveText(before!);
	await page.getByRole('button', { name: 'Undo', exact: true }).click();
	await expect(lead).toHaveText(before!);

	await page
		.getByRole('button', { name: /^Later/ })
		.first()
		.click();
	await expect(titles(page).nth(1)).toHaveValue('First found');
	const question = page.getByLabel('Question age', { exact: true });
	await question.fill('Your age in years?');
	await question.press('Tab');

	await page.getByLabel('What this version changes').fill('As first sent.');
	await page.getByRole('button', { name: 'Save this version' }).click();
	await page.getByRole('textbox', { name: 'Contact' }).fill('data@example.org');
	await expect(page.getByRole('group', { name: 'What changed' })).toContainText('data@example.org');

	await expect
		.poll(() => keptInBrowser(page, 'lacuna-briefs', 'drafts'))
		.toContain('data@example.org');
	await page.goto('about:blank');
	await openPair(page);
	await expect(page.getByRole('article')).toHaveCount(2, { timeout: 180_000 });
	await expect(titles(page).nth(1)).toHaveValue('First found');
	await expect(page.getByLabel('Purpose', { exact: true })).toHaveValue('To close the hole.');
	await expect(page.getByLabel('Notes on this region').nth(1)).toHaveValue('Ask in spring.');
	await expect(page.getByLabel('Question age', { exact: true })).toHaveValue('Your age in years?');
	await expect(
		page.getByRole('listitem').filter({ hasText: /^Version 2: As first sent\./ })
	).toBeVisible();
	await expect(page.getByRole('group', { name: 'What changed' })).toContainText('data@example.org');

	// Only a confirmed wish forgets it.
	await page.getByRole('button', { name: 'Start anew' }).click();
	await page.getByRole('button', { name: 'Keep it' }).click();
	await expect(page.getByLabel('Purpose', { exact: true })).toHaveValue('To close the hole.');
	await page.getByRole('button', { name: 'Start anew' }).click();
	await page.getByRole('button', { name: 'Forget it all' }).click();
	await expect(page.getByLabel('Purpose', { exact: true })).toHaveValue('');
});

test('answers and decoys of a screener are the person’s to write', async ({ page }) => {
	await openBrief(page);
	await choose(page, /^channel is/);
	const article = page.getByRole('article');
	await article.getByRole('combobox', { name: /“channel is .* becomes/ }).click();
	await page.getByRole('option', { name: 'Own question' }).click();
	const question = page
		.getByRole('listitem')
		.filter({ has: page.getByLabel('Question channel', { exact: true }) });
	await question.getByRole('button', { name: 'Edit the answers' }).click();
	const answers = page.getByRole('list', { name: 'Answers of channel' });
	const decoys = answers.getByRole('button', { name: /^Take out/ });
	const drafted = await decoys.count();
	await page.getByLabel('Another answer').fill('Carrier pigeon');
	await page.getByRole('button', { name: 'Add a decoy' }).click();
	await expect(decoys).toHaveCount(drafted + 1);
	const label = page.getByLabel('What people read for Carrier pigeon');
	await label.fill('By pigeon');
	await label.press('Tab');
	const { bytes } = await download(page, /^SurveyJS/);
	expect(strFromU8(bytes)).toMatch(/"value": "Carrier pigeon",\s*"text": "By pigeon"/);
	await answers.getByRole('button', { name: 'Take out Carrier pigeon' }).click();
	await expect(decoys).toHaveCount(drafted);
	await page.getByRole('button', { name: 'Undo', exact: true }).click();
	await expect(decoys).toHaveCount(drafted + 1);
	for (let added = 1; added <= 12; added++) {
		await page.getByLabel('Another answer').fill(`Decoy ${added}`);
		await page.getByLabel('Another answer').press('Enter');
		await expect(decoys).toHaveCount(drafted + 1 + added);
	}
	await question.getByRole('button', { name: 'Done' }).click();
	// In the order of the alphabet: of a long list the first stand there, the rest a press away.
	const rest = question.getByRole('button', { name: /^and \d+ more answers of channel$/ });
	await expect(question).not.toContainText('Decoy 9');
	await rest.focus();
	await page.keyboard.press('Enter');
	await expect(question).toContainText('Decoy 9');
	await page.keyboard.press('Enter');
	await expect(question).not.toContainText('Decoy 9');
	await expect(rest).toBeFocused();
	await question.getByRole('button', { name: 'As drafted' }).click();
	await expect(rest).toHaveCount(0);
});

test('a pasted list of the platform verifies filter ids, and only those it was held against', async ({
	page
}) => {
	await openBrief(page);
	await choose(page, /^age is/);
	const verify = async (list: string) => {
		await page.getByRole('button', { name: 'Export' }).click();
		await page.getByRole('menuitem', { name: /Verify filter ids/ }).click();
		await page.getByRole('dialog').getByRole('textbox').fill(list);
		await page.getByRole('button', { name: 'Check' }).click();
	};
	const isVerified = async () => {
		const study = JSON.parse(strFromU8((await download(page, /^Prolific studies/)).bytes));
		expect(study.filters[0]).toMatchObject({ filter_id: 'age' });
		return JSON.parse(study.metadata).choice_ids_verified;
	};
	await verify('nonsense');
	await expect(page.getByRole('alert')).toContainText('no list of platform filters');
	await page.keyboard.press('Escape');
	await verify('[]');
	await expect(page.getByText('The platform lists no filter age.')).toBeVisible();
	await page.keyboard.press('Escape');
	expect(await isVerified()).toBe(false);
	await verify('{"results":[{"filter_id":"age"}]}');
	await expect(page.getByText('Every id stands for what the brief says.')).toBeVisible();
	await page.keyboard.press('Escape');
	expect(await isVerified()).toBe(true);
});
