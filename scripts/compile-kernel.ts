import { readFileSync } from 'node:fs';
import asc from 'assemblyscript/asc';

/** What is written in AssemblyScript, below `src/lib/kernels`, and the name under which its compiled form is exported. */
export const KERNELS = [
	{ source: 'case-search', name: 'CASE_SEARCH_WASM' },
	{ source: 'search/search', name: 'SEARCH_WASM' }
] as const;

/** The WebAssembly module of a kernel, base64: the same source and compiler give the same bytes. */
export async function compileKernel(source: string): Promise<string> {
	const path = new URL(`../src/lib/kernels/${source}.as`, import.meta.url);
	const files = { [`${source}.ts`]: readFileSync(path, 'utf8') };
	const { error, binary, stderr } = await asc.compileString(files, {
		optimizeLevel: 3,
		converge: true,
		noAssert: true,
		runtime: 'stub',
		importMemory: true,
		enable: ['simd']
	});
	if (error !== null || binary === null) throw new Error(stderr.toString(), { cause: error });
	return Buffer.from(binary).toString('base64');
}
