import type { Source } from '$lib/terms/dataset';
import type { SqlEngine } from '$lib/terms/engine';
import { LacunaError } from '$lib/terms/error';

/** What a fact is observed in: an engine without tables, and a way to name a fixture to it. */
export interface World {
	readonly engine: SqlEngine;
	readonly fixture: (name: string) => Source;
}

/** Something that holds for every engine. What is observed and expected is plain data, so that it can cross walls. */
export interface Fact {
	readonly name: string;
	readonly observe: (world: World) => Promise<unknown>;
	readonly expected: unknown;
}

const patient = { signal: new AbortController().signal };

async function open(world: World, fixture: string, table = 'human') {
	return world.engine.open(table, world.fixture(fixture), patient);
}

async function openAndLoad(world: World, fixture: string, columns?: string[], table = 'human') {
	const opened = await open(world, fixture, table);
	const readable = opened.columns.filter(({ family }) => family !== 'other');
	await world.engine.load(table, columns ?? readable.map(({ name }) => name), patient);
	return opened;
}

/** Result columns as plain arrays, nulls in their places. */
async function values({ engine }: World, sql: string): Promise<Record<string, unknown[]>> {
	const { columns } = await engine.query(sql, patient);
	return Object.fromEntries(
		columns.map((column) => [
			column.name,
			column.kind === 'text'
				? [...column.values]
				: Array.from(column.values, (value, row) => (column.nulls?.[row] ? null : value))
		])
	);
}

/** How a promise fails: code and message of a LacunaError, or the name of any other error. */
async function failure(promise: Promise<unknown>): Promise<unknown> {
	try {
		return { succeeded: await promise };
	} catch (error) {
		if (error instanceof LacunaError) return { code: error.code, message: error.message };
		return error instanceof Error ? error.name : String(error);
	}
}

const asText = (column: string) => `"${column}"::VARCHAR AS "${column}"`;

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

