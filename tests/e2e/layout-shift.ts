import { expect, type Page } from '@playwright/test';

interface Shift {
	readonly value: number;
	/** What moved, in words. */
	readonly moved: readonly string[];
}

/** A shift as browsers report it; https://developer.mozilla.org/docs/Web/API/LayoutShift */
interface LayoutShift extends PerformanceEntry {
	readonly value: number;
	readonly hadRecentInput: boolean;
	readonly sources: readonly { readonly node: Node | null }[];
}

/** A line of text in a corner that moves by a pixel is less than this. */
const LEAST_SEEN = 0.0005;

/** From the next load on, notes whatever moves by itself: what the person's own press or a new size of the window moves is no jump. */
export async function watchShifts(page: Page): Promise<void> {
	await page.addInitScript(() => {
		const shifts: Shift[] = [];
		Object.assign(window, { shifts });
		const named = (node: Node | null) => {
			const element = node instanceof Element ? node : node?.parentElement;
			const text = node?.textContent?.trim().replaceAll(/\s+/g, ' ').slice(0, 40);
			return `${element?.tagName.toLowerCase()}.${element?.getAttribute('class')} “${text}”`;
		};
		new PerformanceObserver((list) => {
			for (const { value, hadRecentInput, sources } of list.getEntries() as LayoutShift[])
				if (!hadRecentInput) shifts.push({ value, moved: sources.map(({ node }) => named(node)) });
		}).observe({ type: 'layout-shift', buffered: true });
	});
}

/** Nothing has moved by itself since this was asked before. */
export async function expectStill(page: Page, state: string): Promise<void> {
	const shifts = await page.evaluate(async () => {
		// Shifts are told after the frame in which they happen.
		await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 50)));
		return (window as unknown as { shifts: Shift[] }).shifts.splice(0);
	});
	expect
		.soft(
			shifts.filter(({ value }) => value >= LEAST_SEEN),
			`${state} stands still`
		)
		.toEqual([]);
}
