/** Compiles the kernels written in AssemblyScript to WebAssembly and writes them into the source: `npm run make:kernels`. */
import { writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { compileKernel, KERNELS } from './compile-kernel';

for (const { source, name } of KERNELS) {
	const path = new URL(`../src/lib/kernels/${source}-wasm.ts`, import.meta.url);
	const text = `/** \`${basename(source)}.as\` compiled by \`npm run make:kernels\`, base64. */\nexport const ${name} = '${await compileKernel(source)}';\n`;
	const options = await resolveConfig(path);
	writeFileSync(path, await format(text, { ...options, parser: 'typescript' }));
}
