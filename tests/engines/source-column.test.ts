import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findSourceColumns } from '$lib/analysis/open/source-column';
import { createNodeContext } from '../node-context';

const HEADER = 'row,city,is_synthetic,origin,remark';
const ROWS = Array.from({ length: 60 }, (_, i) => {
	const origin = ['human', 'tvae', 'ctgan'][i % 3]!;
	return `${i},town ${i % 4},${origin !== 'human'},${origin},note ${i}`;
});

const ctx = createNodeContext();
const { engine, signal } = ctx;
let folder = '';

beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), 'lacuna-source-'));
	await writeFile(join(folder, 'both.csv'), [HEADER, ...ROWS].join('\n'));
});
afterAll(async () => {
	await engine.close();
	await rm(folder, { recursive: true });
});

describe('findSourceColumns', () => {
	it('offers columns whose name or values tell people from generators, and no other', async () => {
		const source = { kind: 'path', name: 'both.csv', path: join(folder, 'both.csv') } as const;
		const { columns, rowCount } = await engine.open('lone', source, { signal });
		expect(await findSourceColumns('lone', columns, rowCount, ctx)).toEqual([
			{
				column: 'is_synthetic',
				values: [
					{ value: 'true', rows: 40 },
					{ value: 'false', rows: 20 }
				],
				human: 'false',
				synthetic: ['true']
			},
			{
				column: 'origin',
				values: [
					{ value: 'ctgan', rows: 20 },
					{ value: 'human', rows: 20 },
					{ value: 'tvae', rows: 20 }
				],
				human: 'human',
				synthetic: ['ctgan', 'tvae']
			}
		]);
	});
});
