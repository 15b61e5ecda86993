import { expect, it } from 'vitest';
import { CASE_SEARCH_WASM } from '$lib/kernels/case-search-wasm';
import { compileCaseSearch } from '../../scripts/compile-kernel';

it('is the compiled form of the source that lies beside it', async () => {
	expect(await compileCaseSearch()).toBe(CASE_SEARCH_WASM);
}, 60_000);
