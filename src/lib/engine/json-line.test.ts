import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jsonFault, parseJsonLine } from './json-line';

describe('parseJsonLine', () => {
	it('keeps whole numbers that a double cannot hold, outside of texts alone', () => {
		expect(
			parseJsonLine('{"a": 9007199254740993, "b": "9007199254740993", "c": [1e20], "d": 0.1}')
		).toEqual({ a: 9007199254740993n, b: '9007199254740993', c: [1e20], d: 0.1 });
		expect(parseJsonLine('{"1234567890123456789": -12345678901234567890}')).toEqual({
			'1234567890123456789': -12345678901234567890n
		});
	});

	it('takes NaN and the infinities as Python writes them', () => {
		expect(parseJsonLine('{"a": NaN, "b": -Infinity, "c": "NaN \\" Infinity"}')).toEqual({
			a: NaN,
			b: -Infinity,
			c: 'NaN " Infinity'
		});
	});

	it('reads whatever JSON.stringify writes', () => {
		fc.assert(
			fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (row) => {
				const text = JSON.stringify(row);
				const plain = (_: string, value: unknown) =>
					typeof value === 'bigint' ? Number(value) : value;
				expect(JSON.stringify(parseJsonLine(text), plain)).toBe(text);
			})
		);
	});
});

describe('jsonFault', () => {
	it('finds where a text stops being JSON', () => {
		expect(jsonFault('{"a": 2, b: 3}')).toBe(9);
		expect(jsonFault('{"a": 1,}')).toBe(8);
		expect(jsonFault('{"a": 01}')).toBe(7);
		expect(jsonFault('{"a" 1}')).toBe(5);
		expect(jsonFault('{"a": 1} x')).toBe(9);
		expect(jsonFault('{"a": "half')).toBe(6);
		expect(jsonFault('{"a": [1, 2')).toBe(11);
	});

	it('reaches the end of every JSON text', () => {
		fc.assert(
			fc.property(fc.json(), (text) => {
				expect(jsonFault(text)).toBe(text.length);
			})
		);
	});

	it('finds the same fault whatever follows it', () => {
		const broken = fc
			.tuple(fc.json(), fc.nat(), fc.constantFrom('', ',', '}', '"', 'x'))
			.map(([text, at, put]) => {
				const cut = at % (text.length + 1);
				return text.slice(0, cut) + put + text.slice(cut + 1);
			});
		fc.assert(
			fc.property(broken, (text) => {
				const fault = jsonFault(text);
				expect(jsonFault(text.slice(0, fault + 1))).toBe(fault);
			})
		);
	});
});
