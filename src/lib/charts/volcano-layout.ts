import { scaleLog, type ScaleLogarithmic } from 'd3';
import type { GapKind } from '$lib/terms/gap';
import { clamp, isWithin, LEAST_RATIO, MOST_RATIO, type Corner, type Part } from './volcano-part';

/** A finding as the volcano picture shows it: `ratio` is synthetic share over human share, 0 and ∞ included. */
export interface VolcanoPoint {
	readonly id: string;
	readonly words: string;
	readonly ratio: number;
	readonly low: number;
	readonly high: number;
	/** Share of rows, 0 to 1. */
	readonly share: number;
	/** Null for what is not missing. */
	readonly kind: GapKind | null;
	/** A finding that was not confirmed is drawn faintly. */
	readonly isLead: boolean;
}

/** Pixels of the plot within the picture. */
export interface Frame {
	readonly left: number;
	readonly right: number;
	readonly top: number;
	readonly bottom: number;
}

/** A point with its place, in pixels. */
export interface Placed extends VolcanoPoint {
	readonly cx: number;
	readonly cy: number;
}

/** The picture as laid out for a size: scales, lanes and places. */
export interface VolcanoLayout {
	readonly x: ScaleLogarithmic<number, number>;
	readonly y: ScaleLogarithmic<number, number>;
	/** Where the axis of ratios runs, between the lanes. */
	readonly axis: readonly [number, number];
	/** Middles of the lanes for ratios beyond the axis; null where there is none. */
	readonly lanes: { readonly under: number | null; readonly over: number | null };
	/** The points in sight. */
	readonly placed: readonly Placed[];
}

const MARGIN = { top: 24, right: 12, bottom: 36, left: 46 };
const LEAST_WIDTH = 80;

/** The plot within a picture of so many pixels. */
export function frameOf(width: number, height: number): Frame {
	return {
		left: MARGIN.left,
		right: Math.max(MARGIN.left + LEAST_WIDTH, width - MARGIN.right),
		top: MARGIN.top,
		bottom: height - MARGIN.bottom
	};
}

const LANE = 46;
/** Marks in a lane closer than this stand side by side. */
const MARK = 11;

/** Puts the points of a part of the picture in their places. */
export function layOut(
	points: readonly VolcanoPoint[],
	part: Part,
	whole: Part,
	frame: Frame
): VolcanoLayout {
	const isUnder = ({ ratio }: VolcanoPoint) => ratio < LEAST_RATIO;
	const isOver = ({ ratio }: VolcanoPoint) => ratio > MOST_RATIO;
	const hasUnder = part.ratio[0] <= whole.ratio[0] && points.some(isUnder);
	const hasOver = part.ratio[1] >= whole.ratio[1] && points.some(isOver);
	const axis = [frame.left + (hasUnder ? LANE : 6), frame.right - (hasOver ? LANE : 6)] as const;
	const x = scaleLog(part.ratio, axis);
	const y = scaleLog(part.share, [frame.bottom, frame.top]);
	const lanes = {
		under: hasUnder ? frame.left + LANE / 2 - 3 : null,
		over: hasOver ? frame.right - LANE / 2 + 3 : null
	};
	const inSight = points.filter(
		(point) =>
			isWithin(point.share, part.share) &&
			(isUnder(point) ? hasUnder : isOver(point) ? hasOver : isWithin(point.ratio, part.ratio))
	);
	const height = ({ share }: VolcanoPoint) => y(share);
	return {
		x,
		y,
		axis,
		lanes,
		placed: [
			...dodge(inSight.filter(isUnder), lanes.under ?? 0, height),
			...dodge(inSight.filter(isOver), lanes.over ?? 0, height),
			...inSight
				.filter((point) => !isUnder(point) && !isOver(point))
				.map((point) => ({ ...point, cx: x(point.ratio), cy: height(point) }))
		]
	};
}

/** Marks of a lane beside each other where they would cover each other. */
function dodge(
	points: readonly VolcanoPoint[],
	middle: number,
	height: (point: VolcanoPoint) => number
): Placed[] {
	const placed: Placed[] = [];
	for (const point of points.toSorted((a, b) => b.share - a.share)) {
		const cy = height(point);
		const near = placed.filter((other) => Math.abs(other.cy - cy) < MARK);
		const free = [0, 1, -1, 2, -2].find(
			(step) => !near.some((other) => Math.abs(other.cx - middle - step * (MARK - 2)) < MARK - 3)
		);
		placed.push({ ...point, cx: middle + (free ?? 0) * (MARK - 2), cy });
	}
	return placed;
}

