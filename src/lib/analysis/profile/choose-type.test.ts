import { describe, expect, it } from 'vitest';
import type { ColumnPair, TableColumn, ValueFamily } from '$lib/terms/dataset';
import { chooseType, possibleTypes } from './choose-type';
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
		...{ rows, missing: 0, distinct, distinctAmong: present, min: 1, max: 9_999 },
		...{ nan: 0, infinite: 0, fractional: 0 },
		...some,
		head: {
			...{ present, distinct, characters: 8 * present, words: present },
			...{ shortest: 4, longest: 12, least: null, greatest: null },
			...head
		}
	};
}

const type = (pair: ColumnPair, human: FactsGiven, synthetic = human) =>
	chooseType(pair, { human: facts(human), synthetic: facts(synthetic) }).type;

describe('chooseType', () => {
	it('searches numbers as measures and points in time as dates', () => {
		expect(type(integers('age'), { distinct: 70 })).toBe('measure');
		expect(type(doubles('score'), { distinct: 1000, fractional: 900 })).toBe('measure');
		expect(type(sameOnBoth(column('day', 'date', 'DATE')), {})).toBe('date');
	});

	it('takes two or three whole numbers for codes, in whatever type they are stored', () => {
		expect(type(integers('sex'), { distinct: 2 })).toBe('category');
		expect(type(doubles('sex'), { distinct: 3 })).toBe('category');
		expect(type(doubles('dose'), { distinct: 3, fractional: 500 })).toBe('measure');
		expect(type(integers('dose'), { distinct: 4, max: 400 })).toBe('measure');
	});

	it('takes whole numbers that lie close together for the steps of a scale', () => {
		expect(type(integers('education-num'), { distinct: 16, min: 1, max: 16 })).toBe('ordinal');
		expect(type(doubles('rating'), { distinct: 5, min: 1, max: 5 })).toBe('ordinal');
		expect(type(integers('age'), { distinct: 73, min: 17, max: 90 })).toBe('measure');
		expect(type(integers('year'), { distinct: 20, min: 2001, max: 2020 })).toBe('ordinal');
		expect(type(integers('change'), { distinct: 9, min: -4, max: 4 })).toBe('measure');
		expect(type(integers('capital'), { distinct: 6, min: 0, max: 20 })).toBe('measure');
	});

	it('takes whole numbers for codes without an order where their name or their counts say so', () => {
		const codes = (name: string, levels: number[], least = 1) =>
			type(integers(name), {
				...{ distinct: levels.filter((rows) => rows > 0).length, levels },
				...{ min: least, max: least + levels.length - 1 }
			});
		expect(codes('RAC1P', [15_094, 7161, 877, 2, 97, 2211, 31, 904, 876])).toBe('category');
		expect(codes('HISP', [24_400, 1374, 405, 82, 992], 0)).toBe('category');
		expect(codes('jobType', [90, 80, 70, 60, 50])).toBe('category');
		// Told by the counts alone: marital states, then fingers of a hand, ratings, children, guests, and too few rows.
		expect(codes('MSP', [9152, 700, 1387, 2357, 449, 8961])).toBe('category');
		expect(codes('x', [10, 50, 90, 40, 12])).toBe('ordinal');
		expect(codes('x', [500, 120, 150, 400, 900])).toBe('ordinal');
		expect(codes('NOC', [16_052, 3128, 3661, 1764, 517, 221, 51, 29, 12], 0)).toBe('ordinal');
		expect(codes('x', [900, 5000, 1200, 3000, 600, 1500, 100, 400])).toBe('ordinal');
		expect(codes('x', [3, 1, 4, 1, 5, 9, 2, 6])).toBe('ordinal');
		// A scale by its name, however jagged.
		expect(codes('EDU', [765, 698, 2842, 2310, 3910, 760, 4597, 1318, 4719, 2864, 958])).toBe(
			'ordinal'
		);
	});

	it('knows what is true or false, whether as numbers or as texts', () => {
		expect(type(sameOnBoth(column('member', 'boolean', 'BOOLEAN')), { distinct: 2 })).toBe(
			'boolean'
		);
		expect(type(integers('member'), { distinct: 2, min: 0, max: 1 })).toBe('boolean');
		const answers = (least: string, greatest: string) =>
			type(texts('member'), { distinct: 2, head: { least, greatest } });
		expect(answers('No', 'Yes')).toBe('boolean');
		expect(answers('Female', 'Male')).toBe('category');
	});

	it('knows what a model is to predict by its name, where it has few values', () => {
		expect(type(texts('income'), { distinct: 2 })).toBe('label');
		expect(type(integers('class'), { distinct: 10, min: 0, max: 9 })).toBe('label');
		expect(type(doubles('income'), { distinct: 900, fractional: 900 })).toBe('measure');
		expect(
			type(integers('target'), { distinct: 10, min: 0, max: 9 }, { distinct: 900, fractional: 800 })
		).toBe('ordinal');
		expect(type(texts('classroom'), { distinct: 2 })).toBe('category');
	});

	it('leaves vectors out as embeddings, saying how long they are', () => {
		const vectors = sameOnBoth({ ...column('vector', 'other', 'LIST'), vectorLength: 384 });
		expect(chooseType(vectors, null)).toEqual({
			type: 'embedding',
			reason:
				'Every value is a vector of 384 numbers, as embeddings are. The search reads plain columns, so it stays out.'
		});
	});

	it('keeps codes a measure where the generator made them continuous', () => {
		expect(type(doubles('sex'), { distinct: 2 }, { distinct: 900, fractional: 900 })).toBe(
			'measure'
		);
	});

	it('leaves out unique whole numbers, not unique fractions', () => {
		expect(type(integers('row'), { distinct: 1000 })).toBe('id');
		expect(type(doubles('weight_kg'), { distinct: 1000, fractional: 1000 })).toBe('measure');
	});

	it('asks a short table for an identifying name before it leaves unique numbers out', () => {
		expect(type(integers('income'), { rows: 60, distinct: 60 })).toBe('measure');
		expect(type(integers('person_id'), { rows: 60, distinct: 58 })).toBe('id');
		expect(type(integers('patientId'), { rows: 60, distinct: 60 })).toBe('id');
		expect(type(integers('humid'), { rows: 60, distinct: 60 })).toBe('measure');
		expect(type(integers('person_id'), { rows: 3, distinct: 3 })).toBe('category');
	});

	it('tells categories, prose and identifiers among texts', () => {
		expect(type(texts('city'), { distinct: 40 })).toBe('category');
		expect(type(texts('city'), { distinct: 400 })).toBe('category');
		expect(
			type(texts('essay'), { distinct: 990, head: { words: 300_000, characters: 1_500_000 } })
		).toBe('text');
		expect(type(texts('remark'), { distinct: 12, head: { words: 9000, characters: 60_000 } })).toBe(
			'category'
		);
		expect(type(texts('mail'), { distinct: 995, head: { characters: 20_000 } })).toBe('id');
		const uuid = {
			distinct: 1000,
			head: { characters: 36_000, shortest: 36, longest: 36 }
		};
		expect(type(texts('ref'), uuid)).toBe('id');
	});

	it('measures long texts in scripts without spaces', () => {
		expect(type(texts('感想'), { distinct: 1000, head: { characters: 45_000 } })).toBe('text');
	});

	it('says that there may be more distinct values where only the first rows were counted', () => {
		const sides = facts({ rows: 1_000_000, distinct: 8000, distinctAmong: 50_000 });
		expect(chooseType(doubles('x'), { human: sides, synthetic: sides }).reason).toBe(
			'It holds at least 8,000 different numbers.'
		);
	});

	it('leaves out what never varies among people, but keeps one value beside missing ones', () => {
		expect(type(integers('year'), { distinct: 1 }, { distinct: 5 })).toBe('constant');
		expect(type(texts('note'), { distinct: 0, missing: 1000 })).toBe('constant');
		expect(type(texts('flag'), { distinct: 1, missing: 400 })).toBe('category');
	});

	it('leaves out pairs whose sides hold different kinds of values, saying which', () => {
		const pair: ColumnPair = {
			name: 'age',
			human: column('age', 'number', 'BIGINT'),
			synthetic: column('age', 'text', 'VARCHAR')
		};
		expect(chooseType(pair, null)).toEqual({
			type: 'unsupported',
			reason: 'It holds numbers in human and text in synthetic; store both alike to compare them.'
		});
		expect(possibleTypes(pair)).toEqual(['ignored']);
	});

	it('offers “boolean” only where there are no more than two values', () => {
		expect(possibleTypes(integers('sex'), 2)).toContain('boolean');
		expect(possibleTypes(integers('age'), 73)).not.toContain('boolean');
	});

	it('leaves out nested values', () => {
		const pair = sameOnBoth(column('tags', 'other', 'VARCHAR[]'));
		expect(chooseType(pair, null)).toEqual({
			type: 'unsupported',
			reason: 'Values of type VARCHAR[] cannot be searched; split them into plain columns.'
		});
	});
});
