import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { alignBands, isInBand, parseBand } from './bands';

const told = (text: string) => {
	const band = parseBand(text);
	if (!band) return null;
	const { low, high, isLowClosed, isHighClosed } = band;
	return `${isLowClosed ? '[' : '('}${low}, ${high}${isHighClosed ? ']' : ')'}`;
};
const align = (...texts: string[]) =>
	alignBands(
		texts.map((text) => parseBand(text)!),
		'age',
		'census.csv'
	);

describe('parseBand', () => {
	it.each([
		['18-24', '[18, 24]'],
		['18 – 24', '[18, 24]'],
		['18 to 24.5', '[18, 24.5]'],
		['-5--1', '[-5, -1]'],
		['[0, 10)', '[0, 10)'],
		['(0, 10]', '(0, 10]'],
		['65+', '[65, Infinity]'],
		['≥ 65', '[65, Infinity]'],
		['over 65', '(65, Infinity]'],
		['65 and over', '[65, Infinity]'],
		['<18', '[-Infinity, 18)'],
		['under 18', '[-Infinity, 18)'],
		['up to 18', '[-Infinity, 18]'],
		['37', '[37, 37]'],
		['24-18', null],
		['young', null],
		['', null]
	])('reads %s as %s', (text, expected) => {
		expect(told(text)).toBe(expected);
	});
});

describe('alignBands', () => {
	it('leaves no number out between completed years, and gives a shared bound to the upper band', () => {
		const [young, middle, old] = align('25-64', '17-24', '65+');
		expect(isInBand(young!, 24.9)).toBe(true);
		expect(isInBand(middle!, 25)).toBe(true);
		expect(isInBand(old!, 64.9)).toBe(false);
		const [low, high] = align('0-10', '10-20');
		expect([isInBand(low!, 10), isInBand(high!, 10), isInBand(high!, 20)]).toEqual([
			false,
			true,
			true
		]);
	});

	it('puts every number into one band at most, whatever the cuts', () => {
		const cuts = fc.uniqueArray(fc.integer({ min: -20, max: 60 }), { minLength: 3, maxLength: 8 });
		fc.assert(
			fc.property(cuts, fc.double({ min: -25, max: 65, noNaN: true }), (all, value) => {
				const [first, ...rest] = all.toSorted((a, b) => a - b);
				const middle = rest
					.slice(0, -1)
					.map((to, i) => `${i === 0 ? first : rest[i - 1]! + 1}-${to}`);
				const bands = align(`<${first}`, ...middle, `${rest.at(-2)! + 1}+`);
				expect(bands.filter((band) => isInBand(band, value))).toHaveLength(1);
			})
		);
	});

	it('names two bands that overlap, and the file', () => {
		expect(() => align('17-30', '25-40')).toThrow(
			'census.csv: the bands “17-30” and “25-40” of age overlap.'
		);
	});
});
