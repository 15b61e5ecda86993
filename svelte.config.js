import adapter from '@sveltejs/adapter-static';
import { vitePreprocess } from '@sveltejs/vite-plugin-svelte';
import { withSecurityHeaders } from './security-headers.js';

const outDir = 'build';

/** @type {import('@sveltejs/kit').Config} */
const config = {
	preprocess: vitePreprocess(),
	compilerOptions: { runes: true },
	kit: {
		// The generated TypeScript project covers src and tests; every other script is checked with them.
		typescript: {
			config: ({ include, ...config }) => ({
				...config,
				include: [...include, '../bench/**/*.ts', '../scripts/**/*.ts', '../*.config.ts']
			})
		},
		adapter: withSecurityHeaders(adapter({ pages: outDir, fallback: '404.html' }), outDir),
		// Relative addresses let one build be served from any sub-path of any static host.
		paths: { relative: true },
		prerender: {
			handleMissingId({ id, message }) {
				// A fragment that opens a sample is followed by the app: no element bears its name.
				if (!id.startsWith('sample=')) throw new Error(message);
			}
		},
		// Registered by src/routes/NewVersion.svelte, which also tells of updates.
		serviceWorker: { register: false, files: (file) => !/\.md$/.test(file) },
		csp: {
			mode: 'hash',
			directives: {
				'default-src': ['self'],
				'script-src': ['self', 'wasm-unsafe-eval'],
				'worker-src': ['self'],
				// A person may paste any https address of a table; it is fetched only after their click.
				'connect-src': ['self', 'https:'],
				'style-src': ['self', 'unsafe-inline'],
				'img-src': ['self', 'data:'],
				'font-src': ['self'],
				'object-src': ['none'],
				'base-uri': ['self'],
				'form-action': ['none']
			}
		}
	}
};

export default config;
