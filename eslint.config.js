import boundaries from 'eslint-plugin-boundaries';
import { importX } from 'eslint-plugin-import-x';
import { createTypeScriptImportResolver } from 'eslint-import-resolver-typescript';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';
import svelteConfig from './svelte.config.js';

// The path every analysis takes. A step may import the steps before it, never one after it.
const steps = ['open', 'profile', 'encode', 'compare', 'gaps', 'cases', 'brief', 'verify', 'share'];

/** @param {string} type */
const room = (type) => ({ element: { type } });
/** @param {string[]} types */
const rooms = (...types) => ({ to: { element: { types: { anyOf: types } } } });

const walls = {
	terms: ['terms'],
	sql: ['sql', 'terms'],
	kernels: ['kernels', 'terms'],
	...Object.fromEntries(
		steps.map((step, i) => [step, ['terms', 'sql', 'kernels', ...steps.slice(0, i + 1)]])
	),
	analysis: ['analysis', 'terms', 'sql', 'kernels', ...steps],
	engine: ['engine', 'terms', 'sql'],
	workers: ['workers', 'terms', 'kernels'],
	charts: ['charts', 'terms'],
	ui: ['ui', 'terms'],
	session: ['session', 'terms', 'sql', 'analysis', ...steps, 'engine', 'workers'],
	routes: ['routes', 'terms', 'charts', 'ui', 'session'],
	cli: ['cli', 'terms', 'kernels', 'analysis', ...steps, 'engine']
};

// Each database driver and decoder may be imported by its own adapter alone.
const drivers = {
	'@duckdb/duckdb-wasm': 'src/lib/engine/duckdb-wasm*.ts',
	'@duckdb/node-api': 'src/lib/engine/duckdb-node*.ts',
	'parquet-wasm': 'src/lib/engine/parquet.worker.ts'
};

/**
 * Forbids every driver but the one that `adapter` is there for.
 * @param {string} [adapter]
 * @returns {import('eslint').Linter.RulesRecord}
 */
function onlyDrivers(adapter) {
	const paths = Object.entries(drivers)
		.filter(([, file]) => file !== adapter)
		.map(([name, file]) => ({ name, message: `Only ${file} talks to ${name}.` }));
	return { '@typescript-eslint/no-restricted-imports': ['error', { paths }] };
}

export default ts.config(
	{ ignores: ['build/', 'dist/', '.svelte-kit/', 'static/', 'test-results/', 'coverage/'] },
	...ts.configs.strict,
	...svelte.configs.recommended,
	{
		languageOptions: { globals: { ...globals.browser, ...globals.node } },
		rules: {
			'@typescript-eslint/consistent-type-imports': 'error',
			'@typescript-eslint/no-non-null-assertion': 'off',
			'no-console': 'error',
			eqeqeq: 'error'
		}
	},
	{
		files: ['**/*.svelte', '**/*.svelte.ts'],
		languageOptions: {
			parserOptions: { parser: ts.parser, extraFileExtensions: ['.svelte'], svelteConfig }
		}
	},
	{
		files: ['src/**/*.{ts,svelte}'],
		plugins: { boundaries, 'import-x': importX },
		settings: {
			'import-x/resolver-next': [createTypeScriptImportResolver({ project: 'tsconfig.json' })],
			'import/resolver': { typescript: { project: 'tsconfig.json' } },
			'boundaries/elements': [
				...steps.map((step) => ({ type: step, pattern: `src/lib/analysis/${step}` })),
				{ type: 'analysis', pattern: 'src/lib/analysis' },
				...['terms', 'sql', 'kernels', 'engine', 'workers', 'charts', 'ui', 'session'].map(
					(name) => ({ type: name, pattern: `src/lib/${name}` })
				),
				{ type: 'routes', pattern: 'src/routes' },
				{ type: 'cli', pattern: 'src/cli' }
			]
		},
		rules: {
			'import-x/no-cycle': 'error',
			'no-restricted-imports': [
				'error',
				{
					patterns: [
						{ group: ['../*'], message: 'Across rooms use $lib/room/file.' },
						{ group: ['svelte/store'], message: 'State lives in runes.' }
					]
				}
			],
			'boundaries/dependencies': [
				'error',
				{
					default: 'disallow',
					policies: Object.entries(walls).map(([from, to]) => ({
						from: room(from),
						allow: rooms(...to)
					}))
				}
			]
		}
	},
	{ files: ['src/**/*.{ts,svelte}'], rules: onlyDrivers() },
	...Object.values(drivers).map((adapter) => ({ files: [adapter], rules: onlyDrivers(adapter) })),
	{
		files: ['src/cli/**', 'bench/**', 'scripts/**', '*.config.{js,ts}'],
		rules: { 'no-console': 'off' }
	}
);
