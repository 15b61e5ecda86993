import { createWasmEngine } from '$lib/engine/duckdb-wasm';
import { FACTS, type World } from '../contract';

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

Object.assign(window, { observe });
