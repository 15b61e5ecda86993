import { expect, type Page } from '@playwright/test';

/** The search takes its time on a machine that does other things as well. */
const SEARCHED = { timeout: 200_000 };

/** How the page of gaps begins once the search has ended. */
const FOUND = /No gap found|Nothing that people wrote is missing|kinds? of rows (is|are) /;

/** Waits until the page can be used: pages are prerendered, and before that only there to read. */
export async function alive(page: Page): Promise<void> {
	await page.locator('html[data-hydrated]').waitFor({ state: 'attached' });
}

/** Goes to a page and waits until it can be used. */
export async function openPage(page: Page, path: string): Promise<void> {
	await page.goto(path);
	await alive(page);
}

/** The link to a step in the header. */
export function stepLink(page: Page, step: string) {
	return page
		.getByRole('navigation', { name: 'Steps' })
		.getByRole('link', { name: step, exact: true });
}

/** Waits until the page of a step stands: addresses change before pages do. */
export async function standsAt(page: Page, step: string, within = {}): Promise<void> {
	await expect(stepLink(page, step)).toHaveAttribute('aria-current', 'page', within);
}

/** Goes to the page of a step by the header, and waits until it stands. */
export async function goToStep(page: Page, step: string): Promise<void> {
	await stepLink(page, step).click();
	await standsAt(page, step);
}

/** Waits until the search for gaps has ended and its page tells what it found. */
export async function reachGaps(page: Page): Promise<void> {
	await standsAt(page, 'Gaps', SEARCHED);
	await expect(page.getByRole('heading', { level: 1 })).toHaveText(FOUND, SEARCHED);
}

/** Goes back to the page of a step, from one that stands. */
export async function goBackTo(page: Page, step: string): Promise<void> {
	await page.goBack();
	await standsAt(page, step);
}
