import { scaleSqrt, type ScalePower } from 'd3';

/** Pixels from one label of the scale to the next, at least. */
const LEAST_ROOM = 15;
/** Shares that read well; of these as many stand at the scale as have room. */
const ROUND = [0.8, 0.6, 0.4, 0.3, 0.2, 0.1, 0.05, 0.02, 0.01, 0.005, 0.001];

/** Heights as square roots of shares, so that small bins stay in sight beside a tall one; in pixels from the top. */
export function rootScale(most: number, height: number): ScalePower<number, number> {
	return scaleSqrt([0, most || 1], [height - 1, 2]);
}

/** Round shares to stand beside such a scale, the greatest first, none within reach of another or of the base. */
export function rootTicks(y: ScalePower<number, number>): number[] {
	const most = y.domain()[1]!;
	const ticks: number[] = [];
	for (const share of ROUND) {
		if (share > most) continue;
		const above = ticks.length === 0 ? -LEAST_ROOM : y(ticks.at(-1)!);
		if (y(share) - above >= LEAST_ROOM && y(0) - y(share) >= LEAST_ROOM / 2) ticks.push(share);
	}
	return ticks;
}
