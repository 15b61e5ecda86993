import { expect, test, type Page } from '@playwright/test';
import { expectStill, watchShifts } from './layout-shift';
import { goToStep, openPage, reachGaps } from './open-page';

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
function overflowOf(page: Page): Promise<string[]> {
	return page.evaluate(() => {
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
}

/** Nothing sticks out of the window once what has just arrived is laid out. */
async function expectNoOverflow(page: Page, state: string): Promise<void> {
	await expect.poll(() => overflowOf(page), { message: state }).toEqual([]);
}

test('names and numbers with no place to break keep every page within 360 pixels', async ({
	page
}) => {
	test.slow();
	await page.setViewportSize({ width: 360, height: 740 });
	await watchShifts(page);
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
	await expectStill(page, 'the way to the gaps');

	await expect(page.getByText('As a table').first()).toBeVisible();
	for (const summary of await page.getByText('As a table').all()) await summary.click();
	await page.getByRole('button', { name: 'Add to the brief' }).click();
	await expectNoOverflow(page, 'gaps, tables unfolded');
	const pictures = page.getByRole('region', { name: 'Where it lies' });
	await pictures.locator('button[aria-pressed="false"]').first().click();
	await expectNoOverflow(page, 'gaps, brushed');
	await page.getByRole('radio', { name: 'Table' }).click();
	await page.getByRole('radio', { name: 'Beside the nearest' }).click();
	await expect(page.getByRole('region', { name: /rows beside their nearest/ })).toBeVisible({
		timeout: 120_000
	});
	await expectNoOverflow(page, 'gaps as a table');
	await page.getByRole('button', { name: 'Your own' }).click();
	await expect(page.getByRole('dialog', { name: 'A region of your own' })).toBeVisible();
	await expectNoOverflow(page, 'condition builder');
	await page.keyboard.press('Escape');
	await page.getByRole('banner').getByRole('button', { name: /share/i }).click();
	await expect(page.getByRole('list', { name: 'What the link holds' })).toBeVisible({
		timeout: 200_000
	});
	await expectNoOverflow(page, 'share');
	await page.keyboard.press('Escape');
	await expect(page.getByRole('complementary', { name: 'Analysis under way' })).toBeHidden({
		timeout: 120_000
	});

	// What each page shows once it is done; first the one whose link lies below the button that the pointer is on.
	const pages = {
		Cases: page.getByRole('listbox', { name: /Cases/ }),
		Open: page.getByRole('heading', { name: /columns compared/ }),
		Columns: page.getByText('On every row, in'),
		Brief: page.getByLabel('Title of the region'),
		Verify: page.getByRole('heading', { name: 'Have the gaps closed?' })
	};
	for (const [step, shown] of Object.entries(pages)) {
		await goToStep(page, step);
		await expect(shown, step).toBeVisible({ timeout: 80_000 });
		await expectStill(page, step);
		await expectNoOverflow(page, step);
	}
	await goToStep(page, 'Columns');
	const tabs = {
		Pairs: page.getByText('Worst pairs first'),
		'Whole table': page.getByRole('region', { name: 'Exact copies' }).getByText('expected').first(),
		'Your users': page.getByRole('button', { name: 'Save these shares' })
	};
	for (const [tab, shown] of Object.entries(tabs)) {
		await page.getByRole('tab', { name: tab }).click();
		await expect(shown, tab).toBeVisible({ timeout: 80_000 });
		await expectNoOverflow(page, tab);
	}
	await goToStep(page, 'Cases');
	for (const view of [/Groups/, /Invented/]) {
		await page.getByRole('radio', { name: view }).click();
		await expect(page.getByRole('radio', { name: view })).toBeChecked();
		await expectNoOverflow(page, `cases, ${view.source}`);
	}
});
