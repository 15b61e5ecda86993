import { readFileSync } from 'node:fs';
import { sveltekit } from '@sveltejs/kit/vite';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';

/** Sends with everything that `vite preview` serves the headers that the build asks static hosts to send. */
function previewHeaders(): Plugin {
	return {
		name: 'preview-headers',
		configurePreviewServer(server) {
			const [, ...lines] = readFileSync('build/_headers', 'utf8').trim().split('\n');
			const headers = lines.map((line) => line.trim().split(': ', 2) as [string, string]);
			server.middlewares.use((_request, response, next) => {
				for (const [name, value] of headers) response.setHeader(name, value);
				next();
			});
		}
	};
}

export default defineConfig({
	plugins: [sveltekit(), previewHeaders()],
	worker: { format: 'es' },
	test: {
		name: 'unit',
		include: ['src/**/*.test.ts', 'tests/{checkers,engines,golden}/**/*.test.ts'],
		environment: 'node',
		// By default one core is left free, which on two halves the speed.
		maxWorkers: '100%',
		expect: { requireAssertions: true },
		testTimeout: 30_000,
		// Set-up runs whole analyses, which a busy machine stretches.
		hookTimeout: 120_000
	}
});
