import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';

async function expectClean(page: Page): Promise<void> {
	for (const colorScheme of ['light', 'dark'] as const) {
		await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
		const { violations } = await new AxeBuilder({ page })
			.withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
			.analyze();
		const told = violations.map(
			({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`
		);
		expect(told, colorScheme).toEqual([]);
	}
}

for (const path of ['/', '/gaps/', '/method/']) {
	test(`axe finds nothing on ${path} before a file is open`, async ({ page }) => {
		await page.goto(path);
		await expectClean(page);
	});
}

test('axe finds nothing on findings, their dialog and the paired columns', async ({ page }) => {
	// Six readings of a full page, in two themes.
	test.slow();
	await page.goto('/#sample=adult-tvae');
	await page.waitForURL(/\/gaps\/(#|$)/, { timeout: 80_000 });
	await expect(page.getByRole('region', { name: 'human rows of this region' })).toBeVisible();
	await expectClean(page);
	await page.getByRole('button', { name: 'Your own' }).click();
	await expectClean(page);
	await page.keyboard.press('Escape');
	await page.getByRole('link', { name: 'Open', exact: true }).click();
	await expect(page.getByRole('heading', { name: /columns compared/ })).toBeVisible();
	await expectClean(page);
});

test('axe finds nothing on cases, their groups, and inventions', async ({ page }) => {
	test.slow();
	await page.goto('/#sample=adult-tvae');
	await page.waitForURL(/\/gaps\/(#|$)/, { timeout: 80_000 });
	await page.getByRole('link', { name: 'Cases' }).click();
	await expect(page.getByRole('listbox', { name: /Cases/ })).toBeVisible({ timeout: 240_000 });
	await expectClean(page);
	await page.getByRole('radio', { name: /Groups/ }).click();
	await expectClean(page);
	await page.getByRole('radio', { name: /Invented/ }).click();
	await page.getByRole('button', { name: /Row/ }).first().click();
	await expect(page.getByRole('heading', { name: /beside its nearest person/ })).toBeVisible();
	await expectClean(page);
});

test('axe finds nothing where there is no gap', async ({ page }) => {
	await page.goto('/#sample=adult-holdout');
	await page.waitForURL(/\/gaps\/(#|$)/, { timeout: 80_000 });
	await expectClean(page);
});

test('nothing on the first page moves while it loads', async ({ page }) => {
	await page.goto('/');
	await page.waitForLoadState('networkidle');
	const shift = await page.evaluate(
		() =>
			new Promise<number>((resolve) => {
				let sum = 0;
				new PerformanceObserver((list) => {
					for (const entry of list.getEntries())
						sum += (entry as unknown as { value: number }).value;
				}).observe({ type: 'layout-shift', buffered: true });
				setTimeout(() => resolve(sum), 500);
			})
	);
	expect(shift).toBe(0);
});

test('the page fits a screen 360 pixels wide', async ({ page }) => {
	await page.setViewportSize({ width: 360, height: 740 });
	await page.goto('/#sample=adult-tvae');
	await page.waitForURL(/\/gaps\/(#|$)/, { timeout: 80_000 });
	const width = await page.evaluate(() => document.documentElement.scrollWidth);
	expect(width).toBeLessThanOrEqual(360);
});
