import { describe, expect, it } from 'vitest';
import { ratingAgreement, readRatings } from './ratings';

/** The worked example of Krippendorff 2011, one line a unit and one column an observer. */
const KRIPPENDORFF = `unit,A,B,C,D
1,1,1,,1
2,2,2,3,2
3,3,3,3,3
4,3,3,3,3
5,2,2,2,2
6,1,2,3,4
7,4,4,4,4
8,1,1,2,1
9,2,2,2,2
10,,5,5,5
11,,,1,1
12,,3,,
`;

describe('ratings of a pilot', () => {
	it('give the agreement of the published example', () => {
		const table = readRatings(KRIPPENDORFF);
		expect(table.raters).toEqual(['A', 'B', 'C', 'D']);
		const nominal = ratingAgreement(table, 'nominal', 0.667);
		expect(nominal.alpha).toBeCloseTo(0.743421052631579, 9);
		expect(nominal).toMatchObject({ rated: 11, kappa: null, verdict: 'tentative' });
		expect(ratingAgreement(table, 'ordinal', 0.667).alpha).toBeCloseTo(0.8153875037548814, 9);
		expect(ratingAgreement(table, 'interval', 0.667).verdict).toBe('firm');
		expect(ratingAgreement(table, 'nominal', 0.75).verdict).toBe('too-low');
	});

	it('are the same one a line: item, rater, rating', () => {
		const rows = KRIPPENDORFF.trim().split('\n').slice(1);
		const lines = rows.flatMap((row) => {
			const [item, ...given] = row.split(',');
			return given.flatMap((label, i) => (label === '' ? [] : [`${item};${'ABCD'[i]};${label}`]));
		});
		const table = readRatings(['item;rater;rating', ...lines].join('\n'));
		expect(ratingAgreement(table, 'nominal', 0.667).alpha).toBeCloseTo(0.743421052631579, 9);
	});

	it('name the careless rater, and the items in dispute, least sure first', () => {
		const truth = 'yes no yes yes no no yes no yes no yes no'.split(' ');
		const careless = truth.map((label, i) =>
			i % 3 === 0 ? (label === 'yes' ? 'no' : 'yes') : label
		);
		const lines = truth.map((label, i) => `${i},${label},${label},${careless[i]!}`);
		const found = ratingAgreement(
			readRatings(['item,a,b,c', ...lines].join('\n')),
			'nominal',
			0.667
		);
		expect(found.raters.at(-1)!.name).toBe('c');
		expect(found.contested.map(({ item }) => item).sort()).toEqual(['0', '3', '6', '9']);
		expect(found.contested.every(({ item, favoured }) => favoured === truth[Number(item)])).toBe(
			true
		);
	});

	it('of two raters have a kappa', () => {
		const pairs = [
			...Array.from({ length: 20 }, () => 'y,y'),
			...Array.from({ length: 5 }, () => 'y,n'),
			...Array.from({ length: 10 }, () => 'n,y'),
			...Array.from({ length: 15 }, () => 'n,n')
		];
		const text = ['item,first,second', ...pairs.map((pair, i) => `${i},${pair}`)].join('\n');
		expect(ratingAgreement(readRatings(text), 'nominal', 0.667).kappa).toBeCloseTo(0.4, 9);
	});

	it('that never vary have no alpha', () => {
		const found = ratingAgreement(readRatings('item,a,b\n1,x,x\n2,x,x'), 'nominal', 0.667);
		expect(found.verdict).toBe('nothing-varies');
	});

	it.each([
		['nothing', '', /no line below/],
		['names alone', 'item,a,b\n', /no line below/],
		['two columns', 'item,a\n1,x', /fewer than three columns/],
		['uneven lines', 'item,a,b\n1,x', /line 2 has 2 columns/]
	])('are refused where there is %s', (_what, text, why) => {
		expect(() => readRatings(text)).toThrow(why);
	});

	it('are refused where nothing was rated twice, or words stand on a scale of numbers', () => {
		const once = readRatings('item,a,b\n1,x,\n2,,y');
		expect(() => ratingAgreement(once, 'nominal', 0.667)).toThrow(/no item has two/);
		const words = readRatings('item,a,b\n1,good,bad');
		expect(() => ratingAgreement(words, 'ordinal', 0.667)).toThrow(/“good” is no number/);
	});
});
