import type { Page } from '@playwright/test';

/** Goes to a page and waits until it can be used: pages are prerendered, and before that only there to read. */
export async function openPage(page: Page, path: string): Promise<void> {
	await page.goto(path);
	await page.locator('html[data-hydrated]').waitFor({ state: 'attached' });
}
