import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import puppeteer from 'puppeteer-core';
import { findFirefox } from '../find-firefox';

// Playwright drives only a Firefox of its own make; Puppeteer drives an installed one, by WebDriver BiDi.
test('in Firefox the sample is opened, its gaps are listed and a brief is saved', async ({
	baseURL
}) => {
	const executablePath = findFirefox();
	test.skip(executablePath === null, 'No Firefox is installed; set FIREFOX_PATH to one.');
	test.setTimeout(300_000);
	const folder = await mkdtemp(join(tmpdir(), 'lacuna-firefox-'));
	const browser = await puppeteer.launch({
		browser: 'firefox',
		executablePath: executablePath!,
		extraPrefsFirefox: {
			'browser.download.folderList': 2,
			'browser.download.dir': folder,
			'browser.download.useDownloadDir': true,
			'browser.download.always_ask_before_handling_new_types': false
		}
	});
	try {
		const page = await browser.newPage();
		page.setDefaultTimeout(200_000);
		const named = (role: string, name: string) =>
			page.locator(`::-p-aria([name="${name}"][role="${role}"])`);
		await page.goto(`${baseURL}/#sample=adult-tvae`);
		await expect
			.poll(() => page.$eval('h1', (heading) => heading.textContent), { timeout: 200_000 })
			.toContain('all but missing');
		await named('button', 'Add to the brief').click();
		const list = await page.$$('[aria-label^="Findings"] button');
		expect(list.length).toBeGreaterThan(5);

		await named('link', 'Brief').click();
		await named('button', 'Export').click();
		await named('menuitem', 'Markdown').click();
		// The file is there, empty, before it is written.
		const saved = async () => {
			const name = (await readdir(folder)).find((one) => one.endsWith('.md'));
			return name === undefined ? null : readFile(join(folder, name), 'utf8');
		};
		await expect.poll(saved).toMatch(/^# /);
	} finally {
		await browser.close();
		await rm(folder, { recursive: true });
	}
});
