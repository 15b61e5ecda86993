import { mkdir, readFile } from 'node:fs/promises';
import { chromium } from '@playwright/test';
import config from '../playwright.config';

// Draws the mark of static/favicon.svg as the PNG icons that installed apps need.
const FOLDER = 'static/icons';
const CANVAS = '#f3f5f6';
/** Share of the side that the mark takes: systems cut a maskable icon to a circle of four fifths. */
const ICONS = [
	{ name: 'icon-180', side: 180, mark: 0.78, radius: 0 },
	{ name: 'icon-192', side: 192, mark: 0.78, radius: 0.2 },
	{ name: 'icon-512', side: 512, mark: 0.78, radius: 0.2 },
	{ name: 'icon-maskable-512', side: 512, mark: 0.56, radius: 0 }
];

const mark = Buffer.from(await readFile('static/favicon.svg')).toString('base64');
const browser = await chromium.launch(config.use?.launchOptions ?? {});
const page = await browser.newPage({ colorScheme: 'light' });
await mkdir(FOLDER, { recursive: true });
for (const { name, side, mark: share, radius } of ICONS) {
	await page.setViewportSize({ width: side, height: side });
	await page.setContent(`<body style="margin:0;height:100vh;display:grid;place-items:center;
		background:${CANVAS};border-radius:${radius * 100}%">
		<img src="data:image/svg+xml;base64,${mark}" width="${Math.round(side * share)}">`);
	await page.locator('img').evaluate((image: HTMLImageElement) => image.decode());
	await page.evaluate(() => (document.documentElement.style.background = 'transparent'));
	await page.screenshot({ path: `${FOLDER}/${name}.png`, omitBackground: true });
}
await browser.close();
