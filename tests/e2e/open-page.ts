import { expect, type Page } from '@playwright/test';

/** The search takes its time on a machine that does other things as well. */
const SEARCHED = { timeout: 200_000 };

/** Waits until the page can be used: pages are prerendered, and before that only there to read. */
export async function alive(page: Page): Promise<void> {
	await page.locator('html[data-hydrated]').waitFor({ state: 'attached' });
}

/** Goes to a page and waits until it can be used. */
export async function openPage(page: Page, path: string): Promise<void> {
	await page.goto(path);
	await alive(page);
}

/** Waits until the search for gaps has ended and its page tells what it found. */
export async function reachGaps(page: Page): Promise<void> {
	await page.waitForURL(/\/gaps\/?(#|$)/, SEARCHED);
	const title = page.getByRole('heading', { level: 1 });
	await expect(title).not.toHaveText('Looking for what is missing', SEARCHED);
}
