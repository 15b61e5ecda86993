import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
	effectiveSize,
	ratioInterval,
	type SideCount,
	type SideShare
} from '$lib/analysis/gaps/ratio-interval';
import { shareOf } from '$lib/analysis/gaps/count-regions';
import type { Findings, FrozenRegion } from '$lib/terms/findings';
import { checkRegions } from './check-regions';

function count(weights: readonly number[]): SideCount {
	return {
		count: weights.length,
		weight: weights.reduce((sum, weight) => sum + weight, 0),
		squares: weights.reduce((sum, weight) => sum + weight * weight, 0)
	};
}

const weights = fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 5, maxLength: 60 });
/** A table with a region in it. */
const side = fc
	.tuple(weights, weights)
	.map(([inside, outside]) => ({ region: count(inside), table: count([...inside, ...outside]) }));

/** Findings as frozen of a human and a synthetic table, with effective sizes where `isWeighted`. */
function freeze(human: SideShare, synthetic: SideShare, isWeighted: boolean): Findings {
	const sizes = (of: 'region' | 'table') => ({
		human: effectiveSize(human[of]),
		synthetic: effectiveSize(synthetic[of])
	});
	const frozen: FrozenRegion = {
		id: 'r0000000000000000',
		region: { conditions: [{ kind: 'missing', column: 'a' }] },
		human: shareOf(human.region, human.table),
		synthetic: shareOf(synthetic.region, synthetic.table),
		ratio: ratioInterval(human, synthetic, 0.95),
		kind: 'thin',
		confirmed: true,
		...(isWeighted && { effective: sizes('region') })
	};
	return {
		frozenOn: '2026-11-22',
		recipeHash: '0'.repeat(16),
		rows: { human: human.table.count, synthetic: synthetic.table.count },
		...(isWeighted && { effectiveRows: sizes('table') }),
		floor: 10,
		withheld: 0,
		inGaps: 0,
		notMendable: 0,
		regions: [frozen]
	};
}

describe('checkRegions', () => {
	it('gives the intervals that the weighted rows themselves would give', () => {
		fc.assert(
			fc.property(side, side, side, (human, synthetic, now) => {
				const findings = freeze(human, synthetic, true);
				const table = { table: now.table, regions: [now.region] };
				const [check] = checkRegions(findings, table, 0.1, new Set());
				const ratio = ratioInterval(human, now, 0.95);
				const rise = ratioInterval(synthetic, now, 0.95);
				for (const [got, wanted] of [
					[check!.ratio, ratio],
					[check!.rise, rise]
				] as const) {
					expect(got.estimate).toBeCloseTo(wanted.estimate, 9);
					expect(got.low).toBeCloseTo(wanted.low, 6);
					expect(got.high).toBeCloseTo(wanted.high, 6);
				}
			})
		);
	});

	it('is surer without weights than with uneven ones', () => {
		const uneven = {
			region: count([30, 1, 1, 1, 1]),
			table: count([...Array<number>(40).fill(2), 30, 1, 1, 1, 1])
		};
		const width = (isWeighted: boolean) => {
			const findings = freeze(uneven, uneven, isWeighted);
			const table = { table: uneven.table, regions: [uneven.region] };
			const { low, high } = checkRegions(findings, table, 0.1, new Set())[0]!.ratio;
			return high / low;
		};
		expect(width(true)).toBeGreaterThan(width(false) * 1.2);
	});
});
