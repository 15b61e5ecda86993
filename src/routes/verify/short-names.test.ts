import { expect, test } from 'vitest';
import { shortNames } from './short-names';

test('names of files lose their endings', () => {
	expect(shortNames(['v1.parquet', 'v2.csv', 'people'])).toEqual(['v1', 'v2', 'people']);
});

test('names that differ by their endings alone keep them', () => {
	expect(shortNames(['v1.parquet', 'v1.csv'])).toEqual(['v1.parquet', 'v1.csv']);
});
