import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { expect, test } from '@playwright/test';
import { holdJobs } from './hold-jobs';
import { goToStep } from './open-page';
import { serveFolder } from './serve-folder';

const BUILD = fileURLToPath(new URL('../../build', import.meta.url));
const SUB_PATH = '/some/team/lacuna';
test('the build runs from any sub-path of a static host', async ({ page }) => {
	const server = await serveFolder(BUILD, SUB_PATH);
	const missing: string[] = [];
	page.on('response', (response) => {
		if (response.status() >= 400) missing.push(response.url());
	});
	// The first look is enough, and stays: the search is not begun.
	await holdJobs(page, 'null-scores');
	try {
		await page.goto(`${server.address}#sample=adult-tvae`);
		await page.waitForURL(`**${SUB_PATH}/gaps/**`, { timeout: 80_000 });
		// By then the engine, the decoder and the workers have all done their part.
		await expect(page.getByRole('list', { name: 'Seen at first look' })).toBeVisible();
		await goToStep(page, 'Open');
		await expect(page.getByRole('heading', { name: /columns compared/ })).toBeVisible();
		expect(missing).toEqual([]);
	} finally {
		await server.close();
	}
});

test('the page before the engine needs less than 150 kB of compressed script', async ({ page }) => {
	// The page names every script that it starts with; the engine's are imported later, by address of their own.
	const html = await (await page.request.get('/')).text();
	const first = [...html.matchAll(/"([^"]+\.js)"/g)].map((match) => match[1]!);
	expect(first.length).toBeGreaterThan(2);
	const bodies = await Promise.all(
		[...new Set(first)].map(async (path) => (await page.request.get(path)).body())
	);
	const sizeBytes = bodies.reduce((sum, body) => sum + gzipSync(body).byteLength, 0);
	expect(sizeBytes).toBeLessThan(150_000);
});
