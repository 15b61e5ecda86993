import { describe, expect, it } from 'vitest';
import type { Fingerprint } from '$lib/terms/dataset';
import { matchFile, sourcesOf } from './match-files';

const print = (letter: string): Fingerprint => ({
	sizeBytes: 100,
	rowCount: 10,
	sha256: letter.repeat(64)
});
const sources = {
	human: { name: 'people.parquet', fingerprint: print('a') },
	synthetic: { name: 'made.parquet', fingerprint: print('b') }
};

describe('matchFile', () => {
	it('knows a file by name and content', () => {
		const file = { name: 'made.parquet', fingerprint: print('b') };
		expect(matchFile(file, sources)).toEqual({ role: 'synthetic', kind: 'same' });
	});

	it('tells a renamed file from a changed one', () => {
		expect(matchFile({ name: 'x.parquet', fingerprint: print('a') }, sources)).toEqual({
			role: 'human',
			kind: 'renamed'
		});
		expect(matchFile({ name: 'people.parquet', fingerprint: print('c') }, sources)).toEqual({
			role: 'human',
			kind: 'changed'
		});
	});

	it('goes by content where two files have swapped names', () => {
		const file = { name: 'people.parquet', fingerprint: print('b') };
		expect(matchFile(file, sources)).toEqual({ role: 'synthetic', kind: 'renamed' });
	});

	it('does not know a file of another name and content', () => {
		expect(matchFile({ name: 'other.csv', fingerprint: print('c') }, sources)).toBeNull();
	});
});

describe('one file that holds both tables', () => {
	const part = (value: string, rowCount: number) => ({
		name: 'both.parquet',
		fingerprint: { ...print('a'), rowCount },
		chosen: { column: 'source', value }
	});
	const both = { human: part('human', 4), synthetic: part('made', 6) };
	const file = { name: 'both.parquet', fingerprint: print('a') };

	it('is known though each table has fewer rows than the file', () => {
		expect(matchFile(file, both)).toEqual({ role: 'human', kind: 'same' });
		expect(matchFile({ ...file, fingerprint: print('c') }, both)?.kind).toBe('changed');
	});

	it('opens as both tables, each with its rows', () => {
		const source = { kind: 'path', name: 'both.parquet', path: '/both.parquet' } as const;
		const match = matchFile(file, both)!;
		expect(sourcesOf(source, match, both)).toEqual({
			human: { ...source, chosen: { column: 'source', value: 'human' } },
			synthetic: { ...source, chosen: { column: 'source', value: 'made' } }
		});
		expect(sourcesOf(source, { role: 'synthetic', kind: 'same' }, sources)).toEqual({
			synthetic: source
		});
	});
});
