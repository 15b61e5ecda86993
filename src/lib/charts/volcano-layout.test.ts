import { expect, test } from 'vitest';
import {
	cornersOf,
	layOut,
	logTicks,
	neighbourOf,
	partBetween,
	type VolcanoPoint
} from './volcano-layout';
import { isInPart, isSamePart, wholePart, zoomed } from './volcano-part';

const FRAME = { left: 40, right: 440, top: 10, bottom: 210 };

function point(id: string, ratio: number, share: number): VolcanoPoint {
	return { id, words: id, ratio, low: ratio, high: ratio, share, kind: 'absent', isLead: false };
}

const POINTS = [
	point('a', 0, 0.02),
	point('b', 0, 0.0201),
	point('c', 0.1, 0.05),
	point('d', 0.5, 0.05),
	point('e', Infinity, 0.01)
];
const whole = wholePart(POINTS);
const all = layOut(POINTS, whole, whole, FRAME);
const at = (id: string) => all.placed.find((placed) => placed.id === id)!;

test('every point is in the picture, with none and infinite ratios in lanes beside the axis', () => {
	expect(all.placed.map(({ id }) => id).toSorted()).toEqual(['a', 'b', 'c', 'd', 'e']);
	for (const { cx, cy } of all.placed) {
		expect(cx).toBeGreaterThanOrEqual(FRAME.left);
		expect(cx).toBeLessThanOrEqual(FRAME.right);
		expect(cy).toBeGreaterThanOrEqual(FRAME.top);
		expect(cy).toBeLessThanOrEqual(FRAME.bottom);
	}
	expect(at('a').cx).toBeLessThan(all.axis[0]);
	expect(at('e').cx).toBeGreaterThan(all.axis[1]);
	expect(at('c').cx).toBeLessThan(at('d').cx);
});

test('marks of equal height in a lane stand side by side', () => {
	expect(Math.abs(at('a').cx - at('b').cx)).toBeGreaterThan(6);
});

test('a part that is zoomed to leaves the points outside it, and the lanes with them, out of sight', () => {
	const part = zoomed(whole, whole, 0.3, [0.1, 0.05]);
	const { placed, lanes } = layOut(POINTS, part, whole, FRAME);
	expect(placed.map(({ id }) => id)).toEqual(['c']);
	expect(lanes).toEqual({ under: null, over: null });
	expect(isSamePart(zoomed(part, whole, 1e6, [0.1, 0.05]), whole)).toBe(true);
	expect(isSamePart(part, whole)).toBe(false);
});

test('a drag marks the part between its corners, and a lane that it touches as a whole', () => {
	const part = partBetween(all, [at('d').cx + 5, 200], [FRAME.left, FRAME.top]);
	expect(part.ratio[0]).toBe(0);
	expect(POINTS.filter((one) => isInPart(one, part)).map(({ id }) => id)).toEqual([...'abcd']);
	const [from, to] = cornersOf(part, all, FRAME);
	expect(from).toEqual([FRAME.left, FRAME.top]);
	expect(to[0]).toBeCloseTo(at('d').cx + 5, 6);
	expect(to[1]).toBeCloseTo(200, 6);
	expect(cornersOf({ ...part, ratio: [0.1, Infinity] }, all, FRAME)[1][0]).toBe(FRAME.right);
	expect(POINTS.every((one) => isInPart(one, null))).toBe(true);
});

test('the arrow keys lead to the point that lies in their direction', () => {
	expect(neighbourOf(all.placed, at('c'), 'ArrowRight')?.id).toBe('d');
	expect(neighbourOf(all.placed, at('d'), 'ArrowLeft')?.id).toBe('c');
	expect(neighbourOf(all.placed, at('e'), 'ArrowRight')).toBeNull();
	expect(neighbourOf(all.placed, undefined, 'ArrowRight')).toBe(all.placed[0]);
	expect(neighbourOf(all.placed, at('c'), 'Enter')).toBeNull();
});

test('ticks are round and never more than asked for', () => {
	expect(logTicks([0.01, 2], 8)).toEqual([0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2]);
	expect(logTicks([0.01, 2], 5)).toEqual([0.01, 0.03, 0.1, 0.3, 1]);
	expect(logTicks([0.0002, 0.5], 5)).toEqual([0.001, 0.01, 0.1]);
});
