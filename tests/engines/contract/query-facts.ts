import { failure, openAndLoad, patient, values, type Fact } from './fact';

export const queryFacts: Fact[] = [
	{
		name: 'rows come in file order, however many row groups and batches they lie in',
		observe: async (world) => {
			await openAndLoad(world, 'ordered.parquet', ['position']);
			await world.engine.load('human', ['shuffled'], patient);
			const { columns, rowCount } = await world.engine.query(
				'SELECT position, shuffled FROM human WHERE position % 3 = 0',
				patient
			);
			const [position, shuffled] = columns.map(({ values }) => values as Int32Array);
			return {
				rowCount,
				inOrder: position!.every((value, row) => value === row * 3),
				together: shuffled!.every((value, row) => value === (row * 3 * 7919) % 1000)
			};
		},
		expected: { rowCount: 50_000, inOrder: true, together: true }
	},
	{
		name: 'two tables are queried together',
		observe: async (world) => {
			await openAndLoad(world, 'codec-zstd.parquet');
			await openAndLoad(world, 'all-null.parquet', undefined, 'synthetic');
			return values(
				world,
				'SELECT count(*)::INTEGER AS n FROM human JOIN synthetic ON human.id = synthetic.id'
			);
		},
		expected: { n: [50] }
	},
	{
		name: 'result vectors have the array type of their SQL type',
		observe: async (world) => {
			const { columns } = await world.engine.query(
				`SELECT 1::TINYINT AS i8, 1::UTINYINT AS u8, 1::SMALLINT AS i16, 1::USMALLINT AS u16, 1::INTEGER AS i32,
					1::UINTEGER AS u32, 1::FLOAT AS f32, 1::DOUBLE AS f64, true AS flag, 'x' AS label`,
				patient
			);
			return columns.map(({ name, values }) => `${name} ${values.constructor.name}`);
		},
		expected: [
			'i8 Int8Array',
			'u8 Uint8Array',
			'i16 Int16Array',
			'u16 Uint16Array',
			'i32 Int32Array',
			'u32 Uint32Array',
			'f32 Float32Array',
			'f64 Float64Array',
			'flag Uint8Array',
			'label Array'
		]
	},
	{
		name: 'nulls are told from zeros, in long results too',
		observe: async (world) => {
			const { columns } = await world.engine.query(
				'SELECT CASE WHEN range % 7 = 0 THEN NULL ELSE range % 2 END::UTINYINT AS n FROM range(100000)',
				patient
			);
			const [column] = columns;
			if (column?.kind !== 'number') return column;
			return {
				nulls: column.nulls?.every((isNull, row) => isNull === Number(row % 7 === 0)),
				ones: Array.from(column.values).reduce((sum, n, row) => sum + (row % 7 === 0 ? 0 : n), 0)
			};
		},
		expected: { nulls: true, ones: 42_857 }
	},
	{
		name: 'a result column that has no vector is refused by name',
		observe: (world) => failure(world.engine.query('SELECT 1::BIGINT AS big', patient)),
		expected: {
			code: 'query-failed',
			message: 'The result column big is of a type that has no vector.'
		}
	},
	{
		name: 'a result without rows has its columns',
		observe: (world) =>
			values(world, "SELECT 1::INTEGER AS n, 'x' AS label FROM range(5) WHERE range > 9"),
		expected: { n: [], label: [] }
	},
	{
		name: 'SQL that does not parse fails as a query and leaves the engine whole',
		observe: async (world) => [
			((await failure(world.engine.query('SELEC 1', patient))) as { code: string }).code,
			await values(world, 'SELECT 1::INTEGER AS n')
		],
		expected: ['query-failed', { n: [1] }]
	},
	{
		name: 'dates compare with literals, with and without a time zone',
		observe: async (world) => {
			await openAndLoad(world, 'types.parquet');
			return values(
				world,
				`SELECT (day < DATE '1970-01-01') AS day, (moment >= TIMESTAMP '2024-02-29 00:00:00') AS moment,
					(moment_tz::TIMESTAMP >= TIMESTAMP '1970-01-01 00:00:00') AS moment_tz FROM human`
			);
		},
		expected: {
			day: [1, 0, null, 0],
			moment: [0, 1, null, 0],
			moment_tz: [1, 0, null, 1]
		}
	},
	{
		name: 'no query reaches a file or an address that was not opened',
		observe: async (world) => {
			const attempts = [
				"SELECT * FROM read_csv('/etc/hostname')",
				"SELECT * FROM read_csv('https://example.com/x.csv')",
				"SELECT * FROM read_parquet('https://example.com/x.parquet')",
				'SET enable_external_access = true',
				'LOAD httpfs',
				"ATTACH 'https://example.com/x.db'"
			];
			const codes: unknown[] = [];
			for (const sql of attempts) {
				codes.push(((await failure(world.engine.query(sql, patient))) as { code: string }).code);
			}
			return codes;
		},
		expected: Array.from({ length: 6 }, () => 'query-failed')
	}
];
