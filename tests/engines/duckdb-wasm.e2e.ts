import { expect, test, type Page } from '@playwright/test';
import { servePage, type ServedPage } from '../serve-page';
import { FACTS } from './contract';

let served: ServedPage;
let page: Page;

test.beforeAll(async ({ browser }) => {
	served = await servePage(new URL('./page/', import.meta.url));
	page = await browser.newPage();
	await page.goto(served.url);
	await page.waitForFunction(() => 'observe' in window);
});

test.afterAll(async () => {
	await page.close();
	await served.close();
});

for (const { name, expected } of FACTS) {
	test(name, async () => {
		const observed = await page.evaluate(
			(fact) => (window as unknown as { observe(name: string): Promise<unknown> }).observe(fact),
			name
		);
		expect(observed).toEqual(expected);
	});
}
