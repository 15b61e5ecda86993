import { describe, expect, it } from 'vitest';
import type { Role, Source } from '$lib/terms/dataset';
import type { OpenedTable, SqlEngine } from '$lib/terms/engine';
import { EMPTY_RECIPE } from '$lib/terms/recipe';
import type { Progress, RunContext } from '$lib/terms/run';
import { openPair } from './open-pair';

const table = (names: string[], rowCount = 3): OpenedTable => ({
	columns: names.map((name) => ({ name, sqlType: 'BIGINT', family: 'number' })),
	rowCount,
	fingerprint: { sizeBytes: 100, rowCount, sha256: '00' }
});

const sources: Record<Role, Source> = {
	human: { kind: 'path', name: 'people.parquet', path: '/in/people.parquet' },
	synthetic: { kind: 'path', name: 'in/made.parquet', path: '/in/made.parquet' }
};

/** An engine that opens what it is told to; openPair uses nothing else of it. */
function context(tables: Record<Role, OpenedTable>, progress: Progress[] = []): RunContext {
	const engine = { open: async (role: Role) => tables[role] } as unknown as SqlEngine;
	return {
		engine,
		compute: undefined as never,
		signal: new AbortController().signal,
		onProgress: (step) => progress.push(step)
	};
}

const open = (human: OpenedTable, synthetic: OpenedTable, progress?: Progress[]) =>
	openPair(sources, EMPTY_RECIPE, context({ human, synthetic }, progress));

describe('openPair', () => {
	it('names both files without their folders and pairs their columns', async () => {
		const pair = await open(table(['a', 'b']), table(['a', 'c']));
		expect(pair.columns.map(({ name }) => name)).toEqual(['a']);
		expect(pair.unpaired).toEqual({ human: ['b'], synthetic: ['c'] });
		expect([pair.human.name, pair.synthetic.name]).toEqual(['people.parquet', 'made.parquet']);
	});

	it('reports progress that never falls and ends at 1', async () => {
		const progress: Progress[] = [];
		await open(table(['a']), table(['a']), progress);
		const shares = progress.map(({ done }) => done);
		expect(shares).toEqual(shares.toSorted((a, b) => a - b));
		expect(shares.at(-1)).toBe(1);
	});

	it('names the file without rows', async () => {
		await expect(open(table(['a']), table(['a'], 0))).rejects.toMatchObject({
			code: 'file-empty',
			message: 'made.parquet has columns but not a single row.'
		});
	});

	it('names the file without columns', async () => {
		await expect(open(table([]), table(['a']))).rejects.toMatchObject({
			code: 'file-empty',
			message: 'people.parquet has no columns.'
		});
	});

	it('names both files and some of their columns where none are shared', async () => {
		await expect(open(table(['a']), table(['b']))).rejects.toMatchObject({
			code: 'columns-unpaired',
			message: 'people.parquet (a) and made.parquet (b) share no column name.'
		});
	});
});
