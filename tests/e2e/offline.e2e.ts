import { readFile, rm, cp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test, type Page } from '@playwright/test';
import { quickSample } from './links';
import { alive, goToStep, openPage, reachGaps } from './open-page';
import { serveFolder } from './serve-folder';

test.use({ serviceWorkers: 'allow' });

const BUILD = fileURLToPath(new URL('../../build', import.meta.url));

/** Waits until the whole app is kept. */
async function keptForOffline(page: Page): Promise<void> {
	await page.evaluate(async () => {
		await navigator.serviceWorker.ready;
	});
}

test('after one visit, without a network, a sample is opened and its gaps are found', async ({
	page,
	context
}) => {
	await openPage(page, '/');
	await keptForOffline(page);
	await context.setOffline(true);
	await page.reload();
	await alive(page);
	await page.getByRole('link', { name: /Census answers and a generator/ }).click();
	await reachGaps(page);
	await expect(page.getByRole('heading', { level: 1 })).toContainText('all but missing');
	await goToStep(page, 'Cases');
	await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
});

test('a new version waits until it is asked for, and the verdicts given so far outlive it', async ({
	page
}) => {
	test.slow();
	const folder = join(tmpdir(), `lacuna-update-${process.pid}`);
	await cp(BUILD, folder, { recursive: true });
	const server = await serveFolder(folder, '/app');
	try {
		const link = await quickSample();
		await openPage(page, `${server.address}gaps/${link}`);
		// The first look is enough to choose from.
		await page.getByRole('button', { name: 'Add to the brief' }).click();
		await expect.poll(() => new URL(page.url()).hash).not.toBe(link);
		await keptForOffline(page);

		const worker = join(folder, 'service-worker.js');
		await writeFile(worker, `${await readFile(worker, 'utf8')}\n// another version`);
		await page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.update());
		const notice = page.getByRole('complementary', { name: 'New version' });
		await expect(notice).toContainText('stay in the address');
		const reloaded = page.waitForEvent('load');
		await notice.getByRole('button', { name: 'Reload' }).click();
		await reloaded;
		// The whole search may find the region of the first look with other bounds: what was chosen stays as it was.
		await alive(page);
		await page.getByRole('link', { name: 'Brief', exact: true }).click();
		await expect(page.getByLabel('Title of the region')).toHaveCount(1, { timeout: 80_000 });
	} finally {
		await server.close();
		await rm(folder, { recursive: true });
	}
});

test('the app can be installed, and offers itself for Parquet files', async ({ page, request }) => {
	await openPage(page, '/gaps/');
	const href = await page
		.locator('link[rel=manifest]')
		.evaluate((link: HTMLLinkElement) => link.href);
	const manifest = (await (await request.get(href)).json()) as {
		icons: { src: string }[];
		file_handlers: { accept: Record<string, string[]> }[];
	};
	for (const { src } of manifest.icons)
		expect((await request.get(new URL(src, href).href)).status()).toBe(200);
	expect(Object.values(manifest.file_handlers[0]!.accept).flat()).toContain('.parquet');
	const { errors } = await (await page.context().newCDPSession(page)).send('Page.getAppManifest');
	expect(errors).toEqual([]);
});
