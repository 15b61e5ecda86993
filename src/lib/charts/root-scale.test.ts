import { expect, test } from 'vitest';
import { rootScale, rootTicks } from './root-scale';

test('half the share stands at more than half the height', () => {
	const y = rootScale(0.5, 140);
	expect(y(0) - y(0.25)).toBeCloseTo((y(0) - y(0.5)) * Math.SQRT1_2);
});

test('labels stand apart, within the picture, the greatest first', () => {
	for (const most of [0.004, 0.07, 0.31, 0.98])
		for (const height of [60, 140, 300]) {
			const y = rootScale(most, height);
			const ticks = rootTicks(y);
			expect(ticks.length).toBeGreaterThan(0);
			expect(ticks[0]).toBeLessThanOrEqual(most);
			const places = ticks.map((tick) => y(tick));
			places.forEach((place, i) =>
				expect(place - (places[i - 1] ?? -15)).toBeGreaterThanOrEqual(15)
			);
		}
});
