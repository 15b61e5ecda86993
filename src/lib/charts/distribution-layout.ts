import { max, range, scaleBand, scaleLinear } from 'd3';
import type { BinShares } from './bin-shares';

/** A bar may be so many times as long as the longest of the region; what is longer is cut, and says so. */
const LONGEST = 5;
/** Pixels that stay free above and below the longest bars. */
const ROOM = 6;

const longer = ({ share }: BinShares) => Math.max(share.human, share.synthetic);

/** The share that a full bar stands for: the greatest, unless that would leave nothing of the region to be seen. */
export function reachOf(bins: readonly BinShares[]): number {
	const most = max(bins, longer) ?? 1;
	const inside = max(
		bins.filter((bin) => bin.inside),
		longer
	);
	return inside ? Math.min(most, inside * LONGEST) : most;
}

/** How a picture of bins is laid out. */
export type BinLayout = ReturnType<typeof layOutBins>;

/** Scales of a picture of bins, human bars upwards and synthetic ones downwards from its middle. */
export function layOutBins(bins: readonly BinShares[], width: number, height: number) {
	const reach = reachOf(bins);
	const middle = height / 2;
	const length = scaleLinear([0, reach || 1], [0, middle - ROOM]).clamp(true);
	return {
		reach,
		middle,
		x: scaleBand(range(bins.length), [0, width]).paddingInner(0.08),
		length,
		isCut: reach < (max(bins, longer) ?? 1),
		/** The round share that stands beside the bars, for either side. */
		tick: length.ticks(3).findLast((tick) => tick > 0 && tick <= reach) ?? reach
	};
}

/** Bins along the axis that can be brushed; missing values stand after them. */
export function pickableCount(bins: readonly BinShares[]): number {
	return bins.filter(({ isPickable }) => isPickable).length;
}

/** Which of some parts of equal size a pointer is over, from 0; `at` and `length` in pixels along them. */
export function partUnder(at: number, length: number, count: number): number {
	return Math.min(count - 1, Math.max(0, Math.floor((at / Math.max(1, length)) * count)));
}
