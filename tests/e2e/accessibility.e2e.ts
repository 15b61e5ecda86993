import { expect, test, type Page } from '@playwright/test';
import { expectClean, SIZES } from './expect-clean';
import { holdJobs, letJobsStart } from './hold-jobs';
import { expectStill, watchShifts } from './layout-shift';
import { goToStep, openPage, reachGaps } from './open-page';

test('axe finds nothing on any page before a file is open, and at twice the size nothing is cut off', async ({
	page
}) => {
	test.setTimeout(300_000);
	for (const path of ['/', '/columns/', '/gaps/', '/cases/', '/brief/', '/verify/', '/method/']) {
		await openPage(page, path);
		await expectClean(page, path);
		// A window of 1280 pixels at 200 % is 640 wide to the page.
		for (const width of [640, 360]) {
			await page.setViewportSize({ width, height: 480 });
			const wide = await page.evaluate(() => document.documentElement.scrollWidth);
			expect.soft(wide, `${path} at ${width}`).toBeLessThanOrEqual(width);
		}
		await page.setViewportSize(SIZES[0]!);
	}
	await page.keyboard.press('?');
	await expect(page.getByRole('dialog', { name: 'Keyboard' })).toBeVisible();
	await expectClean(page, 'the sheet of keys');
});

/** Every page of a finished analysis keeps within narrow windows, and what sticks leaves room for what scrolls. */
async function expectFits(page: Page, step: string): Promise<void> {
	for (const width of [720, 512, 360]) {
		await page.setViewportSize({ width, height: 450 });
		// Pictures are drawn anew once they have been told of the new width.
		await expect
			.poll(() => page.evaluate(() => document.documentElement.scrollWidth), {
				message: `${step} at ${width}`
			})
			.toBeLessThanOrEqual(width);
		const stuck = await page.evaluate(() => {
			scrollTo(0, 900);
			const pinned = [...document.querySelectorAll('body *')].filter((element) => {
				const { position, visibility } = getComputedStyle(element);
				if (!/sticky|fixed/.test(position) || visibility === 'hidden') return false;
				return element.getBoundingClientRect().top < innerHeight / 2;
			});
			const seen = pinned.map((element) => element.getBoundingClientRect());
			return Math.max(0, ...seen.filter(({ top }) => top >= -1).map(({ bottom }) => bottom));
		});
		expect.soft(stuck, `${step} at ${width}: height of what sticks`).toBeLessThan(225);
	}
	await page.setViewportSize(SIZES[0]!);
}

