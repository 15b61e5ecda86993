import { describe, expect, it } from 'vitest';
import type { Interval } from '$lib/terms/gap';
import { judgeRegion } from './verdict';

const interval = (low: number, estimate: number, high: number): Interval => ({
	...{ low, estimate, high },
	level: 0.95
});
const same = interval(0.7, 1, 1.4);
const risen = interval(2, 3, 5);
const judge = (now: Interval, rise: Interval, wasClosed = false, frozen = interval(0, 0.1, 0.2)) =>
	judgeRegion({ frozen, now, rise, target: 0.9, wasClosed });

describe('judgeRegion', () => {
	it('closes what reaches the target by more than chance', () => {
		expect(judge(interval(0.8, 0.95, 1.1), risen)).toBe('closed');
	});

	it('calls a rise that falls short of the target improved', () => {
		expect(judge(interval(0.5, 0.6, 0.7), risen)).toBe('improved');
		expect(judge(interval(0.7, 0.85, 1), risen)).toBe('improved');
	});

	it('leaves open what is short and has not risen', () => {
		expect(judge(interval(0.05, 0.1, 0.2), same)).toBe('open');
	});

	it('cannot tell where the rows allow both', () => {
		expect(judge(interval(0.1, 0.5, 2), interval(0.5, 4, 30))).toBe('unclear');
		expect(judge(interval(0.4, 1, 2), interval(0.9, 4, 30))).toBe('unclear');
	});

	it('reopens what was closed and is short again', () => {
		expect(judge(interval(0.1, 0.2, 0.3), same, true)).toBe('reopened');
		expect(judge(interval(0.1, 0.2, 0.3), risen, true)).toBe('reopened');
	});

	it('keeps closed what was closed and reaches the target, whatever the rise', () => {
		expect(judge(interval(0.6, 0.95, 1.5), same, true)).toBe('closed');
	});

	it('counts a region that never fell short as closed while it holds', () => {
		expect(judge(interval(0.9, 1, 1.1), same, false, interval(0.9, 1, 1.1))).toBe('closed');
	});
});
