import { area, curveStepAfter, line, scaleLinear, scalePow } from 'd3';
import type { CaseDistribution } from '$lib/terms/case';

/** The three kinds of distances of a case distribution. */
export const DISTANCE_KINDS = ['cases', 'humanSplit', 'synthetic'] as const;
export type DistanceKind = (typeof DISTANCE_KINDS)[number];

/** Pixels of the picture: top and base of the curves, the middle of the marks below, and room at the sides. */
export const PLOT = { top: 18, base: 128, rug: 142, left: 44, right: 12, height: 190 };

/** A tail of one in a thousand would be a hair on a plain scale, and the tail is what this is about. */
const EXPONENT = 1 / 3;
const ROUND_SHARES = [0.0001, 0.001, 0.01, 0.1, 0.5];
/** Pixels between two labels of the axis of shares. */
const APART = 16;

/** Counts as shares of all rows, 0 to 1. */
export function sharesOf(counts: readonly number[]): number[] {
	const all = counts.reduce((sum, count) => sum + count, 0) || 1;
	return counts.map((count) => count / all);
}

/** The distance below which a share of the rows lies, as if they lay evenly within each bin. */
export function distanceBelow(
	edges: readonly number[],
	counts: readonly number[],
	share: number
): number {
	let left = share * counts.reduce((sum, count) => sum + count, 0);
	for (const [i, count] of counts.entries()) {
		const [low, high] = [edges[i] ?? 0, edges[i + 1] ?? edges[i] ?? 0];
		if (left <= count && count > 0) return low + (high - low) * (left / count);
		left -= count;
	}
	return edges.at(-1) ?? 0;
}

/** Scales and curves of the picture, from 0 to the greatest distance. */
export function layOutDistances(distribution: CaseDistribution, greatest: number, width: number) {
	const right = Math.max(PLOT.left + 1, width - PLOT.right);
	const x = scaleLinear([0, greatest], [PLOT.left, right]);
	const shares = Object.fromEntries(
		DISTANCE_KINDS.map((kind) => [kind, sharesOf(distribution[kind])])
	) as Record<DistanceKind, number[]>;
	const most = Math.max(0.001, ...DISTANCE_KINDS.flatMap((kind) => shares[kind]));
	const y = scalePow([0, most], [PLOT.base, PLOT.top]).exponent(EXPONENT);
	const at = (_: number, i: number) => x(distribution.edges[i] ?? greatest);
	const steps = line<number>(at, (share) => y(share)).curve(curveStepAfter);
	const filled = area<number>(at, PLOT.base, (share) => y(share)).curve(curveStepAfter);
	/** A step curve needs the end of its last step. */
	const closed = (kind: DistanceKind) => [...shares[kind], 0];
	return {
		x,
		y,
		right,
		area: filled(closed('cases')) ?? '',
		lines: Object.fromEntries(
			DISTANCE_KINDS.map((kind) => [kind, steps(closed(kind)) ?? ''])
		) as Record<DistanceKind, string>,
		xTicks: x.ticks(Math.max(3, Math.floor(width / 90))),
		yTicks: ROUND_SHARES.filter((share) => share <= most).filter(
			(share, i, all) => i === all.length - 1 || y(share) - y(all[i + 1]!) >= APART
		)
	};
}
