import { readFileSync } from 'node:fs';
import { expect, test, type Page } from '@playwright/test';
import { strFromU8, unzipSync } from 'fflate';
import { openPage } from './open-page';

/** Opens the small pair with planted gaps and goes on to the brief, where the gaps arrive. */
async function openBrief(page: Page): Promise<void> {
	await openPage(page, '/');
	const inputs = page.locator('input[type=file]');
	await inputs.first().setInputFiles('tests/golden/planted-human.parquet');
	await inputs.last().setInputFiles('tests/golden/planted-synthetic.parquet');
	await page
		.getByRole('navigation', { name: 'Steps' })
		.getByRole('link', { name: 'Brief' })
		.click();
	await expect(page.getByRole('heading', { name: 'Brief', level: 1 })).toBeVisible();
	await expect(page.getByRole('checkbox').first()).toBeVisible({ timeout: 60_000 });
}

async function chooseTwo(page: Page): Promise<void> {
	await page.getByRole('checkbox').first().click();
	await page.getByText('Choose other gaps').click();
	await page.getByRole('checkbox', { name: /human/ }).nth(1).click();
	await expect(page.getByRole('article')).toHaveCount(2);
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

test('a gap becomes a brief in every format, and the draft outlives a reload', async ({ page }) => {
	await openBrief(page);
	await chooseTwo(page);

	// Without a purpose the brief is a draft, and says so.
	await expect(page.getByRole('heading', { name: '1 to mend before it is sent' })).toBeVisible();
	expect((await download(page, 'Markdown')).name).toMatch(/^draft-brief-/);
	await page
		.getByLabel('Purpose', { exact: true })
		.fill('To serve people whom the generator forgets.');
	await expect(page.getByRole('heading', { name: 'Ready to send' })).toBeVisible();

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

	// A number typed changes the arithmetic; undo brings it back.
	const lead = page.locator('.lead');
	const before = await lead.textContent();
	await page.getByLabel('Times the human share').fill('0.5');
	await page.getByLabel('Times the human share').press('Tab');
	await expect(lead).not.toHaveText(before!);
	await page.getByRole('button', { name: 'Undo change' }).click();
	await expect(lead).toHaveText(before!);

	// A version is saved, a change follows, and the difference shows.
	await page.getByLabel('What this version changes').fill('As first sent.');
	await page.getByRole('button', { name: 'Save this version' }).click();
	await page.getByRole('textbox', { name: 'Contact' }).fill('data@example.org');
	await expect(page.getByRole('group', { name: 'What changed' })).toContainText('data@example.org');

	// The draft is there again after a reload, with the same files and gaps.
	await page.waitForTimeout(600);
	await page.goto('about:blank');
	await openBrief(page);
	await page.getByRole('checkbox').first().click();
	await expect(page.getByLabel('Purpose', { exact: true })).toHaveValue(
		'To serve people whom the generator forgets.'
	);
	await expect(
		page.getByRole('listitem').filter({ hasText: /^Version 2: As first sent\./ })
	).toBeVisible();
});

test('a decision over a condition holds, and can be taken back', async ({ page }) => {
	await openBrief(page);
	await page.getByRole('checkbox').first().click();
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
