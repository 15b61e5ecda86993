import { asText, failure, open, openAndLoad, patient, values, type Fact } from './fact';

export const openingFacts: Fact[] = [
	{
		name: 'opening tells rows and a fingerprint that the file name has no part in',
		observe: async (world) => {
			const { rowCount, fingerprint } = await open(world, 'codec-zstd.parquet');
			const again = await open(world, 'codec-zstd.parquet', 'synthetic');
			const other = await open(world, 'codec-gzip.parquet', 'synthetic');
			return {
				rowCount,
				sizeBytes: fingerprint.sizeBytes,
				isHex: /^[0-9a-f]{64}$/.test(fingerprint.sha256),
				isSame: fingerprint.sha256 === again.fingerprint.sha256,
				isOther: fingerprint.sha256 !== other.fingerprint.sha256
			};
		},
		expected: { rowCount: 1000, sizeBytes: 2131, isHex: true, isSame: true, isOther: true }
	},
	{
		name: 'columns with equal, empty, dotted and hostile names stay apart',
		observe: async (world) => {
			const { columns } = await openAndLoad(world, 'names.parquet');
			const all = await values(world, 'SELECT * FROM human');
			return columns.map(({ name }) => [name, all[name]?.[0]]);
		},
		expected: [
			['a', 0],
			['A_1', 1],
			['a_2', 2],
			['a_1_1', 3],
			['C4', 4],
			['emp.rate', 5],
			['emp', 6],
			["it's", 7],
			['say "hi"', 8],
			['x"; DROP TABLE human; --', 9],
			['Größe 🙂', 10],
			['select', 11],
			[' ', 12]
		]
	},
	{
		name: 'columns with odd names load one by one as well',
		observe: async (world) => {
			await openAndLoad(world, 'names.parquet', ['a_2']);
			await world.engine.load('human', ['emp'], patient);
			await world.engine.load('human', ['emp.rate', 'A_1'], patient);
			return values(world, 'SELECT "A_1", a_2, "emp.rate", emp FROM human LIMIT 2');
		},
		expected: { A_1: [1, 101], a_2: [2, 102], 'emp.rate': [5, 105], emp: [6, 106] }
	},
	{
		name: 'dictionaries and Arrow types in the footer do not change what DuckDB reads',
		observe: async (world) => {
			const { columns } = await openAndLoad(world, 'arrow-schema.parquet');
			return [
				columns.map(({ sqlType }) => sqlType),
				await values(world, `SELECT id, category, ${asText('moment')} FROM human`),
				await values(world, 'SELECT typeof(category) AS t FROM human LIMIT 1')
			];
		},
		expected: [
			['INTEGER', 'VARCHAR', 'TIMESTAMP'],
			{
				id: [1, 2, 3, 4],
				category: ['b', 'a', null, 'b'],
				moment: ['1970-01-01 00:00:00', '1970-01-02 00:00:00', null, '1969-12-31 23:59:59.999']
			},
			{ t: ['VARCHAR'] }
		]
	},
	{
		name: 'a CSV file with quotes, line breaks and gaps is read',
		observe: async (world) => {
			const { columns, rowCount } = await openAndLoad(world, 'quoted.csv');
			return {
				rowCount,
				columns: columns.map(({ name, sqlType }) => [name, sqlType]),
				values: await values(
					world,
					'SELECT id::INTEGER AS id, "when"::VARCHAR AS "when", amount, flag, "note, quoted" AS note FROM human'
				)
			};
		},
		expected: {
			rowCount: 4,
			columns: [
				['id', 'BIGINT'],
				['when', 'DATE'],
				['amount', 'DOUBLE'],
				['flag', 'BOOLEAN'],
				['note, quoted', 'VARCHAR']
			],
			values: {
				id: [1, 2, 3, 4],
				when: ['1931-02-28', '2024-02-29', null, '1970-01-01'],
				amount: [1.5, -0.25, null, 1000],
				flag: [1, 0, null, 1],
				note: ['two\nlines', 'say "hi"', null, 'naïve 🙂']
			}
		}
	},
	{
		name: 'the first line of a CSV file of texts names its columns, though some have no name and no value',
		observe: async (world) => {
			const { columns, rowCount } = await openAndLoad(world, 'unnamed.csv');
			const nobody = await open(world, 'unnamed-header-only.csv', 'synthetic');
			return {
				rowCount,
				columns: columns.map(({ name, sqlType }) => `${name} ${sqlType}`),
				values: await values(world, 'SELECT * FROM human'),
				nobody: [nobody.rowCount, ...nobody.columns.map(({ name }) => name)]
			};
		},
		expected: {
			rowCount: 2,
			columns: ['column0 VARCHAR', 'column1 VARCHAR', 'b VARCHAR'],
			values: { column0: [null, null], column1: [null, null], b: ['x', 'y'] },
			nobody: [0, 'column0', 'column1', 'b']
		}
	},
	{
		name: 'nested, binary and clock columns are told apart and refused by name',
		observe: async (world) => {
			const { columns } = await openAndLoad(world, 'nested.parquet');
			return {
				families: columns.map(({ name, family }) => `${name} ${family}`),
				failure: await failure(world.engine.load('human', ['uuid'], patient)),
				ids: await values(world, 'SELECT id::INTEGER AS id FROM human LIMIT 3')
			};
		},
		expected: {
			families: [
				'id number',
				'list other',
				'struct other',
				'map other',
				'bytes other',
				'uuid other',
				'span other',
				'clock other'
			],
			failure: {
				code: 'columns-unusable',
				message: 'The column uuid of nested.parquet holds UUID values, which cannot be analysed.'
			},
			ids: { id: [0, 1, 0] }
		}
	},
	{
		name: 'columns without any value are read',
		observe: async (world) => {
			const { rowCount } = await openAndLoad(world, 'all-null.parquet');
			const counts = await values(
				world,
				'SELECT count(nothing)::INTEGER AS nothing, count(no_text)::INTEGER AS no_text FROM human'
			);
			return { rowCount, counts };
		},
		expected: { rowCount: 50, counts: { nothing: [0], no_text: [0] } }
	},
	{
		name: 'tables without rows open, and are found to be empty',
		observe: async (world) => {
			const parquet = await openAndLoad(world, 'zero-rows.parquet');
			const csv = await open(world, 'header-only.csv', 'synthetic');
			return [parquet.rowCount, csv.rowCount, await values(world, 'SELECT a, b FROM human')];
		},
		expected: [0, 0, { a: [], b: [] }]
	}
];
