import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

export const SIZES = [
	{ width: 1440, height: 900 },
	{ width: 390, height: 844 }
];
let turn = 0;

/**
 * Runs axe on what is on screen, in both themes and at both sizes: which goes with which takes turns.
 * @param within what alone is looked at: for what lies over a page that was looked at before, and is long.
 */
export async function expectClean(page: Page, state: string, within?: string): Promise<void> {
	turn++;
	for (const [i, colorScheme] of (['light', 'dark'] as const).entries()) {
		const size = SIZES[(turn + i) % 2]!;
		await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
		await page.setViewportSize(size);
		const axe = new AxeBuilder({ page });
		if (within !== undefined) axe.include(within);
		const { violations } = await axe
			.withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
			// Else each run opens a page of its own to put frames together, and no page here has any.
			.setLegacyMode()
			.analyze();
		const told = violations.map(
			({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`
		);
		expect.soft(told, `${state}, ${colorScheme}, ${size.width} pixels wide`).toEqual([]);
		const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
		expect.soft(overflow, `${state} fits ${size.width} pixels`).toBeLessThanOrEqual(0);
	}
	await page.setViewportSize(SIZES[0]!);
}
