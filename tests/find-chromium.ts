import { existsSync } from 'node:fs';
import { chromium } from '@playwright/test';

/** An installed Chrome or Chromium, else Playwright's own where it was downloaded. */
export function findChromium(): string {
	const candidates = [
		process.env.CHROME_PATH,
		'/usr/bin/google-chrome',
		'/usr/bin/chromium',
		'/usr/bin/chromium-browser',
		'/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
		chromium.executablePath()
	];
	const found = candidates.find((path) => path && existsSync(path));
	if (!found) {
		throw new Error('No Chrome or Chromium found: install one, or set CHROME_PATH to it.');
	}
	return found;
}
