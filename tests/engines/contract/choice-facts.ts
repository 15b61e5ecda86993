import { asText, failure, patient, values, type Fact, type World } from './fact';

/** Opens the rows of a fixture that have one value in one column. */
function openChosen(world: World, fixture: string, column: string, value: string, table = 'human') {
	return world.engine.open(
		table,
		{ ...world.fixture(fixture), chosen: { column, value } },
		patient
	);
}

export const choiceFacts: Fact[] = [
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
				['unnamed.csv', 'b', 'y', 'column0'],
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
			[1, { column0: [null] }],
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
