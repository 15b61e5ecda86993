import { asText, openAndLoad, patient, values, type Fact, type World } from './fact';
import { repeatedTextsFact } from './type-facts';

/** Everything of a file: how many rows, its columns by type, and the values of those that can be read, as text. */
async function everythingOf(world: World, file: string) {
	const { columns, rowCount } = await openAndLoad(world, file);
	const read = columns.filter(({ family }) => family !== 'other').map(({ name }) => asText(name));
	return {
		rowCount,
		columns: columns.map(({ name, sqlType, vectorLength }) =>
			vectorLength === undefined ? `${name} ${sqlType}` : `${name} ${vectorLength} numbers`
		),
		values: await values(world, `SELECT ${read.join(', ')} FROM human`)
	};
}

const arrowFact = (file: string): Fact => ({
	name: `${file}: Arrow columns have their types, and every value arrives`,
	observe: (world) => everythingOf(world, file),
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

export const rowFormatFacts: Fact[] = [
	arrowFact('table.arrow'),
	arrowFact('stream.arrow'),
	repeatedTextsFact('compressed Arrow buffers are read', 'compressed.arrow'),
	{
		name: 'JSON lines become typed columns, judged on all lines',
		observe: (world) => everythingOf(world, 'rows.jsonl'),
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
