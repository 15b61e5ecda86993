import { readFileSync } from 'node:fs';
import { expect, test, type Page } from '@playwright/test';
import { strFromU8, unzipSync } from 'fflate';
import { labelStudioReads } from './label-studio';
import { openPage } from './open-page';

// Each test searches a pair for gaps anew, which takes a shared machine a minute.
test.describe.configure({ timeout: 300_000 });

/** Opens the small pair with planted gaps and goes on to the brief. */
async function openPair(page: Page): Promise<void> {
	await openPage(page, '/');
	const inputs = page.locator('input[type=file]');
	await inputs.first().setInputFiles('tests/golden/planted-human.parquet');
	await inputs.last().setInputFiles('tests/golden/planted-synthetic.parquet');
	await page
		.getByRole('navigation', { name: 'Steps' })
		.getByRole('link', { name: 'Brief' })
		.click();
}

/** As {@link openPair}, to where the first three gaps are offered. */
async function openBrief(page: Page): Promise<void> {
	await openPair(page);
	await expect(page.getByRole('heading', { name: 'Start with the top three' })).toBeVisible({
		timeout: 180_000
	});
}

/** Leaves the offered gaps, and drafts the brief for others: by their place in the list, or their words. */
async function choose(page: Page, ...which: readonly (number | RegExp)[]): Promise<void> {
	const taken = page.getByRole('button', { name: /^Leave out/ });
	while ((await taken.count()) > 0) await taken.first().click();
	await expect(page.getByRole('button', { name: /^Draft the brief/ })).toBeDisabled();
	for (const one of which) {
		const box =
			typeof one === 'number'
				? page.getByRole('checkbox').nth(one)
				: page.getByRole('checkbox', { name: one }).first();
		await box.focus();
		await page.keyboard.press('Space');
		await expect(box).toBeChecked();
	}
	await page.getByRole('button', { name: /^Draft the brief/ }).click();
	await expect(page.getByRole('article')).toHaveCount(which.length);
}

async function download(
	page: Page,
	name: string | RegExp
): Promise<{ name: string; bytes: Uint8Array }> {
	await page.getByRole('button', { name: 'Export' }).click();
	const arriving = page.waitForEvent('download');
	await page.getByRole('menuitem', { name }).click();
	const file = await arriving;
	return { name: file.suggestedFilename(), bytes: readFileSync(await file.path()) };
}

/** Opens the numbers of a region, or of people who serve several, that can be set by hand. */
async function openByHand(page: Page, title: string): Promise<void> {
	const name = `Known better? Set by hand for ${title}`;
	await page.getByRole('button', { name, exact: true }).click();
}

/** Types a number into a field of the document. */
async function type(page: Page, label: string, value: string): Promise<void> {
	const field = page.getByLabel(label, { exact: true });
	await field.fill(value);
	await field.press('Tab');
}

const titles = (page: Page) => page.getByLabel('Title of the region');

