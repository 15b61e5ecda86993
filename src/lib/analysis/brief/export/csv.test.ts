import { csvParseRows } from 'd3';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csv } from './csv';

describe('csv', () => {
	it('makes text of what a spreadsheet would run', () => {
		const told = csv([['=1+1', '+x', '-x', '@x', '\tx', '-4.5', '+1e-3', '-inf', -2]]);
		expect(told).toBe("'=1+1,'+x,'-x,'@x,'\tx,-4.5,+1e-3,-inf,-2\r\n");
	});

	it('leaves a field empty where there is no value', () => {
		expect(csv([[null, NaN, Infinity, '', 0]])).toBe(',,,,0\r\n');
	});

	it('keeps every text whole, whatever commas, quotes and lines it holds', () => {
		const texts = fc.array(fc.array(fc.string(), { minLength: 2, maxLength: 2 }), { minLength: 1 });
		fc.assert(
			fc.property(texts, (rows) => {
				const read = csvParseRows(csv(rows));
				expect(read.map((row) => row.map((text) => text.replace(/^'(?=[=+\-@\t\r])/, '')))).toEqual(
					rows.map((row) => row.map((text) => text.replace(/^'(?=[=+\-@\t\r])/, '')))
				);
			})
		);
	});
});
