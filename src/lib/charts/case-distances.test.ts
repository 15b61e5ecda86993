import { expect, test } from 'vitest';
import { distanceBelow, layOutDistances, PLOT, sharesOf } from './case-distances';

const EDGES = [0, 1, 2, 3];
const DISTRIBUTION = {
	edges: EDGES,
	cases: [50, 40, 10],
	humanSplit: [70, 30, 0],
	synthetic: [0, 0, 0]
};

test('counts become shares, and none stay none', () => {
	expect(sharesOf([1, 3])).toEqual([0.25, 0.75]);
	expect(sharesOf([0, 0])).toEqual([0, 0]);
});

test('a share of the rows lies below a distance within the bin that reaches it', () => {
	expect(distanceBelow(EDGES, DISTRIBUTION.cases, 0.5)).toBe(1);
	expect(distanceBelow(EDGES, DISTRIBUTION.cases, 0.25)).toBe(0.5);
	expect(distanceBelow(EDGES, DISTRIBUTION.cases, 0.95)).toBeCloseTo(2.5);
	expect(distanceBelow(EDGES, [0, 0, 0], 0.5)).toBe(3);
});

test('curves and axis labels lie within the picture', () => {
	const { lines, yTicks, y, x, right } = layOutDistances(DISTRIBUTION, 3, 400);
	expect(lines.cases).toMatch(/^M/);
	expect(x(3)).toBe(right);
	expect(yTicks.length).toBeGreaterThan(1);
	for (const tick of yTicks) {
		expect(y(tick)).toBeGreaterThanOrEqual(PLOT.top);
		expect(y(tick)).toBeLessThan(PLOT.base);
	}
});
