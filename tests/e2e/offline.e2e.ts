import { cp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
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
	// Whoever reloads while the app is still being kept has no newer version for that.
	await page.reload();
	await alive(page);
	await keptForOffline(page);
	await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
	await expect(page.getByRole('complementary', { name: 'New version' })).toHaveCount(0);
	await context.setOffline(true);
	await page.reload();
	await alive(page);
	await page.getByRole('link', { name: /Census answers and a generator/ }).click();
	await reachGaps(page);
	await expect(page.getByRole('heading', { level: 1 })).toContainText('all but missing');
	await goToStep(page, 'Cases');
	await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
});

/** Gives a part that is loaded when it is asked for another name, as each build does, and returns a worker that knows it. */
async function withNewName(folder: string, words: string, worker: string): Promise<string> {
	const parts = await readdir(join(folder, '_app/immutable'), { recursive: true });
	for (const part of parts.filter((name) => name.endsWith('.js'))) {
		const path = join(folder, '_app/immutable', part);
		if (!(await readFile(path, 'utf8')).includes(words)) continue;
		await rename(path, path.replace(/\.js$/, '-2.js'));
		return worker.replaceAll(part, part.replace(/\.js$/, '-2.js'));
	}
	throw new Error(`No part of the build says “${words}”.`);
}

test('a new version waits until it is asked for, the verdicts given so far outlive it, and another tab goes on', async ({
	page,
	context
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
		const other = await context.newPage();
		await openPage(other, `${server.address}method/`);

		const worker = join(folder, 'service-worker.js');
		const sheet = 'Everything here works without a mouse';
		await writeFile(worker, await withNewName(folder, sheet, await readFile(worker, 'utf8')));
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

		await expect(other.getByRole('complementary', { name: 'New version' })).toBeVisible();
		// A part of the old version, which the host does not have any more.
		await other.keyboard.press('?');
		await expect(other.getByRole('dialog', { name: 'Keyboard' })).toBeVisible();
	} finally {
		await server.close();
		await rm(folder, { recursive: true });
	}
});

test('the app can be installed, offers itself for Parquet files, and asks before these take the place of others', async ({
	page,
	request
}) => {
	await page.addInitScript(() => {
		const setConsumer = (consumer: unknown) => Object.assign(window, { launch: consumer });
		Object.defineProperty(window, 'launchQueue', { value: { setConsumer } });
	});
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

	/** As the system does for files that are opened with the installed app. */
	const launch = (...names: string[]) =>
		page.evaluate((names) => {
			const rows = 'age,job\n31,a\n44,b\n';
			const files = names.map((name) => ({ getFile: async () => new File([rows], name) }));
			return (window as unknown as { launch(given: object): Promise<void> }).launch({ files });
		}, names);
	await launch('human.csv', 'synthetic-1.csv');
	const synthetic = page.getByRole('region', { name: 'Synthetic' });
	await expect(synthetic).toContainText('synthetic-1.csv');
	await launch('synthetic-2.csv');
	const asked = page.getByRole('complementary', { name: 'Files from your system' });
	await expect(asked).toContainText('synthetic-2.csv');
	await asked.getByRole('button', { name: 'Add as a version' }).click();
	await expect(synthetic.getByRole('radio')).toHaveCount(2);
	await expect(synthetic.getByRole('radio', { name: /synthetic-1/ })).toBeChecked();
});
