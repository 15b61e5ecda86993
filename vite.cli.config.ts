import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

// The command line: the same core as the app, bundled for Node; only the native engine stays outside.
export default defineConfig({
	publicDir: false,
	resolve: { alias: { $lib: fileURLToPath(new URL('./src/lib', import.meta.url)) } },
	ssr: { noExternal: true, external: ['@duckdb/node-api'] },
	build: {
		ssr: true,
		outDir: 'dist/cli',
		target: 'node20',
		license: { fileName: 'licenses.md' },
		rollupOptions: {
			input: ['src/cli/lacuna.ts', 'src/cli/job-worker.ts'],
			output: { banner: ({ name }) => (name === 'lacuna' ? '#!/usr/bin/env node' : '') }
		}
	}
});
