import { readFileSync } from 'node:fs';
import asc from 'assemblyscript/asc';

const SOURCE = new URL('../src/lib/kernels/case-search.as', import.meta.url);

/** The WebAssembly module of `case-search.as`, base64: the same source and compiler give the same bytes. */
export async function compileCaseSearch(): Promise<string> {
	const files = { 'case-search.ts': readFileSync(SOURCE, 'utf8') };
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