test('a gap becomes a brief in every format', async ({ page }) => {
	await openBrief(page);
	await choose(page, 0, 1);

	// Without a purpose the brief is a draft, and says so.
	await expect(page.getByRole('heading', { name: '1 to mend before it is sent' })).toBeVisible();
	expect((await download(page, 'Markdown')).name).toMatch(/^draft-brief-/);
	await page
		.getByLabel('Purpose', { exact: true })
		.fill('To serve people whom the generator forgets.');
	await expect(page.getByRole('heading', { name: 'Ready to send' })).toBeVisible();

	const endings: readonly (readonly [menu: RegExp, ending: RegExp, start: string])[] = [
		[/^Markdown/, /\.md$/, '# '],
		[/^Web page/, /\.html$/, '<!doctype html>'],
		[/^Word/, /\.docx$/, 'PK'],
		[/^Brief as JSON/, /\.json$/, '{'],
		[/^Prolific studies/, /prolific(-study-1\.json|\.zip)$/, ''],
		[/^Prolific Task Builder/, /-task-builder\.json$/, '{'],
		[/^SurveyJS/, /-surveyjs\.json$/, '{'],
		[/^Label Studio/, /-label-studio\.zip$/, 'PK'],
		[/^XLSForm/, /-xlsform\.xlsx$/, 'PK'],
		[/^LimeSurvey/, /-limesurvey\.txt$/, ''],
		[/^Quota table/, /-quota\.csv$/, ''],
		[/^Records template/, /-records\.csv$/, '']
	];
	for (const [menu, ending, start] of endings) {
		const { name, bytes } = await download(page, menu);
		expect(name).toMatch(ending);
		expect(strFromU8(bytes.slice(0, 200), true).toLowerCase()).toContain(start.toLowerCase());
	}

	const zip = await download(page, 'Everything (zip)');
	const files = unzipSync(zip.bytes);
	const named = (ending: string) => {
		const [, bytes] = Object.entries(files).find(([name]) => name.endsWith(ending))!;
		return strFromU8(bytes);
	};
	expect(Object.keys(files).length).toBeGreaterThanOrEqual(13);
	const brief = JSON.parse(named(`${zip.name.replace('.zip', '')}.json`));
	expect(brief.regions).toHaveLength(2);
	expect(brief.acceptance.filter(({ kind }: { kind: string }) => kind === 'region')).toHaveLength(
		2
	);
	expect(named('.md')).toContain('To serve people whom the generator forgets.');

	// Label Studio has no checker apart from its own front end.
	const config = named('-label-studio.xml');
	const [task] = JSON.parse(named('-label-studio-tasks.json'));
	const read = await labelStudioReads(page.context(), config, task);
	expect(read.faults).toEqual([]);
	expect(read.text).toContain('Is this record sound');
	expect(read.text).toContain(task.data.record_id);
	const unbound = config.replace('toName="record"', 'toName="nothing"');
	const { faults } = await labelStudioReads(page.context(), unbound, task);
	expect(faults).toContainEqual(expect.objectContaining({ error: 'ERR_TAG_NOT_FOUND' }));
});

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

	await page.waitForTimeout(600);
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

