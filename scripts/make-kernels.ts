/** Compiles the kernels written in AssemblyScript to WebAssembly and writes them into the source: `npm run make:kernels`. */
import { writeFileSync } from 'node:fs';
import { format, resolveConfig } from 'prettier';
import { compileCaseSearch } from './compile-kernel';

const path = new URL('../src/lib/kernels/case-search-wasm.ts', import.meta.url);
const source = `/** \`case-search.as\` compiled by \`npm run make:kernels\`, base64. */\nexport const CASE_SEARCH_WASM = '${await compileCaseSearch()}';\n`;
const options = await resolveConfig(path);
writeFileSync(path, await format(source, { ...options, parser: 'typescript' }));
