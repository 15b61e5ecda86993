import { describe, expect, it } from 'vitest';
import type { Condition, Region } from '$lib/terms/region';
import { literal, quoteIdentifier } from './identifier';
import { conditionSql, regionSql } from './predicate';
import { regionId } from './region-id';

const atLeast65: Condition = {
	kind: 'range',
	of: 'number',
	column: 'age',
	low: 65,
	high: null,
	isLowClosed: true,
	isHighClosed: false
};
const isMarried: Condition = { kind: 'set', column: 'marital status', values: ["it's", 'b'] };
const bigint = { name: 'age', sqlType: 'BIGINT', family: 'number' } as const;

describe('SQL text', () => {
	it('quotes names and texts so that no quote escapes', () => {
		expect(quoteIdentifier('a"b')).toBe('"a""b"');
		expect(literal("it's")).toBe("'it''s'");
	});

	it('writes a text with a null character, which would end the statement, in parts', () => {
		expect(literal("a\u0000it's")).toBe("('a' || chr(0) || 'it''s')");
	});

	it('writes numbers so that DuckDB reads back the same double', () => {
		expect([65, 0.5, -0, 9007199254740992, 0.1 + 0.2, 1e-9].map(literal)).toEqual([
			'65',
			'0.5',
			'0',
			'9.007199254740992e+15',
			'3.0000000000000004e-1',
			'1e-9'
		]);
		expect(() => literal(Infinity)).toThrow(RangeError);
	});

	it('keeps NaN out of an interval without an upper bound unless the type has none', () => {
		expect(conditionSql(atLeast65)).toBe('"age" >= 65 AND NOT isnan("age")');
		expect(conditionSql(atLeast65, () => bigint)).toBe('"age" >= 65');
	});

	it('reads a side whose column has another name', () => {
		const region: Region = { conditions: [atLeast65, isMarried] };
		const names: Record<string, string> = { age: 'AGEP', 'marital status': 'MSP' };
		expect(regionSql(region, (name) => names[name] ?? name)).toBe(
			`"AGEP" >= 65 AND NOT isnan("AGEP") AND "MSP" IN ('it''s', 'b')`
		);
	});

	it('casts where the sides differ in type', () => {
		const text = { name: 'age', sqlType: 'VARCHAR', family: 'text' } as const;
		expect(conditionSql({ ...atLeast65, high: 70 }, () => text)).toBe(
			'TRY_CAST("age" AS DOUBLE) >= 65 AND TRY_CAST("age" AS DOUBLE) < 70'
		);
		expect(conditionSql({ kind: 'set', column: 'age', values: ['x'] }, () => bigint)).toBe(
			`"age"::VARCHAR = 'x'`
		);
	});

	it('counts NaN as missing in floating columns', () => {
		const double = { name: 'age', sqlType: 'DOUBLE', family: 'number' } as const;
		expect(conditionSql({ kind: 'missing', column: 'age' }, () => double)).toBe(
			'("age" IS NULL OR isnan("age"))'
		);
	});

	it('writes dates in the type of the column', () => {
		const since: Condition = {
			kind: 'range',
			of: 'date',
			column: 'day',
			low: '2018-07-16',
			high: '2018-07-17 12:00:00',
			isLowClosed: true,
			isHighClosed: false
		};
		expect(conditionSql(since)).toBe(
			`"day" >= DATE '2018-07-16' AND "day" < TIMESTAMP '2018-07-17 12:00:00'`
		);
	});
});

describe('regionId', () => {
	it('is the same whatever the order of conditions and values', () => {
		const turned: Condition = { ...isMarried, values: ['b', "it's"] };
		expect(regionId({ conditions: [turned, atLeast65] })).toBe(
			regionId({ conditions: [atLeast65, isMarried] })
		);
		expect(regionId({ conditions: [atLeast65] })).not.toBe(
			regionId({ conditions: [{ ...atLeast65, isLowClosed: false }] })
		);
		expect(regionId({ conditions: [atLeast65] })).toMatch(/^r[0-9a-f]{16}$/);
	});
});
