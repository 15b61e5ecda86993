import { expect, test } from 'vitest';
import type { BinShares } from './bin-shares';
import { layOutBins, partUnder, reachOf } from './distribution-layout';

const bin = (human: number, synthetic: number, isInside = false): BinShares => ({
	label: '',
	share: { human, synthetic },
	inside: isInside ? [0, 1] : null,
	isPickable: true
});

test('a full bar stands for the greatest share, unless the region would be a hair beside it', () => {
	expect(reachOf([bin(0.2, 0.1), bin(0.1, 0.3)])).toBe(0.3);
	expect(reachOf([bin(0.9, 0.9), bin(0.02, 0, true)])).toBeCloseTo(0.1);
	expect(reachOf([bin(0.3, 0.3), bin(0.2, 0, true)])).toBe(0.3);
});

test('bars stay within the picture and the share told beside them lies among them', () => {
	const bins = [bin(0.9, 0.9), bin(0.02, 0, true)];
	const { length, middle, tick, reach, isCut } = layOutBins(bins, 200, 100);
	expect(isCut).toBe(true);
	expect(length(0.9)).toBeLessThan(middle);
	expect(tick).toBeGreaterThan(0);
	expect(tick).toBeLessThanOrEqual(reach);
});

test('a column that holds nothing can be drawn', () => {
	const { length, tick } = layOutBins([bin(0, 0)], 200, 100);
	expect(length(0)).toBe(0);
	expect(tick).toBeGreaterThanOrEqual(0);
});

test('a pointer beyond the ends is over the first part or the last', () => {
	expect([-5, 0, 99, 100, 300].map((at) => partUnder(at, 100, 4))).toEqual([0, 0, 3, 3, 3]);
});
