import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { createNodeEngine } from '$lib/engine/duckdb-node';
import { FACTS } from './contract';

describe('native DuckDB', () => {
	const engine = createNodeEngine();
	const folder = new URL('../fixtures/files/', import.meta.url);
	const fixture = (name: string) =>
		({ kind: 'path', name, path: new URL(name, folder).pathname }) as const;

	afterEach(async () => {
		await engine.drop('human');
		await engine.drop('synthetic');
	});
	afterAll(() => engine.close());

	it.each(FACTS)('$name', async ({ observe, expected }) => {
		expect(await observe({ engine, fixture })).toEqual(expected);
	});
});
