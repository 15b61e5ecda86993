import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { createNodeEngine } from '$lib/engine/duckdb-node';
import { FACTS } from './contract';

describe('native DuckDB', () => {
	const engine = createNodeEngine();
	const folder = new URL('../fixtures/files/', import.meta.url);
	const fixture = (name: string) =>
		({ kind: 'path', name, path: fileURLToPath(new URL(name, folder)) }) as const;
	const { signal } = new AbortController();

	afterEach(async () => {
		await engine.drop('human');
		await engine.drop('synthetic');
	});
	afterAll(() => engine.close());

	it.each(FACTS)('$name', async ({ observe, expected }) => {
		expect(await observe({ engine, fixture })).toEqual(expected);
	});

	it.each(['ordered.parquet', 'quoted.csv'])(
		'the folder that %s lies in makes no column of it and changes none',
		async (name) => {
			const scratch = await mkdtemp(join(tmpdir(), 'lacuna-hive-'));
			try {
				const path = join(scratch, 'id=7', 'position=7', name);
				await cp(fixture(name).path, path);
				const { columns } = await engine.open('human', { kind: 'path', name, path }, { signal });
				const plain = await engine.open('synthetic', fixture(name), { signal });
				expect(columns).toEqual(plain.columns);
				const first = columns[0]!.name;
				const sql = `SELECT sum("${first}")::DOUBLE AS total FROM`;
				const [moved, kept] = await Promise.all(
					['human', 'synthetic'].map((table) => engine.query(`${sql} ${table}`, { signal }))
				);
				expect(moved).toEqual(kept);
			} finally {
				await rm(scratch, { recursive: true });
			}
		}
	);

	it('a folder is no file', async () => {
		const path = dirname(fixture('quoted.csv').path);
		await expect(
			engine.open('human', { kind: 'path', name: 'files', path }, { signal })
		).rejects.toMatchObject({ code: 'file-missing', message: `${path} is no file.` });
	});

	it('what DuckDB quotes of a row stays out of the error', async () => {
		await expect(engine.open('human', fixture('latin-1.csv'), { signal })).rejects.toMatchObject({
			code: 'file-unreadable',
			detail: undefined
		});
	});
});