const typeFacts = [
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

const codecFacts = ['uncompressed', 'snappy', 'gzip', 'zstd', 'brotli', 'lz4_raw'].map(
	(codec): Fact => ({
		name: `pages compressed by ${codec} are read`,
		observe: async (world) => {
			await openAndLoad(world, `codec-${codec}.parquet`);
			return values(
				world,
				'SELECT sum(id)::DOUBLE AS ids, count(DISTINCT label)::INTEGER AS labels FROM human'
			);
		},
		expected: { ids: [499_500], labels: [5] }
	})
);

const openingFacts: Fact[] = [
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

const arrowFact = (file: string): Fact => ({
	name: `${file}: Arrow columns have their types, and every value arrives`,
	observe: async (world) => {
		const { columns, rowCount } = await openAndLoad(world, file);
		const read = columns.filter(({ family }) => family !== 'other').map(({ name }) => asText(name));
		return {
			rowCount,
			columns: columns.map(({ name, sqlType, vectorLength }) =>
				vectorLength === undefined ? `${name} ${sqlType}` : `${name} ${vectorLength} numbers`
			),
			values: await values(world, `SELECT ${read.join(', ')} FROM human`)
		};
	},
	expected: {
		rowCount: 3,
		columns: [
			'row INTEGER',
			'big BIGINT',
			'huge UBIGINT',
			'half DOUBLE',
			'price DECIMAL(18,2)',
			'flag BOOLEAN',
			'day DATE',
			'moment TIMESTAMP',
			'zoned TIMESTAMP WITH TIME ZONE',
			'city VARCHAR',
			'city_1 VARCHAR',
			'vector 8 numbers'
		],
		values: {
			row: ['0', '1', '2'],
			big: ['9223372036854775807', null, '-9007199254740993'],
			huge: ['18446744073709551615', null, '0'],
			half: ['0.5', null, 'nan'],
			price: ['12.34', null, '-0.01'],
			flag: ['true', null, 'false'],
			day: ['1931-02-28', null, '2024-02-29'],
			moment: ['1969-12-31 23:59:59.999', null, '1970-01-01 00:00:01'],
			zoned: ['1969-12-31 23:59:59.999+00', null, '1970-01-01 00:00:01+00'],
			city: ['Größe 🙂', null, 'b'],
			city_1: ['', null, "it's"]
		}
	}
});

const rowFormatFacts: Fact[] = [
	arrowFact('table.arrow'),
	arrowFact('stream.arrow'),
	{
		name: 'compressed Arrow buffers are read',
		observe: async (world) => {
			await openAndLoad(world, 'compressed.arrow');
			return values(
				world,
				'SELECT sum(id)::DOUBLE AS ids, count(DISTINCT label)::INTEGER AS labels FROM human'
			);
		},
		expected: { ids: [499_500], labels: [5] }
	},
	{
		name: 'JSON lines become typed columns, judged on all lines',
		observe: async (world) => {
			const { columns, rowCount } = await openAndLoad(world, 'rows.jsonl');
			const read = columns
				.filter(({ family }) => family !== 'other')
				.map(({ name }) => asText(name));
			return {
				rowCount,
				columns: columns.map(({ name, sqlType, vectorLength }) =>
					vectorLength === undefined ? `${name} ${sqlType}` : `${name} ${vectorLength} numbers`
				),
				values: await values(world, `SELECT ${read.join(', ')} FROM human`)
			};
		},
		expected: {
			rowCount: 4,
			columns: [
				'id BIGINT',
				'when DATE',
				'seen TIMESTAMP',
				'amount DOUBLE',
				'flag BOOLEAN',
				'note, quoted VARCHAR',
				'mixed VARCHAR',
				'a VARCHAR',
				'A_1 BIGINT',
				'tags JSON',
				'vector 8 numbers',
				'none VARCHAR'
			],
			values: {
				id: ['9223372036854775807', '-9007199254740993', null, '4'],
				when: ['1931-02-28', '2024-02-29', null, '1970-01-01'],
				seen: ['1969-12-31 23:59:59.5', '2024-02-29 10:00:00', null, '1970-01-01 00:00:00'],
				amount: ['1.5', '-0.25', 'nan', '1000.0'],
				flag: ['true', 'false', null, 'true'],
				'note, quoted': ['two\nlines', 'say "hi"', null, 'naïve 🙂'],
				mixed: ['1', '2024-01-01', null, 'false'],
				a: ['x', null, null, null],
				A_1: [null, '7', null, null],
				none: [null, null, null, null]
			}
		}
	},
	{
		name: 'columns of JSON lines load one after the other',
		observe: async (world) => {
			await openAndLoad(world, 'rows.jsonl', ['flag']);
			await world.engine.load('human', ['when'], patient);
			return values(world, `SELECT flag, ${asText('when')} FROM human`);
		},
		expected: {
			flag: [1, 0, null, 1],
			when: ['1931-02-28', '2024-02-29', null, '1970-01-01']
		}
	}
];

/** Opens the rows of a fixture that have one value in one column. */
function openChosen(world: World, fixture: string, column: string, value: string, table = 'human') {
	return world.engine.open(
		table,
		{ ...world.fixture(fixture), chosen: { column, value } },
		patient
	);
}

const choiceFacts: Fact[] = [
	{
		name: 'one file makes two tables, each without the column that tells their rows apart',
		observe: async (world) => {
			const human = await openChosen(world, 'both.parquet', 'source', 'human');
			const made = await openChosen(world, 'both.parquet', 'source', "it's made", 'synthetic');
			await world.engine.load('human', ['id'], patient);
			await world.engine.load('human', ['flag'], patient);
			await world.engine.load('synthetic', ['id'], patient);
			return {
				rows: [human.rowCount, made.rowCount, human.fingerprint.rowCount],
				isSameFile: human.fingerprint.sha256 === made.fingerprint.sha256,
				columns: human.columns.map(({ name }) => name),
				values: await values(world, 'SELECT id::INTEGER AS id, flag FROM human LIMIT 3'),
				sums: await values(world, 'SELECT sum(id)::DOUBLE AS total FROM synthetic'),
				failure: await failure(world.engine.load('human', ['source'], patient))
			};
		},
		expected: {
			rows: [3000, 6000, 3000],
			isSameFile: true,
			columns: ['id', 'flag'],
			values: { id: [0, 3, 6], flag: [1, 0, 1] },
			sums: { total: [27_000_000] },
			failure: {
				code: 'columns-unusable',
				message: 'both.parquet has no column named source.'
			}
		}
	},
	{
		name: 'rows of CSV, JSON lines and Arrow are chosen by the value as text',
		observe: async (world) => {
			const found: unknown[] = [];
			for (const [file, column, value, shown] of [
				['both.csv', 'kind', '1', 'id'],
				['rows.jsonl', 'flag', 'true', 'when'],
				['compressed.arrow', 'label', 'text 4', 'id']
			] as const) {
				const { rowCount } = await openChosen(world, file, column, value);
				await world.engine.load('human', [shown], patient);
				found.push([rowCount, await values(world, `SELECT ${asText(shown)} FROM human LIMIT 2`)]);
			}
			return found;
		},
		expected: [
			[3, { id: ['1', '4'] }],
			[2, { when: ['1931-02-28', '1970-01-01'] }],
			[200, { id: ['4', '9'] }]
		]
	},
	{
		name: 'rows cannot be chosen by a column that is not there, or that is nested',
		observe: async (world) => [
			await failure(openChosen(world, 'both.parquet', 'origin', 'human')),
			await failure(openChosen(world, 'both.csv', 'origin', 'human')),
			await failure(openChosen(world, 'nested.parquet', 'list', 'human')),
			(await openChosen(world, 'both.parquet', 'source', 'nobody')).rowCount
		],
		expected: [
			{
				code: 'columns-unusable',
				message: 'both.parquet has no column origin that could tell its rows apart.'
			},
			{
				code: 'columns-unusable',
				message: 'both.csv has no column origin that could tell its rows apart.'
			},
			{
				code: 'columns-unusable',
				message:
					'The column list of nested.parquet holds LIST values, which cannot tell its rows apart.'
			},
			0
		]
	}
];

const queryFacts: Fact[] = [
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

const ENDLESS =
	'SELECT count(*)::DOUBLE AS n FROM range(1000000) a, range(1000000) b WHERE a.range * b.range % 7 = 1';

const lifeFacts: Fact[] = [
	{
		name: 'an abort ends a running query soon, and the engine goes on',
		observe: async (world) => {
			const stop = new AbortController();
			setTimeout(() => stop.abort(), 100);
			const start = performance.now();
			const ended = await failure(world.engine.query(ENDLESS, { signal: stop.signal }));
			return [
				ended,
				performance.now() - start < 5000,
				await values(world, 'SELECT 1::INTEGER AS n')
			];
		},
		expected: ['AbortError', true, { n: [1] }]
	},
	{
		name: 'what is aborted before it begins does not begin',
		observe: async (world) => {
			const { engine } = world;
			const aborted = { signal: AbortSignal.abort() };
			await open(world, 'types.parquet');
			return [
				await failure(engine.query('SELECT 1::INTEGER AS n', aborted)),
				await failure(engine.open('synthetic', world.fixture('quoted.csv'), aborted))
			];
		},
		expected: ['AbortError', 'AbortError']
	},
	{
		name: 'a dropped table is gone and can be opened anew',
		observe: async (world) => {
			await openAndLoad(world, 'codec-zstd.parquet');
			await world.engine.drop('human');
			const gone = await failure(world.engine.query('SELECT id::INTEGER FROM human', patient));
			await openAndLoad(world, 'all-null.parquet');
			return [
				(gone as { code: string }).code,
				await values(world, 'SELECT count(id)::INTEGER AS n FROM human')
			];
		},
		expected: ['query-failed', { n: [50] }]
	},
	{
		name: 'a file opened under a name that is taken replaces the table',
		observe: async (world) => {
			await openAndLoad(world, 'codec-zstd.parquet');
			await openAndLoad(world, 'all-null.parquet');
			return values(world, 'SELECT count(id)::INTEGER AS n FROM human');
		},
		expected: { n: [50] }
	},
	{
		name: 'loading twice costs nothing and changes nothing',
		observe: async (world) => {
			await openAndLoad(world, 'codec-zstd.parquet');
			await Promise.all([
				world.engine.load('human', ['id'], patient),
				world.engine.load('human', ['label', 'id'], patient)
			]);
			return values(world, 'SELECT count(id)::INTEGER AS n, count(label)::INTEGER AS m FROM human');
		},
		expected: { n: [1000], m: [1000] }
	}
];

/** A file that must be refused, after which another opens. */
function refusal(fixture: string, code: string, message: string): Fact {
	return {
		name: `${fixture} is refused by name, and another file opens after it`,
		observe: async (world) => {
			const refused = await failure(
				openAndLoad(world, fixture).then((opened) => openedThenRead(world, opened))
			);
			await openAndLoad(world, 'codec-zstd.parquet');
			return [refused, await values(world, 'SELECT count(id)::INTEGER AS n FROM human')];
		},
		expected: [{ code, message }, { n: [1000] }]
	};
}

/** Native DuckDB scans a file where it lies: damage shows when the column is read. */
async function openedThenRead(world: World, { columns }: { columns: readonly { name: string }[] }) {
	const counts = columns.map(({ name }) => `count(hash("${name}"))::INTEGER AS "${name}"`);
	return values(world, `SELECT ${counts.join(', ')} FROM human`);
}

const refusals: Fact[] = [
	refusal(
		'truncated.parquet',
		'file-unreadable',
		'truncated.parquet begins as a Parquet file but ends before its footer.'
	),
	refusal(
		'renamed-text.parquet',
		'file-format',
		'renamed-text.parquet holds no table that can be read.'
	),
	refusal(
		'bad-line.jsonl',
		'file-unreadable',
		'Line 3 of bad-line.jsonl is not JSON from column 10 on.'
	),
	refusal(
		'cut-short.jsonl',
		'file-unreadable',
		'Line 2 of cut-short.jsonl ends in the middle, at column 25.'
	),
	refusal(
		'list-lines.jsonl',
		'file-unreadable',
		'Line 1 of list-lines.jsonl holds a list, not an object.'
	),
	refusal('cut-short.arrow', 'file-unreadable', 'cut-short.arrow cannot be read as an Arrow file.'),
	refusal('latin-1.csv', 'file-unreadable', 'latin-1.csv is not text in UTF-8.'),
	refusal('utf-16.csv', 'file-unreadable', 'utf-16.csv is not text in UTF-8.'),
	refusal(
		'ragged.csv',
		'file-unreadable',
		'Line 801 of ragged.csv has 3 fields where its first line has 2.'
	),
	refusal(
		'line-ends.csv',
		'file-unreadable',
		'Line 801 of line-ends.csv ends with \\r\\n where its first line ends with \\n.'
	),
	refusal('no-bytes.parquet', 'file-empty', 'no-bytes.parquet is empty: it has no bytes at all.'),
	refusal(
		'corrupt-page.parquet',
		'file-unreadable',
		'The column id of corrupt-page.parquet cannot be read: its values are damaged, or stored in a way that is not understood.'
	)
];

export const FACTS: readonly Fact[] = [
	...typeFacts,
	...codecFacts,
	...openingFacts,
	...rowFormatFacts,
	...choiceFacts,
	...queryFacts,
	...lifeFacts,
	...refusals
];
