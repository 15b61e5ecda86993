import { describe, expect, it } from 'vitest';
import { chiSquare, chiSquareTail, kolmogorovTail, normalTail } from './compare-tests';

describe('tails of the test statistics', () => {
	it('agree with the tables of their distributions', () => {
		expect(kolmogorovTail(1.3581)).toBeCloseTo(0.05, 4);
		expect(kolmogorovTail(1.6276)).toBeCloseTo(0.01, 4);
		expect(normalTail(1.959964)).toBeCloseTo(0.025, 6);
		expect(chiSquareTail(3.841459, 1)).toBeCloseTo(0.05, 2);
		expect(chiSquareTail(18.307038, 10)).toBeCloseTo(0.05, 3);
	});

	it('find nothing in equal shares and everything in disjoint ones', () => {
		expect(chiSquare([10, 30], [20, 60])).toEqual({ pValue: 1, effect: 0 });
		const apart = chiSquare([50, 0], [0, 50]);
		expect(apart.effect).toBe(1);
		expect(apart.pValue).toBeLessThan(1e-10);
	});
});
