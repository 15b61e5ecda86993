import { fileURLToPath } from 'node:url';
import { expect, test, type Page } from '@playwright/test';
import { build, preview, type PreviewServer } from 'vite';
import { FACTS } from './contract';

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));

let server: PreviewServer;
let page: Page;

test.describe.configure({ mode: 'default' });

// The contract is observed on a page of its own, built as the app is and under the app's policy.
test.beforeAll(async ({ browser }) => {
	const outDir = at('../../test-results/engine-page');
	const shared = {
		configFile: false,
		root: at('./page'),
		base: './',
		logLevel: 'error',
		resolve: { alias: { $lib: at('../../src/lib') } }
	} as const;
	await build({
		...shared,
		worker: { format: 'es' },
		build: { outDir, emptyOutDir: true, target: 'esnext', assetsInlineLimit: 0 }
	});
	server = await preview({
		...shared,
		build: { outDir },
		preview: {
			host: '127.0.0.1',
			headers: {
				'Content-Security-Policy':
					"default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; connect-src 'self' data:; img-src data:"
			}
		}
	});
	page = await browser.newPage();
	await page.goto(server.resolvedUrls!.local[0]!);
	await page.waitForFunction(() => 'observe' in window);
});

test.afterAll(async () => {
	await page.close();
	await server.close();
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
