import { expect, it } from 'vitest';
import { CASE_SEARCH_WASM } from '$lib/kernels/case-search-wasm';
import { SEARCH_WASM } from '$lib/kernels/search/search-wasm';
import { compileKernel, KERNELS } from '../../scripts/compile-kernel';

const committed = { CASE_SEARCH_WASM, SEARCH_WASM };

it.each(KERNELS)(
	'$name is the compiled form of its source',
	async ({ source, name }) => {
		expect(await compileKernel(source)).toBe(committed[name]);
	},
	60_000
);