// One analysis for all of its states: the search is what takes time.
test('axe finds nothing on any page and state of an analysis, and at twice the size each keeps within the window', async ({
	page
}) => {
	test.setTimeout(900_000);
	await watchShifts(page);
	await holdJobs(page, 'find-regions', 'null-scores');
	await openPage(page, '/#sample=adult-tvae');
	await goToStep(page, 'Gaps');
	await expect(page.getByRole('heading', { name: 'Looking for what is missing' })).toBeVisible();
	await expectClean(page, 'stages');
	await page.getByRole('button', { name: 'Cancel' }).click();
	await expect(page.getByRole('heading', { name: 'Stopped' })).toBeVisible();
	await expectClean(page, 'stopped');
	await letJobsStart(page, 'find-regions');
	await page.getByRole('button', { name: 'Search again' }).click();
	const firstLook = page.getByRole('list', { name: 'Seen at first look' });
	await expect(firstLook).toBeVisible({ timeout: 200_000 });
	await expectStill(page, 'the way to the first look');
	await expectClean(page, 'first look');
	await page.setViewportSize({ width: 390, height: 844 });
	const edges = await page
		.locator('p.foot > *')
		.evaluateAll((lines) => lines.map((line) => line.getBoundingClientRect().left));
	expect(new Set(edges).size, 'the lines below the bar begin alike').toBe(1);
	await page.setViewportSize(SIZES[0]!);
	await letJobsStart(page, 'null-scores');
	await reachGaps(page);
	await expect(page.getByRole('list', { name: /^Findings/ })).toBeVisible();
	await expect(page.getByRole('region', { name: 'human rows of this region' })).toBeVisible();
	await expectStill(page, 'the gaps as they arrive');
	await page.getByRole('slider', { name: /from$/ }).first().press('ArrowRight');
	await page.getByRole('group', { name: 'Kinds to show' }).getByRole('button').first().click();
	await expect(page.getByRole('group', { name: /are filtered by$/ })).toBeVisible();
	await expectClean(page, 'gaps, brushed and narrowed');
	await page.getByRole('radio', { name: 'Table' }).click();
	await page.getByRole('button', { name: 'what is this?' }).click();
	await expect(page.getByRole('link', { name: 'All figures explained' })).toBeVisible();
	await expectClean(page, 'gaps as a table, a figure explained');
	await page.keyboard.press('Escape');
	await page.getByRole('button', { name: 'Add to the brief' }).click();
	await page.getByRole('button', { name: 'Your own' }).click();
	await expect(page.getByRole('dialog', { name: 'A region of your own' })).toBeVisible();
	await expectClean(page, 'condition builder', '[role=dialog]');
	await page.keyboard.press('Escape');
	await page.getByRole('banner').getByRole('button', { name: /share/i }).click();
	await expect(page.getByRole('list', { name: 'What the link holds' })).toBeVisible({
		timeout: 200_000
	});
	await expectClean(page, 'share', '[role=dialog]');
	await page.keyboard.press('Escape');
	await expectFits(page, 'Gaps');
	await expect(page.getByRole('complementary', { name: 'Analysis under way' })).toBeHidden({
		timeout: 200_000
	});
	// What each page shows once it is done.
	const pages = {
		Open: page.getByRole('heading', { name: /columns compared/ }),
		Columns: page.getByText('On every row, in'),
		Brief: page.getByLabel('Title of the region'),
		Verify: page.getByRole('heading', { name: 'Have the gaps closed?' }),
		Cases: page.getByRole('listbox', { name: /Cases/ })
	};
	for (const [step, shown] of Object.entries(pages)) {
		await goToStep(page, step);
		await expect(shown, step).toBeVisible({ timeout: 80_000 });
		await expectStill(page, step);
		await expectClean(page, step);
		if (step !== 'Open' && step !== 'Verify') await expectFits(page, step);
	}
	await page.getByRole('radio', { name: /Groups/ }).click();
	await expect(page.getByRole('button', { name: 'Add to the brief' }).first()).toBeVisible();
	await expectClean(page, 'groups of cases');
	await page.getByRole('radio', { name: /Invented/ }).click();
	await page.getByRole('button', { name: /Row/ }).first().click();
	await expect(page.getByRole('heading', { name: /beside its nearest person/ })).toBeVisible();
	await expectClean(page, 'invented cases');
});

test('axe finds nothing where there is no gap, nor on a file that cannot be read', async ({
	page
}) => {
	await openPage(page, '/');
	const pickers = page.locator('input[type=file]');
	await pickers.first().setInputFiles('tests/fixtures/files/codec-zstd.parquet');
	await pickers.nth(1).setInputFiles('tests/fixtures/files/codec-gzip.parquet');
	await reachGaps(page);
	await expect(page.getByRole('heading', { name: 'No gap found' })).toBeVisible();
	await expectClean(page, 'no gap');
	await goToStep(page, 'Open');
	await pickers.first().setInputFiles({
		name: 'human.parquet',
		mimeType: 'application/octet-stream',
		buffer: Buffer.from('no table')
	});
	await expect(page.getByRole('alert')).toBeVisible();
	await expectClean(page, 'error');
});

test('nothing on the first page moves while it loads', async ({ page }) => {
	await watchShifts(page);
	await page.goto('/');
	await page.waitForLoadState('networkidle');
	await expectStill(page, 'the first page');
});

test('whoever asks for less motion gets none', async ({ page }) => {
	await page.emulateMedia({ reducedMotion: 'reduce' });
	await openPage(page, '/');
	const longest = await page.evaluate(() =>
		Math.max(
			...[...document.querySelectorAll('*')].flatMap((element) => {
				const { transitionDuration, animationDuration } = getComputedStyle(element);
				return `${transitionDuration},${animationDuration}`.split(',').map(parseFloat);
			})
		)
	);
	expect(longest).toBe(0);
});
