import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, preview, type Alias } from 'vite';

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** The app's policy; `data:` lets small fixtures be fetched. */
const POLICY =
	"default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; connect-src 'self' data:; img-src data:";

export interface ServedPage {
	readonly url: string;
	close(): Promise<void>;
}

/**
 * Builds a page that exists for tests or benches alone, as the app is built, and serves it under the app's policy.
 * @param folder holds an index.html.
 * @param aliases looked at before `$lib`.
 */
export async function servePage(folder: URL, aliases: Alias[] = []): Promise<ServedPage> {
	const root = fileURLToPath(folder);
	const outDir = at(`../test-results/pages/${basename(fileURLToPath(new URL('..', folder)))}`);
	const shared = {
		configFile: false,
		root,
		base: './',
		appType: 'mpa',
		logLevel: 'error'
	} as const;
	await build({
		...shared,
		resolve: { alias: [...aliases, { find: '$lib', replacement: at('../src/lib') }] },
		worker: { format: 'es' },
		build: { outDir, emptyOutDir: true, target: 'esnext', assetsInlineLimit: 0 }
	});
	const server = await preview({
		...shared,
		build: { outDir },
		preview: { host: '127.0.0.1', port: 0, headers: { 'Content-Security-Policy': POLICY } }
	});
	return { url: server.resolvedUrls!.local[0]!, close: () => server.close() };
}
