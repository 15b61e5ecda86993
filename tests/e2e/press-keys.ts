import { expect, type Locator, type Page } from '@playwright/test';
import { standsAt, stepLink } from './open-page';

/** Presses Tab, or another key, until the focus is on a control, as a person does; at most so many times. */
export async function tabTo(page: Page, target: Locator, key = 'Tab', most = 60): Promise<void> {
	await expect(target).toBeVisible();
	const hasFocus = () => target.evaluate((element) => element === document.activeElement);
	for (let i = 0; i < most && !(await hasFocus()); i++) await page.keyboard.press(key);
	await expect(target).toBeFocused();
	await expectInSight(target);
}

/** Nothing that sticks covers what has the focus (WCAG 2.2, 2.4.11). */
async function expectInSight(target: Locator): Promise<void> {
	const isSeen = () =>
		target.evaluate((element) => {
			const { left, top, width, height } = element.getBoundingClientRect();
			const shares = [0.1, 0.5, 0.9];
			return shares.some((y) =>
				shares.some((x) => {
					const there = document.elementFromPoint(left + x * width, top + y * height);
					return there !== null && (element.contains(there) || there.contains(element));
				})
			);
		});
	// The page may still be scrolling there; what covers it would stay.
	await expect.poll(isSeen, { message: `${target} is in sight`, timeout: 2000 }).toBe(true);
}

/** Goes to a page by the links of the header. */
export async function openStep(page: Page, name: string): Promise<void> {
	await tabTo(page, stepLink(page, name), 'Shift+Tab', 120);
	await page.keyboard.press('Enter');
	await standsAt(page, name);
}

/** Presses a button that asks for files, and gives them. */
export async function giveFiles(page: Page, button: Locator, ...paths: string[]): Promise<void> {
	// Well before the press, for the browser has to be told first that the dialog is not to be shown.
	const asked = page.waitForEvent('filechooser', { timeout: 60_000 });
	await tabTo(page, button);
	await page.keyboard.press('Enter');
	await (await asked).setFiles(paths);
}

/** Opens the menu or list of the button in focus, and chooses an item of it. */
export async function pick(page: Page, item: Locator): Promise<void> {
	await page.keyboard.press('Enter');
	await expect(item).toBeVisible();
	const isMarked = () => item.evaluate((element) => element.matches(':focus, [data-highlighted]'));
	for (let i = 0; i < 60 && !(await isMarked()); i++) await page.keyboard.press('ArrowDown');
	await page.keyboard.press('Enter');
	await expect(item).toBeHidden();
}
