import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Condition } from '$lib/terms/region';
import type { EncodedColumn } from '$lib/terms/encoded';
import { movedWords } from './describe-relations';
import { ratioInterval, type SideCount } from './ratio-interval';
import { regionWords } from './region-words';
import { roundHigh, roundHighDate, roundLow, roundLowDate } from './round-bounds';

const rows = (count: number): SideCount => ({ count, weight: count, squares: count });

describe('bounds', () => {
	it('are the roundest that leave the counts as they are', () => {
		expect(roundLow(31, 42)).toBe(40);
		expect(roundLow(64, 65)).toBe(65);
		expect(roundHigh(0.1234, 0.131)).toBe(0.13);
		expect(roundLow(-3, 2)).toBe(0);
		expect(roundLowDate('2017-11-30', '2018-07-16')).toBe('2018-01-01');
		expect(roundHighDate('2018-07-16', '2018-08-02')).toBe('2018-07-31');
	});

	it('never cross a value', () => {
		const ends = fc.tuple(
			fc.double({ min: -1e9, max: 1e9, noNaN: true }),
			fc.double({ min: 1e-9, max: 1e6, noNaN: true })
		);
		fc.assert(
			fc.property(ends, ([start, gap]) => {
				const end = start + gap;
				fc.pre(end > start);
				const low = roundLow(start, end);
				expect(low > start && low <= end).toBe(true);
				const high = roundHigh(start, end);
				expect(high >= start && high < end).toBe(true);
			})
		);
	});
});

describe('words', () => {
	it('say by how much a generator moves values', () => {
		const base = { kind: 'ordered', levels: [], codes: {} };
		const columns = [
			{ ...base, column: 'bill', of: 'number' },
			{ ...base, column: 'seen', of: 'date' }
		] as unknown as EncodedColumn[];
		expect(movedWords(columns, [7140, 0])).toBe(' (the generator moves bill by about 7,100)');
		expect(movedWords(columns, [0.00912, 3 * 86_400_000])).toBe(
			' (the generator moves bill by about 0.0091, seen by about 3 days)'
		);
		expect(movedWords(columns, [0, 0])).toBe('');
	});

	it('quote names of white space, and cut endless ones in their middle', () => {
		const missing = (column: string) => regionWords({ conditions: [{ kind: 'missing', column }] });
		expect(missing(' ')).toBe('“ ” is missing');
		expect(missing('x'.repeat(2000)).length).toBeLessThan(120);
	});

	it('say what a person would', () => {
		const age: Condition = {
			kind: 'range',
			of: 'number',
			column: 'age',
			low: 65,
			high: null,
			isLowClosed: true,
			isHighClosed: false
		};
		const race: Condition = { kind: 'set', column: 'race', values: ['Black', 'Other'] };
		expect(regionWords({ conditions: [age, race] })).toBe(
			'age is 65 or more and race is Black or Other'
		);
		expect(regionWords({ conditions: [{ kind: 'missing', column: 'age' }] })).toBe(
			'age is missing'
		);
		expect(regionWords({ conditions: [{ ...age, measure: 'words', column: 'essay' }] })).toBe(
			'number of words in essay is 65 or more'
		);
	});
});

describe('the interval of a ratio', () => {
	it('holds the estimate, reaches 0 only without synthetic rows, and narrows with more rows', () => {
		const counts = fc.tuple(fc.integer({ min: 1, max: 500 }), fc.nat(500));
		fc.assert(
			fc.property(counts, ([h, s]) => {
				const few = ratioInterval(
					{ region: rows(h), table: rows(1000) },
					{ region: rows(s), table: rows(2000) },
					0.95
				);
				expect(few.estimate).toBeCloseTo(s / 2 / h, 9);
				expect(few.low <= few.estimate && few.estimate <= few.high).toBe(true);
				expect(few.low === 0).toBe(s === 0);
			}),
			{ numRuns: 50 }
		);
	});

	it('treats equal weights as no weights', () => {
		const weighted = (count: number): SideCount => ({
			count,
			weight: 3 * count,
			squares: 9 * count
		});
		const plain = ratioInterval(
			{ region: rows(40), table: rows(1000) },
			{ region: rows(10), table: rows(900) },
			0.95
		);
		const heavy = ratioInterval(
			{ region: weighted(40), table: weighted(1000) },
			{ region: weighted(10), table: weighted(900) },
			0.95
		);
		expect(heavy.low).toBeCloseTo(plain.low, 9);
		expect(heavy.high).toBeCloseTo(plain.high, 9);
	});
});
