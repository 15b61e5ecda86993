import { expect, test, type Page } from '@playwright/test';
import { openPage, reachGaps } from './open-page';

/** Names as machines make them: long, and with no place to break. */
const COLUMN = 'respondent_declared_primary_occupation_classification_code_2019_revision_b';
const NUMBER = 'AccumulatedLifetimeContributionInMinorCurrencyUnitsBeforeTaxAndAdjustments';
const LONG = 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft';
const FILE = 'export-2026-11-27T08-00-00Z-projectalpha-subsetbravo-iterationcharlie-final-v2';

/** Rows of which one kind, every fifth of people's, is hardly among the generated. */
function table(rows: number, isLacking: boolean): string {
	const lines = Array.from({ length: rows }, (_, i) => {
		const isRare = i % 5 === 0 && !(isLacking && i % 100 !== 0);
		const occupation = isRare ? `${LONG}${LONG}` : `${LONG}/${i % 3}`;
		return `${occupation},${(i * 7919 * 104729) % 987654321987654},https://example.org/${LONG.toLowerCase()}?id=${i % 4}`;
	});
	return [`${COLUMN},${NUMBER},reference`, ...lines].join('\n');
}

/** What sticks out of the window to the right, and is not within something that scrolls or hides it. */
async function expectNoOverflow(page: Page, state: string): Promise<void> {
	const out = await page.evaluate(() => {
		const isHeld = (element: Element) => {
			for (let at = element.parentElement; at && at !== document.body; at = at.parentElement)
				if (getComputedStyle(at).overflowX !== 'visible') return true;
			return false;
		};
		const wide = document.documentElement.scrollWidth > innerWidth;
		const found = [...document.querySelectorAll('body *')].filter((element) => {
			const { right, width } = element.getBoundingClientRect();
			return wide && width > 0 && right > innerWidth + 0.5 && !isHeld(element);
		});
		const named = found.map(({ tagName, className, textContent }) => {
			const told = textContent?.trim().slice(0, 40);
			return `${tagName.toLowerCase()}.${String(className)} “${told}”`;
		});
		return wide ? [`${document.documentElement.scrollWidth} pixels wide`, ...named] : [];
	});
	expect.soft(out, state).toEqual([]);
}

test('names and numbers with no place to break keep every page within 360 pixels', async ({
	page
}) => {
	test.slow();
	await page.setViewportSize({ width: 360, height: 740 });
	await openPage(page, '/');
	const files = (name: string, text: string) => ({
		name: `${name}-${FILE}.csv`,
		mimeType: 'text/csv',
		buffer: Buffer.from(text)
	});
	const pickers = page.locator('input[type=file]');
	await pickers.first().setInputFiles(files('human', table(4000, false)));
	await pickers.nth(1).setInputFiles(files('synthetic', table(4000, true)));
	await reachGaps(page);
	await expect(page.getByRole('heading', { level: 1 })).toContainText('missing');
	await expect(page.getByRole('region', { name: 'human rows of this region' })).toBeVisible();
	await expectNoOverflow(page, 'gaps');

	const goTo = (step: string) =>
		page
			.getByRole('navigation', { name: 'Steps' })
			.getByRole('link', { name: step, exact: true })
			.click();
	for (const summary of await page.getByText('As a table').all()) await summary.click();
	await page.getByRole('button', { name: 'Add to the brief' }).click();
	await expectNoOverflow(page, 'gaps, tables unfolded');
	const pictures = page.getByRole('region', { name: 'Where it lies' });
	await pictures.locator('button[aria-pressed="false"]').first().click();
	await expectNoOverflow(page, 'gaps, brushed');
	await page.getByRole('radio', { name: 'Table' }).click();
	await page.getByRole('radio', { name: 'Beside the nearest' }).click();
	await expectNoOverflow(page, 'gaps as a table');
	await page.getByRole('button', { name: 'Your own' }).click();
	await expectNoOverflow(page, 'condition builder');
	await page.keyboard.press('Escape');
	await page.getByRole('banner').getByRole('button', { name: /share/i }).click();
	await expect(page.getByRole('list', { name: 'What the link holds' })).toBeVisible();
	await expectNoOverflow(page, 'share');
	await page.keyboard.press('Escape');
	await expect(page.getByRole('complementary', { name: 'Analysis under way' })).toBeHidden();

	for (const step of ['Open', 'Columns', 'Cases', 'Brief', 'Verify']) {
		await goTo(step);
		await expect(page.getByRole('heading').first(), step).toBeVisible();
		await page.waitForLoadState('networkidle');
		await expectNoOverflow(page, step);
	}
	await goTo('Columns');
	for (const tab of ['Pairs', 'Whole table', 'Your users']) {
		await page.getByRole('tab', { name: tab }).click();
		await expectNoOverflow(page, tab);
	}
	await goTo('Cases');
	for (const view of [/Groups/, /Invented/]) {
		await page.getByRole('radio', { name: view }).click();
		await expectNoOverflow(page, `cases, ${view.source}`);
	}
});
