import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ValueStep } from './facts';
import { plausibleRange } from './plausible-range';

const steps = (...some: ValueStep[]) => some;

describe('the plausible range', () => {
	it('lies round and well outside of the values of ten people', () => {
		const ages = steps([17, 17, 300], [18, 80, 9000], [85, 90, 12]);
		expect(plausibleRange(ages, 'number')).toEqual({ min: 0, max: 120 });
		const shares = steps([0, 0.02, 40], [0.03, 0.8, 4000], [0.82, 0.95, 40]);
		expect(plausibleRange(shares, 'number')).toEqual({ min: 0, max: 1.25 });
		const scores = steps([-1, -0.9, 40], [-0.8, 0.8, 4000], [0.9, 1, 40]);
		expect(plausibleRange(scores, 'number')).toEqual({ min: -2, max: 2 });
	});

	it('is open for dates to come, and begins with a year', () => {
		const day = (text: string) => Date.parse(text);
		const days = steps(
			[day('2020-01-01'), day('2020-02-01'), 20],
			[day('2020-03-01'), day('2022-01-01'), 2000],
			[day('2022-02-01'), day('2022-03-01'), 20]
		);
		expect(plausibleRange(days, 'date')).toEqual({ min: '2019-01-01', max: null });
	});

	it('is open where no ten people differ', () => {
		expect(plausibleRange([], 'number')).toEqual({ min: null, max: null });
		expect(plausibleRange(steps([5, 5, 100]), 'number')).toEqual({ min: null, max: null });
		// Of 25 rows no ten are an end.
		const few = steps([18, 30, 12], [31, 60, 13]);
		expect(plausibleRange(few, 'number')).toEqual({ min: null, max: null });
	});

	it('hangs on no value that fewer than ten people have at or beyond it', () => {
		const value = fc.integer({ min: -1000, max: 1000 });
		fc.assert(
			fc.property(fc.tuple(value, value, value, value), value, value, (some, farLow, farHigh) => {
				const [a, b, c, d] = [...some].sort((x, y) => x - y) as [number, number, number, number];
				const ranges = [
					[a, d],
					[Math.min(a, farLow), Math.max(d, farHigh)]
				].map(([least, most]) =>
					plausibleRange(steps([least!, b, 10], [b, c, 500], [c, most!, 10]), 'number')
				);
				expect(ranges[1]).toEqual(ranges[0]);
			})
		);
	});

	it('holds every value between those of ten people', () => {
		const value = fc.integer({ min: -1e6, max: 1e6 }).map((whole) => whole / 64);
		fc.assert(
			fc.property(value, value, (x, y) => {
				const [low, high] = [Math.min(x, y), Math.max(x, y)];
				const { min, max } = plausibleRange(steps([low, low, 10], [high, high, 10]), 'number');
				if (min === null || max === null) return;
				expect(Number(min)).toBeLessThanOrEqual(low);
				expect(Number(max)).toBeGreaterThanOrEqual(high);
			})
		);
	});
});
