import { expect, test } from 'vitest';
import { fittingTicks, visiblePart } from './bin-shares';

test('one value of a wide bin is widened until it can be seen, within the bin', () => {
	for (const part of [
		[0, 0],
		[0.5, 0.5],
		[1, 1],
		[0.4, 0.45]
	] as const) {
		const [from, to] = visiblePart(part);
		expect(to - from).toBeCloseTo(0.16);
		expect(from).toBeGreaterThanOrEqual(0);
		expect(to).toBeLessThanOrEqual(1);
		expect(from).toBeLessThanOrEqual(part[0] + 1e-9);
		expect(to).toBeGreaterThanOrEqual(part[1] - 1e-9);
	}
	expect(visiblePart([0.2, 0.9])).toEqual([0.2, 0.9]);
});

test('labels keep their distance, and both ends are told', () => {
	const ticks = [0, 0.05, 0.3, 0.6, 0.95, 1].map((at) => ({ at, text: String(at) }));
	expect(fittingTicks(ticks, 0.2).map(({ at }) => at)).toEqual([0, 0.3, 0.6, 1]);
	expect(fittingTicks([], 0.2)).toEqual([]);
	expect(fittingTicks(ticks.slice(0, 1), 0.2)).toEqual(ticks.slice(0, 1));
});
