import { expect, test } from 'vitest';
import { placeOf, ratioScale, ratioTicks } from './ratio-scale';

test('ratios stand between the ends of the line, none and the greatest included', () => {
	const scale = ratioScale(2);
	expect(placeOf(scale, 0)).toBe(0);
	expect(placeOf(scale, 500)).toBe(100);
	expect(placeOf(scale, 0.1)).toBeLessThan(placeOf(scale, 1));
});

test('the even rate is always labelled, and no label covers another', () => {
	for (const most of [0.5, 2, 30, 1000]) {
		const ticks = ratioTicks(ratioScale(most));
		expect(ticks.map(({ text }) => text)).toContain('1');
		const gaps = ticks.slice(1).map(({ at }, i) => at - ticks[i]!.at);
		expect(Math.min(...gaps)).toBeGreaterThan(0.1);
	}
});
