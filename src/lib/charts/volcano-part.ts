/** Where a finding lies in the picture, by its values. */
interface Spot {
	readonly ratio: number;
	readonly share: number;
}

/** A part of the picture, by its values; 0 and ∞ stand for the lanes at its sides. */
export interface Part {
	readonly ratio: readonly [number, number];
	readonly share: readonly [number, number];
}

/** Across and down, in pixels or in values. */
export type Corner = readonly [number, number];

/** Ratios beyond these are as good as none, or as infinite: they stand in a lane of their own. */
export const LEAST_RATIO = 0.01;
export const MOST_RATIO = 100;

/** The part that holds every point, with room around. */
export function wholePart(points: readonly Spot[]): Part {
	const shares = points.map(({ share }) => share).filter((share) => share > 0);
	const onAxis = points
		.map(({ ratio }) => ratio)
		.filter((ratio) => ratio >= LEAST_RATIO && ratio <= MOST_RATIO);
	const least = Math.min(0.5, ...onAxis) / 1.25;
	const most = Math.max(1.6, ...onAxis) * 1.25;
	return {
		ratio: [Math.max(LEAST_RATIO, least), Math.min(MOST_RATIO, most)],
		share: [Math.min(0.004, ...shares) / 1.5, Math.min(1, Math.max(0.05, ...shares) * 1.6)]
	};
}

/** Whether a point lies in a part; null is all of the picture. */
export function isInPart({ ratio, share }: Spot, part: Part | null): boolean {
	return !part || (isWithin(ratio, part.ratio) && isWithin(share, part.share));
}

/** A part zoomed by a factor about a point (its ratio and share), kept within the whole. */
export function zoomed(part: Part, whole: Part, factor: number, about: Corner): Part {
	return {
		ratio: zoomedSpan(part.ratio, whole.ratio, factor, about[0]),
		share: zoomedSpan(part.share, whole.share, factor, about[1])
	};
}

/** Whether two parts are one. */
export function isSamePart(a: Part, b: Part): boolean {
	return (['ratio', 'share'] as const).every((key) =>
		a[key].every((edge, i) => edge === b[key][i])
	);
}

type Span = readonly [number, number];

function zoomedSpan([low, high]: Span, whole: Span, factor: number, about: number): Span {
	const middle = Math.log(clamp(about, low, high));
	const scale = (edge: number) => Math.exp(middle + (Math.log(edge) - middle) * factor);
	return [Math.max(whole[0], scale(low)), Math.min(whole[1], scale(high))];
}

/** Whether a value lies in a span, its ends included. */
export function isWithin(value: number, [low, high]: readonly [number, number]): boolean {
	return value >= low && value <= high;
}

/** The value, or the end of the span that it lies beyond. */
export function clamp(value: number, low: number, high: number): number {
	return Math.min(high, Math.max(low, value));
}
