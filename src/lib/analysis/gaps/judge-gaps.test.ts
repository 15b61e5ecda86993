import { describe, expect, it } from 'vitest';
import type { MeasuredRegion } from '$lib/terms/gap';
import { judgeGaps } from './judge-gaps';

const count = { count: 100, weight: 100, share: 0.1 };
const chance = {
	threshold: {
		score: 10,
		falseAlarmRate: 0.05,
		permutations: 20,
		rows: { human: 1, synthetic: 1 }
	},
	spread: 2.7,
	pValue: (score: number) => 1 / score
};

function measured(low: number, high: number, heldOutP?: number): MeasuredRegion {
	return {
		...{
			id: `r${high}`,
			region: { conditions: [] },
			words: '',
			sql: '',
			kind: 'drift',
			ladder: []
		},
		...{ human: count, synthetic: count },
		ratio: { estimate: (low + high) / 2, low, high, level: 0.95 },
		...(heldOutP !== undefined && {
			heldOut: { human: count, synthetic: count, pValue: heldOutP }
		})
	};
}

function judge(regions: readonly MeasuredRegion[], scores: readonly number[]) {
	const found = scores.map((score) => ({ region: [], score, compensated: 0 }));
	return judgeGaps(found, regions, chance, 0.05);
}

describe('judgeGaps', () => {
	it('confirms by the search where all rows were read, unless the interval reaches 1', () => {
		const gaps = judge([measured(0.2, 0.5), measured(0.8, 1.1)], [1000, 1000]);
		expect(gaps.map(({ confirmed }) => confirmed)).toEqual([true, false]);
		expect(gaps[0]).toMatchObject({ effectBasis: 'selection-corrected', pAdjusted: 0.001 });
	});

	it('believes the held-out rows rather than the search', () => {
		const gaps = judge([measured(0.2, 0.5, 0.4), measured(0.2, 0.5, 0.001)], [1e6, 30]);
		expect(gaps.map(({ confirmed }) => confirmed)).toEqual([false, true]);
		expect(gaps[1]).toMatchObject({ effectBasis: 'held-out', pAdjusted: 0.002 });
	});

	it('counts every test of the list against each', () => {
		const ps = [0.04, 0.6, 0.7, 0.8];
		const gaps = judge(
			ps.map((p) => measured(0.2, 0.5, p)),
			ps.map(() => 1000)
		);
		expect(gaps.some(({ confirmed }) => confirmed)).toBe(false);
		expect(gaps[0]!.pAdjusted).toBeCloseTo(0.16);
	});
});
