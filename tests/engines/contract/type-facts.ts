import { asText, open, openAndLoad, values, type Fact } from './fact';

const TYPES: readonly [
	column: string,
	sqlType: string,
	family: string,
	texts: (string | null)[]
][] = [
	['row', 'INTEGER', 'number', ['0', '1', '2', '3']],
	['i8', 'TINYINT', 'number', ['127', '-128', null, '0']],
	['i16', 'SMALLINT', 'number', ['32767', '-32768', null, '0']],
	['i32', 'INTEGER', 'number', ['2147483647', '-2147483648', null, '0']],
	[
		'i64',
		'BIGINT',
		'number',
		['9223372036854775807', '-9223372036854775808', null, '9007199254740993']
	],
	['u8', 'UTINYINT', 'number', ['255', '0', null, '1']],
	['u16', 'USMALLINT', 'number', ['65535', '0', null, '1']],
	['u32', 'UINTEGER', 'number', ['4294967295', '0', null, '1']],
	['u64', 'UBIGINT', 'number', ['18446744073709551615', '0', null, '9007199254740993']],
	['f32', 'FLOAT', 'number', ['1.5', 'inf', null, 'nan']],
	['f64', 'DOUBLE', 'number', ['0.1', '-inf', null, 'nan']],
	['d4', 'DECIMAL(4,1)', 'number', ['12.3', '-12.3', null, '0.0']],
	['d9', 'DECIMAL(9,2)', 'number', ['9999999.99', '-0.01', null, '0.00']],
	['d18', 'DECIMAL(18,3)', 'number', ['123456789012345.678', '-0.001', null, '0.000']],
	[
		'd38',
		'DECIMAL(38,4)',
		'number',
		['1234567890123456789012345678901234.5678', '-0.0001', null, '0.0000']
	],
	['flag', 'BOOLEAN', 'boolean', ['true', 'false', null, 'true']],
	['day', 'DATE', 'date', ['1931-02-28', '2024-02-29', null, '1970-01-01']],
	[
		'moment',
		'TIMESTAMP',
		'date',
		['1931-02-28 23:59:59.999999', '2024-02-29 00:00:00', null, '1970-01-01 00:00:00']
	],
	[
		'moment_ms',
		'TIMESTAMP',
		'date',
		['2018-07-16 12:00:00.001', '1969-12-31 23:59:59.999', null, '1970-01-01 00:00:00']
	],
	[
		'moment_ns',
		'TIMESTAMP_NS',
		'date',
		['2018-07-16 12:00:00.000000001', '1969-12-31 23:59:59.999999999', null, '1970-01-01 00:00:00']
	],
	[
		'moment_tz',
		'TIMESTAMP WITH TIME ZONE',
		'date',
		['2018-07-16 12:00:00+00', '1969-12-31 23:59:59+00', null, '1970-01-01 00:00:00+00']
	],
	['label', 'VARCHAR', 'text', ['naïve 🙂 "quoted"', '', null, '日本']]
];

// parquet-wasm does not decode 32-bit deltas that are wider than 32 bits, which format 2 may hold.
const NARROW_TYPES = TYPES.filter(([name]) => name !== 'i32' && name !== 'u32');

export const typeFacts = [
	{ file: 'types.parquet', types: TYPES },
	{ file: 'types-v2.parquet', types: NARROW_TYPES }
].flatMap(({ file, types }): Fact[] => [
	{
		name: `${file}: names, types and families are those of native DuckDB`,
		observe: async (world) =>
			(await open(world, file)).columns.map(({ name, sqlType, family }) => [name, sqlType, family]),
		expected: TYPES.map(([name, sqlType, family]) => [name, sqlType, family])
	},
	{
		name: `${file}: every value arrives as it was written`,
		observe: async (world) => {
			const names = types.map(([name]) => name);
			await openAndLoad(world, file, names);
			return values(world, `SELECT ${names.map(asText).join(', ')} FROM human`);
		},
		expected: Object.fromEntries(types.map(([name, , , texts]) => [name, texts]))
	}
]);

/** A fixture of a thousand ids and five texts is read, however it is compressed. */
export function repeatedTextsFact(name: string, file: string): Fact {
	return {
		name,
		observe: async (world) => {
			await openAndLoad(world, file);
			return values(
				world,
				'SELECT sum(id)::DOUBLE AS ids, count(DISTINCT label)::INTEGER AS labels FROM human'
			);
		},
		expected: { ids: [499_500], labels: [5] }
	};
}

export const codecFacts = ['uncompressed', 'snappy', 'gzip', 'zstd', 'brotli', 'lz4_raw'].map(
	(codec) => repeatedTextsFact(`pages compressed by ${codec} are read`, `codec-${codec}.parquet`)
);
