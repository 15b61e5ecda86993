import { createReadStream, existsSync, statSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { expect, test } from '@playwright/test';

const BUILD = fileURLToPath(new URL('../../build', import.meta.url));
const SUB_PATH = '/some/team/lacuna';
const TYPES: Readonly<Record<string, string>> = {
	'.html': 'text/html',
	'.js': 'text/javascript',
	'.css': 'text/css',
	'.wasm': 'application/wasm',
	'.svg': 'image/svg+xml'
};

/** The plainest of static hosts: files under a sub-path, and nothing else. */
function serveBuild(): Promise<Server> {
	const server = createServer((request, response) => {
		const { pathname } = new URL(request.url ?? '/', 'http://host');
		const path = join(BUILD, pathname.slice(SUB_PATH.length));
		const file = existsSync(path) && statSync(path).isDirectory() ? join(path, 'index.html') : path;
		if (!pathname.startsWith(`${SUB_PATH}/`) || !existsSync(file)) {
			response.writeHead(404).end();
			return;
		}
		response.setHeader('Content-Type', TYPES[extname(file)] ?? 'application/octet-stream');
		createReadStream(file).pipe(response);
	});
	return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)));
}

test('the build runs from any sub-path of a static host', async ({ page }) => {
	const server = await serveBuild();
	const { port } = server.address() as AddressInfo;
	const missing: string[] = [];
	page.on('response', (response) => {
		if (response.status() >= 400) missing.push(response.url());
	});
	try {
		await page.goto(`http://127.0.0.1:${port}${SUB_PATH}/#sample=adult-holdout`);
		await page.waitForURL(`**${SUB_PATH}/gaps/**`, { timeout: 80_000 });
		await expect(page.getByRole('heading', { level: 1, name: 'No gap found' })).toBeVisible();
		await page.getByRole('link', { name: 'Open', exact: true }).click();
		await expect(page.getByRole('heading', { name: /columns compared/ })).toBeVisible();
		expect(missing).toEqual([]);
	} finally {
		server.close();
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
