import { scaleLog, type ScaleLogarithmic } from 'd3';
import type { Tick } from './bin-shares';

/** Ratios at or below this stand at the left end. */
const LEAST = 0.005;
/** Least share of an axis between two of its labels. */
const APART = 0.13;

/** Places ratios along a line, in per cent of its length: logarithmic, up to `most`. */
export function ratioScale(most: number): ScaleLogarithmic<number, number> {
	return scaleLog([LEAST, Math.max(2, most)], [0, 100]).clamp(true);
}

/** Where a ratio stands, in per cent; 0 included. */
export function placeOf(scale: ScaleLogarithmic<number, number>, ratio: number): number {
	return scale(Math.max(ratio, LEAST));
}

/** Powers of ten along such a line, the even rate among them in any case. */
export function ratioTicks(scale: ScaleLogarithmic<number, number>): readonly Tick[] {
	const most = scale.domain()[1]!;
	const powers = [0.01, 0.1, 1, 10, 100].filter((ratio) => ratio <= most * 1.001);
	const even = placeOf(scale, 1) / 100;
	return powers
		.map((ratio) => ({ at: placeOf(scale, ratio) / 100, text: String(ratio) }))
		.filter(({ at, text }) => text === '1' || Math.abs(at - even) >= APART);
}
