import { createWasmEngine } from '$lib/engine/duckdb-wasm';
import { LacunaError } from '$lib/terms/error';
import { FACTS } from '../contract';
import type { World } from '../contract/fact';

const engine = createWasmEngine();
const files = import.meta.glob('../../fixtures/files/*', {
	query: '?url',
	import: 'default',
	eager: true
}) as Record<string, string>;

const blobs = new Map<string, Blob>();
for (const [path, url] of Object.entries(files)) {
	blobs.set(path.split('/').at(-1)!, await (await fetch(url)).blob());
}

/** Opens a fixture by its address and reads the sum of one column, or tells how that fails. */
async function sumAtAddress(name: string, column: string): Promise<unknown> {
	const { signal } = new AbortController();
	const url = files[`../../fixtures/files/${name}`] ?? name;
	try {
		await engine.open('human', { kind: 'url', name, url }, { signal });
		await engine.load('human', [column], { signal });
		const sql = `SELECT sum("${column}")::DOUBLE AS total FROM human`;
		return (await engine.query(sql, { signal })).columns[0]?.values[0];
	} catch (error) {
		return error instanceof LacunaError ? error.code : String(error);
	} finally {
		await engine.drop('human');
	}
}

const world: World = {
	engine,
	fixture: (name) => ({ kind: 'file', name, file: blobs.get(name)! })
};

/** Observes one fact in the one engine of this page; what it gives crosses to the test. */
async function observe(name: string): Promise<unknown> {
	try {
		return await FACTS.find((fact) => fact.name === name)!.observe(world);
	} finally {
		await engine.drop('human');
		await engine.drop('synthetic');
	}
}

Object.assign(window, { observe, sumAtAddress });
