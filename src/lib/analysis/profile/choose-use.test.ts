import { describe, expect, it } from 'vitest';
import type { ColumnPair, TableColumn, ValueFamily } from '$lib/terms/dataset';
import { chooseUse, possibleUses } from './choose-use';
import type { ColumnFacts } from './column-facts';

const column = (name: string, family: ValueFamily, sqlType: string): TableColumn => ({
	name,
	sqlType,
	family
});
const sameOnBoth = (one: TableColumn): ColumnPair => ({
	name: one.name,
	human: one,
	synthetic: one
});
const integers = (name: string) => sameOnBoth(column(name, 'number', 'BIGINT'));
const doubles = (name: string) => sameOnBoth(column(name, 'number', 'DOUBLE'));
const texts = (name: string) => sameOnBoth(column(name, 'text', 'VARCHAR'));

/** Facts of a side, its head's as far as they matter. */
type FactsGiven = Partial<Omit<ColumnFacts, 'head'>> & { head?: Partial<ColumnFacts['head']> };

function facts({ head, ...some }: FactsGiven = {}): ColumnFacts {
	const rows = some.rows ?? 1000;
	const distinct = some.distinct ?? 50;
	const present = some.distinctAmong ?? rows - (some.missing ?? 0);
	return {
		...{ rows, missing: 0, distinct, distinctAmong: present, min: 1, max: 9 },
		...{ nan: 0, infinite: 0, fractional: 0 },
		...some,
		head: {
			...{ present, distinct, characters: 8 * present, words: present },
			...{ shortest: 4, longest: 12 },
			...head
		}
	};
}

const use = (pair: ColumnPair, human: FactsGiven, synthetic = human) =>
	chooseUse(pair, { human: facts(human), synthetic: facts(synthetic) }).use;

describe('chooseUse', () => {
	it('searches numbers as measures and points in time as dates', () => {
		expect(use(integers('age'), { distinct: 70 })).toBe('measure');
		expect(use(doubles('score'), { distinct: 1000, fractional: 900 })).toBe('measure');
		expect(use(sameOnBoth(column('day', 'date', 'DATE')), {})).toBe('date');
	});

	it('takes two or three whole numbers for codes, in whatever type they are stored', () => {
		expect(use(integers('sex'), { distinct: 2 })).toBe('category');
		expect(use(doubles('sex'), { distinct: 3 })).toBe('category');
		expect(use(doubles('dose'), { distinct: 3, fractional: 500 })).toBe('measure');
		expect(use(integers('grade'), { distinct: 4 })).toBe('measure');
	});

	it('keeps codes a measure where the generator made them continuous', () => {
		expect(use(doubles('sex'), { distinct: 2 }, { distinct: 900, fractional: 900 })).toBe(
			'measure'
		);
	});

	it('leaves out unique whole numbers, not unique fractions', () => {
		expect(use(integers('row'), { distinct: 1000 })).toBe('id');
		expect(use(doubles('weight_kg'), { distinct: 1000, fractional: 1000 })).toBe('measure');
	});

	it('asks a short table for an identifying name before it leaves unique numbers out', () => {
		expect(use(integers('income'), { rows: 60, distinct: 60 })).toBe('measure');
		expect(use(integers('person_id'), { rows: 60, distinct: 58 })).toBe('id');
		expect(use(integers('patientId'), { rows: 60, distinct: 60 })).toBe('id');
		expect(use(integers('humid'), { rows: 60, distinct: 60 })).toBe('measure');
		expect(use(integers('person_id'), { rows: 3, distinct: 3 })).toBe('category');
	});

	it('tells categories, prose and identifiers among texts', () => {
		expect(use(texts('city'), { distinct: 40 })).toBe('category');
		expect(use(texts('city'), { distinct: 400 })).toBe('category');
		expect(
			use(texts('essay'), { distinct: 990, head: { words: 300_000, characters: 1_500_000 } })
		).toBe('text');
		expect(use(texts('label'), { distinct: 12, head: { words: 9000, characters: 60_000 } })).toBe(
			'category'
		);
		expect(use(texts('mail'), { distinct: 995, head: { characters: 20_000 } })).toBe('id');
		const uuid = {
			distinct: 1000,
			head: { characters: 36_000, shortest: 36, longest: 36 }
		};
		expect(use(texts('ref'), uuid)).toBe('id');
	});

	it('measures long texts in scripts without spaces', () => {
		expect(use(texts('感想'), { distinct: 1000, head: { characters: 45_000 } })).toBe('text');
	});

	it('says that there may be more distinct values where only the first rows were counted', () => {
		const sides = facts({ rows: 1_000_000, distinct: 8000, distinctAmong: 50_000 });
		expect(chooseUse(doubles('x'), { human: sides, synthetic: sides }).reason).toBe(
			'It holds at least 8000 different numbers.'
		);
	});

	it('leaves out what never varies among people, but keeps one value beside missing ones', () => {
		expect(use(integers('year'), { distinct: 1 }, { distinct: 5 })).toBe('constant');
		expect(use(texts('note'), { distinct: 0, missing: 1000 })).toBe('constant');
		expect(use(texts('flag'), { distinct: 1, missing: 400 })).toBe('category');
	});

	it('leaves out pairs whose sides hold different kinds of values, saying which', () => {
		const pair: ColumnPair = {
			name: 'age',
			human: column('age', 'number', 'BIGINT'),
			synthetic: column('age', 'text', 'VARCHAR')
		};
		expect(chooseUse(pair, null)).toEqual({
			use: 'unsupported',
			reason: 'It holds numbers in human and text in synthetic; store both alike to compare them.'
		});
		expect(possibleUses(pair)).toEqual(['ignored']);
	});

	it('leaves out nested values', () => {
		const pair = sameOnBoth(column('tags', 'other', 'VARCHAR[]'));
		expect(chooseUse(pair, null)).toEqual({
			use: 'unsupported',
			reason: 'Values of type VARCHAR[] cannot be searched; split them into plain columns.'
		});
	});
});
