/**
 * Makes planted-human.parquet, planted-synthetic.parquet and planted-truth.json, always of the same values: one
 * population drawn twice, with holes cut into the second draw. Usage: npx tsx tests/golden/make-planted.ts
 */
import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { DuckDBInstance } from '@duckdb/node-api';
import { createRandom, type Random } from '$lib/kernels/random';
import { literal } from '$lib/sql/identifier';

const COLUMNS = {
	person_id: 'BIGINT',
	source: 'VARCHAR',
	age: 'INTEGER',
	region: 'VARCHAR',
	channel: 'VARCHAR',
	visits: 'BIGINT',
	income: 'DOUBLE',
	joined: 'DATE',
	newsletter: 'BOOLEAN',
	comment: 'VARCHAR'
};
type Person = Record<keyof typeof COLUMNS, string | number | boolean | null>;

/** Regions of which the synthetic table keeps only a share: `sql` for people, `holds` for the maker. */
const HOLES: { sql: string; kept: number; holds: (person: Person) => boolean }[] = [
	{
		sql: `"age" >= 65 AND "channel" = 'web'`,
		kept: 0,
		holds: ({ age, channel }) => Number(age) >= 65 && channel === 'web'
	},
	{ sql: `"region" = 'islands'`, kept: 0.1, holds: ({ region }) => region === 'islands' },
	{ sql: `"income" IS NULL`, kept: 0.2, holds: ({ income }) => income === null },
	{
		sql: `"joined" >= DATE '2023-01-01' AND "newsletter"`,
		kept: 0,
		holds: ({ joined, newsletter }) => String(joined) >= '2023-01-01' && newsletter === true
	},
	{
		sql: `"visits" >= 12 AND "region" = 'south'`,
		kept: 0.15,
		holds: ({ visits, region }) => Number(visits) >= 12 && region === 'south'
	},
	{
		sql: `"channel" = 'paper'`,
		kept: 0.55,
		holds: ({ channel }) => channel === 'paper'
	},
	{
		sql: `length("comment") - length(replace("comment", '!', '')) >= 2`,
		kept: 0.1,
		holds: ({ comment }) => String(comment).split('!').length > 2
	}
];

const WORDS =
	'the service was slow but kind and they called me back the next day about my bill'.split(' ');
const MILLISECONDS_A_DAY = 86_400_000;

function drawPerson(id: number, random: Random): Person {
	const pick = <T>(options: readonly (readonly [T, number])[]): T => {
		let left = random.next();
		for (const [option, share] of options) if ((left -= share) < 0) return option;
		return options[0]![0];
	};
	const age = 18 + Math.floor(72 * ((random.next() + random.next()) / 2) ** 1.2);
	let visits = 0;
	while (random.next() < 0.82 && visits < 60) visits++;
	const words = Array.from(
		{ length: 4 + random.below(25) },
		() => WORDS[random.below(WORDS.length)]
	);
	const day = new Date(Date.UTC(2018, 0, 1) + random.below(2190) * MILLISECONDS_A_DAY);
	return {
		person_id: id,
		source: 'survey',
		age,
		region: pick([
			['north', 0.34],
			['south', 0.28],
			['east', 0.2],
			['west', 0.13],
			['islands', 0.05]
		]),
		channel: pick(
			age >= 60
				? [['phone', 0.5], ['paper', 0.3], ['web', 0.2]] // prettier-ignore
				: [['web', 0.6], ['phone', 0.3], ['paper', 0.1]] // prettier-ignore
		),
		visits,
		income:
			random.next() < 0.06
				? null
				: Math.round((12 + age / 5 + 30 * random.next() ** 3) * 100) / 100,
		joined: day.toISOString().slice(0, 10),
		newsletter: random.next() < 0.3,
		comment: words.join(' ') + pick([['.', 0.8], ['!', 0.1], ['!!', 0.1]]) // prettier-ignore
	};
}

function draw(count: number, random: Random, isKept: (person: Person) => boolean): Person[] {
	const people: Person[] = [];
	for (let id = 1; people.length < count; id++) {
		const person = drawPerson(id, random);
		if (isKept(person)) people.push(person);
	}
	return people;
}

async function write(name: string, people: readonly Person[]): Promise<void> {
	const rows = people.map(
		(person) =>
			`(${Object.keys(COLUMNS)
				.map((column) => person[column as keyof Person])
				.map((value) => (value === null ? 'NULL' : literal(value)))
				.join(', ')})`
	);
	const casts = Object.entries(COLUMNS).map(([column, type]) => `${column}::${type} AS ${column}`);
	const connection = await (await DuckDBInstance.create(':memory:', { threads: '1' })).connect();
	await connection.run(
		`COPY (SELECT ${casts.join(', ')} FROM (VALUES ${rows.join(', ')}) t(${Object.keys(COLUMNS).join(', ')}))
			TO ${literal(beside(`planted-${name}.parquet`))} (FORMAT parquet, COMPRESSION zstd)`
	);
	connection.disconnectSync();
}

function beside(file: string): string {
	return fileURLToPath(new URL(file, import.meta.url));
}

const random = createRandom(20_261_122);
const human = draw(4000, random, () => true);
const synthetic = draw(3500, random, (person) =>
	HOLES.every(({ kept, holds }) => !holds(person) || random.next() < kept)
);
await write('human', human);
await write('synthetic', synthetic);
const truth = HOLES.map(({ sql, kept, holds }) => ({
	sql,
	kept,
	human: human.filter(holds).length
}));
await writeFile(beside('planted-truth.json'), `${JSON.stringify(truth, null, '\t')}\n`);
