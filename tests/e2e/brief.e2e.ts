import { expect, test } from '@playwright/test';
import { strFromU8, unzipSync } from 'fflate';
import { beginAnew, choose, download, openBrief, openByHand, type } from './brief-page';
import { labelStudioReads } from './label-studio';

// One analysis for all of it: that is what takes time.
test('a gap becomes a brief whose numbers, people, decisions and raters are settled, in every format', async ({
	page
}) => {
	test.setTimeout(600_000);
	await openBrief(page);
	await choose(page, 0, 1);

	await test.step('absurd numbers are drawn into range, and what cannot be is said', async () => {
		// What is found is told beside the section that it is about; the panel counts it.
		const sheet = page.locator('.sheet');
		const panel = page.getByRole('complementary', { name: /to mend before it is sent/ });
		await expect(panel.getByRole('link', { name: /^Purpose and use/ })).toContainText('1 missing');
		await type(page, 'Eligible people', '0');
		await expect(sheet).toContainText('0 eligible people');
		await type(page, 'Eligible people', '');
		await openByHand(page, 'Region 1');
		await openByHand(page, 'Region 2');
		await type(page, 'Eligible people for Region 2', '1');
		await expect(sheet).toContainText('Region 2: 1 eligible person');
		await type(page, 'Eligible people for Region 2', '');
		await expect(sheet).not.toContainText(/eligible (person|people)/);
		await type(page, 'Budget', '0.01');
		await expect(sheet).toContainText(
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
		await expect(sheet).toContainText('below the platform');
		await type(page, 'Rejected', '900');
		await expect(page.getByLabel('Rejected', { exact: true })).toHaveValue('95');
		await type(page, 'Times the human share', '99');
		await expect(sheet).toContainText('Adding rows cannot bring the regions to these shares');
		await type(page, 'Times the human share', '1');
		const incidence = page.getByLabel(/^Share who pass the screener/).first();
		await incidence.fill('0');
		await incidence.press('Tab');
		await expect(sheet).toContainText('Nobody passes at this incidence');
		await incidence.fill('100');
		await incidence.press('Tab');
		await expect(page.getByRole('article').first()).toContainText('nobody is screened out');
		await expect(sheet).not.toContainText('Nobody passes at this incidence');
		await expect(page.locator('.lead')).not.toContainText(/NaN|Infinity/);
	});
	await beginAnew(page);

	await test.step('people who serve several regions are few kinds, without those that cannot exist', async () => {
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
		await expect(page.locator('.sheet')).toContainText(
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
	await beginAnew(page);

	await test.step('a decision over a condition holds, and can be taken back', async () => {
		const article = page.getByRole('article').first();
		await article
			.getByRole('combobox', { name: /becomes/ })
			.first()
			.click();
		await page.getByRole('option', { name: 'Measured afterwards' }).click();
		await expect(article).toContainText('Your decision; suggested was');
		await article.getByRole('button', { name: 'Take it back' }).click();
		await expect(article).not.toContainText('Your decision');
	});
	await beginAnew(page);

	await test.step('ratings of the pilot tell whether raters agree', async () => {
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
	await beginAnew(page);

	await test.step('every format is written, a draft by that name until it says what it is for', async () => {
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
});
