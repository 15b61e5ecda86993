import { describe, expect, it } from 'vitest';
import type { ColumnUse } from '$lib/terms/column';
import type { ColumnPair, ValueFamily } from '$lib/terms/dataset';
import type { ColumnFacts } from './column-facts';
import { columnWarnings } from './column-warnings';

function pair(family: ValueFamily, human: string, synthetic = human): ColumnPair {
	return {
		name: 'x',
		human: { name: 'x', sqlType: human, family },
		synthetic: { name: 'x', sqlType: synthetic, family }
	};
}

function facts(some: Partial<ColumnFacts> = {}): ColumnFacts {
	const texts = { characters: 0, words: 0, shortest: 0, longest: 0, least: null, greatest: null };
	return {
		...{ rows: 1000, missing: 0, distinct: 50, distinctAmong: 1000, min: 1, max: 9 },
		...{ nan: 0, infinite: 0, fractional: 0 },
		head: { present: 1000, distinct: 50, ...texts },
		...some
	};
}

const warnings = (
	columns: ColumnPair,
	human: Partial<ColumnFacts>,
	synthetic: Partial<ColumnFacts> = {},
	use: ColumnUse = 'measure'
) => columnWarnings(columns, use, { human: facts(human), synthetic: facts(synthetic) });

describe('columnWarnings', () => {
	it('has nothing to say about equal sides', () => {
		expect(warnings(pair('number', 'BIGINT'), {})).toEqual([]);
	});

	it('names the side where all values are missing, and how much the other misses', () => {
		expect(warnings(pair('number', 'BIGINT'), {}, { missing: 1000, distinct: 0 })).toEqual([
			'All values are missing in synthetic.',
			'Missing in 0.0 % of human and 100.0 % of synthetic rows.'
		]);
	});

	it('names a column that only the generator made constant', () => {
		expect(warnings(pair('text', 'VARCHAR'), { distinct: 3 }, { distinct: 1 })).toEqual([
			'Every synthetic row has the same value; human rows have 3 different ones.'
		]);
		expect(warnings(pair('text', 'VARCHAR'), { distinct: 1 }, { distinct: 1 })).toEqual([]);
	});

	it('names a column that people fill with one value and the generator does not', () => {
		const constant = { distinct: 1, min: 7, max: 7 };
		const number = pair('number', 'BIGINT');
		expect(warnings(number, constant, {}, 'constant')).toEqual([
			'Every human row has the same value; synthetic rows have 50 different ones.'
		]);
		expect(warnings(number, constant, { ...constant, min: 8, max: 8 }, 'constant')).toEqual([
			'Every human row has one value, and every synthetic row another.'
		]);
		expect(warnings(number, constant, constant, 'constant')).toEqual([]);
	});

	it('names whole numbers that no double holds exactly', () => {
		const huge = { min: 0, max: 2 ** 53 };
		const rounded = [expect.stringMatching(/beyond 9,007,199,254,740,991 are rounded/)];
		expect(warnings(pair('number', 'BIGINT'), huge)).toEqual(rounded);
		expect(warnings(pair('number', 'BIGINT'), {}, huge)).toEqual(rounded);
		expect(warnings(pair('number', 'DOUBLE'), huge)).toEqual([]);
	});

	it('names missing shares that differ by more than chance allows', () => {
		expect(warnings(pair('number', 'BIGINT'), { missing: 156 }, { missing: 20 })).toEqual([
			'Missing in 15.6 % of human and 2.0 % of synthetic rows.'
		]);
		expect(warnings(pair('number', 'BIGINT'), { missing: 156 }, { missing: 140 })).toEqual([]);
	});

	it('names values that the generator rounded, and no table that is merely shorter', () => {
		const many = { distinct: 600, distinctAmong: 1000 };
		const number = pair('number', 'BIGINT');
		expect(warnings(number, many, { distinct: 9, distinctAmong: 1000 })).toEqual([
			'Rounded to 9 values in synthetic; human rows have 600. A gap on it may be due to that alone.'
		]);
		expect(warnings(number, many, { distinct: 60, distinctAmong: 100 })).toEqual([]);
		expect(warnings(number, many, { distinct: 300, distinctAmong: 1000 })).toEqual([]);
		expect(warnings(number, many, { distinct: 9, distinctAmong: 1000 }, 'category')).toEqual([]);
	});

	it('names types that differ, not widths of whole numbers or ways to store text', () => {
		expect(warnings(pair('number', 'BIGINT', 'DOUBLE'), {})).toEqual([
			'Stored as BIGINT in human and as DOUBLE in synthetic.'
		]);
		expect(warnings(pair('number', 'UTINYINT', 'BIGINT'), {})).toEqual([]);
		expect(warnings(pair('text', 'VARCHAR', "ENUM('a')"), {})).toEqual([]);
	});

	it('names NaN and infinite values with their side', () => {
		expect(warnings(pair('number', 'DOUBLE'), { nan: 1, missing: 1 }, { infinite: 7 })).toEqual([
			'1 value is NaN in human; NaN counts as missing.',
			'7 values are infinite in synthetic.'
		]);
	});

	it('asks whether a column named as a survey weight should weigh its rows', () => {
		const weight = { ...pair('number', 'BIGINT'), name: 'fnlwgt' };
		expect(warnings(weight, {})).toEqual([
			'By its name it is a survey weight: as such it would count rows, and not be searched.'
		]);
		expect(warnings(weight, {}, {}, 'weight')).toEqual([]);
		expect(warnings({ ...weight, name: 'weight' }, {})).toEqual([]);
	});

	it('says that of thousands of categories only the frequent ones are told apart', () => {
		const texts = { distinct: 10_000, rows: 90_000 };
		expect(warnings(pair('text', 'VARCHAR'), texts, {}, 'category')).toEqual([
			'Of 10000 categories all but the most frequent are counted together.'
		]);
		expect(warnings(pair('text', 'VARCHAR'), texts, {}, 'text')).toEqual([]);
	});
});