test('a decision over a condition holds, and can be taken back', async ({ page }) => {
	await openBrief(page);
	await choose(page, 0);
	const article = page.getByRole('article');
	await article
		.getByRole('combobox', { name: /becomes/ })
		.first()
		.click();
	await page.getByRole('option', { name: 'Measured afterwards' }).click();
	await expect(article).toContainText('Your decision; suggested was');
	await article.getByRole('button', { name: 'Take it back' }).click();
	await expect(article).not.toContainText('Your decision');
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
	await question.getByRole('button', { name: 'As drafted' }).click();
	await expect(decoys).toHaveCount(drafted);
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

test('ratings of the pilot tell whether raters agree', async ({ page }) => {
	await openBrief(page);
	await choose(page, 0);
	await page.getByText('Ratings of the pilot: do raters agree?').click();
	const ratings = page.getByLabel(/^Paste or drop them as CSV/);
	await ratings.fill('item,a\n1,x');
	await expect(page.getByRole('alert')).toContainText('fewer than three columns');
	await ratings.fill('item,ann,ben\n1,yes,yes\n2,no,no\n3,yes,yes\n4,no,yes\n5,no,no\n6,yes,yes');
	const status = page.getByRole('status').filter({ hasText: 'Krippendorff' });
	await expect(status).toContainText('α is 0.6857 over 6 items');
	await expect(status).toContainText('Cohen’s κ of the two raters is 0.6667');
	await expect(page.getByRole('table', { name: /Items in dispute/ })).toContainText('4');
	// The plan's own floor decides.
	await type(page, 'Lowest α', '0.7');
	await expect(status).toContainText('agree too little');
});

test('absurd numbers are drawn into range, and what cannot be is said', async ({ page }) => {
	await openBrief(page);
	await choose(page, 0, 1);
	const panel = page.getByRole('complementary', { name: /to mend before it is sent/ });
	await type(page, 'Eligible people', '0');
	await expect(panel).toContainText('0 eligible people');
	await type(page, 'Eligible people', '');
	await openByHand(page, 'Region 1');
	await openByHand(page, 'Region 2');
	await type(page, 'Eligible people for Region 2', '1');
	await expect(panel).toContainText('Region 2: 1 eligible person');
	await type(page, 'Eligible people for Region 2', '');
	await expect(panel).not.toContainText(/eligible (person|people)/);
	await type(page, 'Budget', '0.01');
	await expect(panel).toContainText(
		'The budget does not pay for one accepted record beside the pilot.'
	);
	await expect(page.getByLabel(/^Worth of a record in/).first()).toBeVisible();
	await type(page, 'Budget', '');
	const budget = page.getByLabel('Budget', { exact: true });
	await type(page, 'Budget', '1e12');
	await expect(budget).toHaveValue('1000000000');
	await type(page, 'Budget', '');
	// Letters are no number, and nothing is none where one is needed.
	const minutes = page.getByLabel('Minutes', { exact: true });
	await minutes.fill('');
	await minutes.pressSequentially('soon');
	await minutes.press('Tab');
	await expect(page.getByText('A number is needed.')).toBeVisible();
	await expect(minutes).toHaveValue('8');
	await type(page, 'Pay an hour', '-5');
	await expect(page.getByLabel('Pay an hour', { exact: true })).toHaveValue('0');
	await expect(panel).toContainText('below the platform');
	await type(page, 'Rejected', '900');
	await expect(page.getByLabel('Rejected', { exact: true })).toHaveValue('95');
	await type(page, 'Times the human share', '99');
	await expect(panel).toContainText('Adding rows cannot bring the regions to these shares');
	await type(page, 'Times the human share', '1');
	const incidence = page.getByLabel(/^Share who pass the screener/).first();
	await incidence.fill('0');
	await incidence.press('Tab');
	await expect(panel).toContainText('Nobody passes at this incidence');
	await incidence.fill('100');
	await incidence.press('Tab');
	await expect(page.getByRole('article').first()).toContainText('nobody is screened out');
	await expect(panel).not.toContainText('Nobody passes at this incidence');
	await expect(page.locator('.lead')).not.toContainText(/NaN|Infinity/);
});

test('people who serve several regions are few kinds, without those that cannot exist', async ({
	page
}) => {
	await openBrief(page);
	await choose(page, 0, 1);
	const lead = page.locator('.lead');
	const apart = await lead.textContent();
	await page.getByRole('switch', { name: 'One person may serve several regions' }).click();
	// People, screening and cost follow, down to the sentence at the top.
	await expect(lead).not.toHaveText(apart!);
	await expect(
		page.getByRole('strong').filter({ hasText: /instead of .* if each served one region/ })
	).toBeVisible();
	const both = page.getByRole('checkbox', { name: /^Impossible: nobody can be in .* at once$/ });
	await expect(both).toHaveCount(1);
	await openByHand(page, 'Region 1 + Region 2');
	const passing = page.getByLabel(/^Share who pass the screeners of Region 1 \+ Region 2/);
	await passing.fill('0');
	await passing.press('Tab');
	await expect(page.getByRole('complementary', { name: /to mend/ })).toContainText(
		'Region 1 + Region 2: Nobody passes at this incidence'
	);
	await both.click();
	await expect(both).toHaveCount(0);
	await expect(
		page.getByRole('listitem').filter({ hasText: /^Ruled out by hand: Region 1 \+ Region 2/ })
	).toBeVisible();
	await expect(lead).toHaveText(apart!);
	await page.getByRole('button', { name: 'Allow again' }).click();
	await expect(both).toHaveCount(1);

	// A share of the table for all, and another for one region.
	await page.getByRole('combobox', { name: 'What is enough' }).click();
	await page.getByRole('option', { name: 'a share of the table' }).click();
	await page
		.getByRole('article', { name: 'Region 1', exact: true })
		.getByRole('button', { name: /^Known better/ })
		.click();
	await type(page, 'Share of the table for Region 1, set by hand', '12');
	const arithmetic = page.getByRole('group', { name: 'The arithmetic of Region' });
	await expect(arithmetic.first()).toContainText('0.12 ×');
	await expect(arithmetic.nth(1)).toContainText('0.05 ×');
});
