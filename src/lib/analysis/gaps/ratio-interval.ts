import { binomialInterval, binomialTail } from '$lib/kernels/binomial';
import type { Interval } from '$lib/terms/gap';

/** A region's rows on one side, with what weights make of them. */
export interface SideCount {
	readonly count: number;
	readonly weight: number;
	/** Sum of squared weights. */
	readonly squares: number;
}

/** Rows that would carry as much information unweighted: (Σw)² / Σw² (Kish 1965). */
export function effectiveSize({ weight, squares }: SideCount): number {
	return squares === 0 ? 0 : (weight * weight) / squares;
}

/** A region on one side beside its whole table. */
export interface SideShare {
	readonly region: SideCount;
	readonly table: SideCount;
}

function shareOf({ region, table }: SideShare): number {
	return table.weight === 0 ? 0 : region.weight / table.weight;
}

/** What the exact tests see of a region: effective rows, and the ratio of shares. */
function effectiveCounts(human: SideShare, synthetic: SideShare) {
	const h = effectiveSize(human.region);
	const s = effectiveSize(synthetic.region);
	const humanSize = effectiveSize(human.table);
	const syntheticSize = effectiveSize(synthetic.table);
	// A human count of 0 is taken as half a row, so that every figure is finite.
	const humanShare = h === 0 ? 0.5 / Math.max(humanSize, 1) : shareOf(human);
	const estimate = shareOf(synthetic) / humanShare;
	// Synthetic rows per human row of the region at equal shares. Weights thin each region's and table's rows
	// differently, so that it is taken from the estimate where there is one, which then lies within its interval.
	const expected =
		h > 0 && s > 0 ? s / (h * estimate) : (humanShare * syntheticSize) / Math.max(h, 0.5);
	return { h, s, estimate, expected };
}

/**
 * Synthetic share over human share with its exact conditional interval: given h + s rows in the region, s is
 * binomial with odds r n_s / n_h (Przyborowski and Wilenski 1940), bounded by Clopper and Pearson. A human count
 * of 0 is taken as half a row. `nominal` is the level computed at, `stated` the coverage claimed for it.
 */
export function ratioInterval(
	human: SideShare,
	synthetic: SideShare,
	nominal: number,
	stated = nominal
): Interval {
	const { h, s, estimate, expected } = effectiveCounts(human, synthetic);
	const theta = binomialInterval(s, Math.max(h, 0.5) + s, nominal);
	const toRatio = (share: number) => share / (1 - share) / expected;
	const high = theta.high >= 1 ? estimate : toRatio(theta.high);
	return {
		estimate,
		low: Math.min(estimate, toRatio(theta.low)),
		high: Math.max(estimate, high),
		level: stated
	};
}

/**
 * Probability of so few synthetic rows among the h + s of the region, were its share the same in both tables: the
 * exact conditional test that {@link ratioInterval} inverts. 1 without human rows.
 */
export function shortfallChance(human: SideShare, synthetic: SideShare): number {
	const { h, s, expected } = effectiveCounts(human, synthetic);
	return h === 0 ? 1 : binomialTail(h, h + s, 1 / (1 + expected));
}
