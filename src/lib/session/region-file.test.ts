import { parquetReadObjects, parquetSchema, parquetMetadata } from 'hyparquet';
import { describe, expect, it } from 'vitest';
import type { DatasetPair, TableColumn } from '$lib/terms/dataset';
import { toCsv, toParquet } from './region-file';

function column(name: string, sqlType: string): TableColumn {
	return { name, sqlType, family: 'text' };
}

/** A pair whose human columns have the given types. */
function pairOf(types: Readonly<Record<string, string>>): DatasetPair {
	const columns = Object.entries(types).map(([name, sqlType]) => ({
		name,
		human: column(name, sqlType),
		synthetic: column(name, 'VARCHAR')
	}));
	return { columns } as unknown as DatasetPair;
}

function rowsOf(texts: Readonly<Record<string, readonly (string | null)[]>>) {
	const columns = Object.entries(texts).map(([name, values]) => ({
		kind: 'text' as const,
		name,
		values
	}));
	return { rowCount: columns[0]!.values.length, columns };
}

describe('toParquet', () => {
	const types = {
		age: 'TINYINT',
		id: 'BIGINT',
		score: 'FLOAT',
		price: 'DECIMAL(8,2)',
		isOwner: 'BOOLEAN',
		born: 'DATE',
		seen: 'TIMESTAMP',
		told: 'TIMESTAMP WITH TIME ZONE',
		at: 'TIME',
		job: 'VARCHAR'
	};
	const rows = rowsOf({
		age: ['31', null],
		id: ['9007199254740993', '-4'],
		score: ['0.5', 'nan'],
		price: ['12.50', null],
		isOwner: ['true', 'false'],
		born: ['1969-12-31', null],
		seen: ['2018-07-16 12:00:00', '2018-07-16 12:00:00.25'],
		told: ['2018-07-16 12:00:00+00', null],
		at: ['12:30:00', '00:00:00'],
		job: ['', null]
	});

	it('keeps every value under the type that the file declares', async () => {
		const file = await toParquet(rows, pairOf(types), 'human').arrayBuffer();
		const [first, second] = await parquetReadObjects({ file });
		expect(first).toEqual({
			age: 31,
			id: 9007199254740993n,
			score: 0.5,
			price: 12.5,
			isOwner: true,
			born: new Date('1969-12-31'),
			seen: new Date('2018-07-16T12:00:00Z'),
			told: new Date('2018-07-16T12:00:00Z'),
			at: '12:30:00',
			job: ''
		});
		expect(second).toMatchObject({
			age: null,
			id: -4n,
			score: NaN,
			seen: new Date('2018-07-16T12:00:00.250Z')
		});
		const { children } = parquetSchema(parquetMetadata(file));
		const typeOf = (name: string) => children.find(({ element }) => element.name === name)!.element;
		expect(typeOf('age')).toMatchObject({ type: 'INT32', converted_type: 'INT_8' });
		expect(typeOf('born')).toMatchObject({ type: 'INT32', converted_type: 'DATE' });
		expect(typeOf('seen').logical_type).toMatchObject({
			type: 'TIMESTAMP',
			isAdjustedToUTC: false
		});
	});

	it('writes a column as text where a value does not fit its type', async () => {
		const odd = rowsOf({ born: ['infinity', '2018-07-16'] });
		const file = await toParquet(odd, pairOf({ born: 'DATE' }), 'human').arrayBuffer();
		expect(await parquetReadObjects({ file })).toEqual([
			{ born: 'infinity' },
			{ born: '2018-07-16' }
		]);
	});
});

describe('toCsv', () => {
	it('leaves a missing value empty and quotes where it must', async () => {
		const text = await toCsv(rowsOf({ job: ['a, b', null], age: ['1', '2'] })).text();
		expect(text).toBe('job,age\r\n"a, b",1\r\n,2\r\n');
	});
});