/** Where noise lives: a region of share p departs from ratio 1 by chance by up to exp(±z·sd), sd² = 1/(p·human) + 1/(p·synthetic). */
export function noiseBand(
	{ x, y }: Pick<VolcanoLayout, 'x' | 'y'>,
	rows: { readonly human: number; readonly synthetic: number },
	score: number
): string {
	const [low, high] = y.domain() as [number, number];
	const z = Math.sqrt(2 * score);
	const steps = Array.from({ length: 40 }, (_, i) => low * (high / low) ** (i / 39));
	const edge = (sign: number) =>
		steps.map((share) => {
			const sd = Math.sqrt(1 / (share * rows.human) + 1 / (share * rows.synthetic));
			return `${x(Math.exp(sign * z * sd)).toFixed(1)},${y(share).toFixed(1)}`;
		});
	return `M${edge(-1).join('L')}L${edge(1).toReversed().join('L')}Z`;
}

/** Round values within a span, as many as fit without crowding: powers of ten, then 1–3, then 1–2–5. */
export function logTicks([low, high]: readonly number[], most: number): number[] {
	const ladders = [[1, 2, 5], [1, 3], [1]];
	const powers = Array.from({ length: 12 }, (_, i) => i - 7);
	for (const ladder of ladders) {
		const ticks = powers
			.flatMap((power) => ladder.map((digit) => Number(`${digit}e${power}`)))
			.filter((tick) => tick >= low! * 0.999 && tick <= high! * 1.001);
		if (ticks.length <= most) return ticks;
	}
	return [1].filter((tick) => tick >= low! && tick <= high!);
}

const DIRECTIONS: Readonly<Record<string, Corner>> = {
	ArrowLeft: [-1, 0],
	ArrowRight: [1, 0],
	ArrowUp: [0, -1],
	ArrowDown: [0, 1]
};

/** The point that an arrow key leads to from another: near along its direction, and not far aside; null where there is none. */
export function neighbourOf(
	placed: readonly Placed[],
	from: Placed | undefined,
	key: string
): Placed | null {
	const direction = DIRECTIONS[key];
	if (!direction) return null;
	if (!from) return placed[0] ?? null;
	const [dx, dy] = direction;
	let best: Placed | null = null;
	let least = Infinity;
	for (const point of placed) {
		const along = (point.cx - from.cx) * dx + (point.cy - from.cy) * dy;
		const aside = Math.abs((point.cx - from.cx) * dy) + Math.abs((point.cy - from.cy) * dx);
		if (along < 0.5 || along + 2 * aside >= least) continue;
		least = along + 2 * aside;
		best = point;
	}
	return best;
}

/** The part between two corners of the picture, in pixels; a corner in a lane takes the whole lane in. */
export function partBetween({ x, y, axis, lanes }: VolcanoLayout, from: Corner, to: Corner): Part {
	const [left, right] = [Math.min(from[0], to[0]), Math.max(from[0], to[0])];
	const [top, bottom] = [Math.min(from[1], to[1]), Math.max(from[1], to[1])];
	return {
		ratio: [
			left < axis[0] && lanes.under !== null ? 0 : x.invert(left),
			right > axis[1] && lanes.over !== null ? Infinity : x.invert(right)
		],
		share: [y.invert(bottom), y.invert(top)]
	};
}

/** The corner that a pointer is at, within the frame of the picture that hears the event. */
export function cornerUnder(
	{ currentTarget, clientX, clientY }: MouseEvent,
	{ left, right, top, bottom }: Frame
): Corner {
	const box = (currentTarget as Element).getBoundingClientRect();
	return [clamp(clientX - box.left, left, right), clamp(clientY - box.top, top, bottom)];
}

/** The corners of a part, in pixels: top left and bottom right, as far as they are in sight. */
export function cornersOf(part: Part, { x, y }: VolcanoLayout, frame: Frame): [Corner, Corner] {
	const across = (ratio: number) => {
		if (ratio === 0) return frame.left;
		return ratio === Infinity ? frame.right : clamp(x(ratio), frame.left, frame.right);
	};
	const up = (share: number) => clamp(y(share), frame.top, frame.bottom);
	return [
		[across(part.ratio[0]), up(part.share[1])],
		[across(part.ratio[1]), up(part.share[0])]
	];
}
