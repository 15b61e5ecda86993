import { isoDate } from '$lib/analysis/encode/value-sql';
import { STEPS } from '$lib/kernels/case-space';
import type { NumberAxis } from './case-axes';

/** An order that so few rows break is a rule, */
const MOST_BROKEN = 0.001;
/** where chance would break it at least so often. */
const LEAST_BROKEN_BY_CHANCE = 0.05;
/** A column is tied to another that explains so much of its variance. */
const TIED = 0.9;
/** A value is out of line so many robust deviations off, */
export const OUT_OF_LINE = 8;
/** none of which counts as less than this many scales. */
export const LEAST_DEVIATION = 0.05;
/** Fewer rows show no rule. */
export const LEAST_ROWS = 50;

type Pair<T> = readonly [T, T];

/**
 * Judges pairs of numbers, or of dates, by an order that hardly a human row breaks, or a line from which hardly a row
 * strays.
 * @param values of human rows, in scales
 * @returns says of two unscaled values what they break, or null; null where human rows keep neither order nor line
 */
export function numberPairJudge(
	[first, second]: Pair<NumberAxis>,
	values: Pair<Float64Array>
): ((x: number, y: number) => string | null) | null {
	const [xs, ys] = withoutMissing(values);
	if (xs.length < LEAST_ROWS) return null;
	// Rows hold whole steps: two values that are equal may lie a step apart.
	const step = (first.scale + second.scale) / STEPS;
	const excess = (i: number, j: number) => unscaled(first, xs[i]!) - unscaled(second, ys[j]!);
	const shareOf = (breaks: (by: number) => boolean, shift: number) => {
		let broken = 0;
		for (let i = 0; i < xs.length; i++) if (breaks(excess(i, (i + shift) % xs.length))) broken++;
		return broken / xs.length;
	};
	const isRule = (breaks: (by: number) => boolean) =>
		shareOf(breaks, 0) <= MOST_BROKEN && shareOf(breaks, xs.length >> 1) >= LEAST_BROKEN_BY_CHANCE;
	const neverAbove = isRule((by) => by > step);
	const neverBelow = isRule((by) => by < -step);
	const line = fitLine(xs, ys);
	if (!neverAbove && !neverBelow && line === null) return null;
	return (x, y) => {
		const names = `${first.column} is ${shown(first, x)} and ${second.column} ${shown(second, y)}`;
		if (neverAbove && x > y) return `${names}; hardly a human row has the first above the second.`;
		if (neverBelow && x < y) return `${names}; hardly a human row has the first below the second.`;
		if (line === null) return null;
		const expected = line.at(scaled(first, x));
		if (Math.abs(scaled(second, y) - expected) <= OUT_OF_LINE * line.deviation) return null;
		return `${names}; in human rows such a ${first.column} goes with a ${second.column} of about ${shown(second, unscaled(second, expected))}.`;
	};
}

/** The values of the rows that miss neither. */
function withoutMissing([xs, ys]: Pair<Float64Array>): Pair<Float64Array> {
	const isWhole = (_: number, i: number) => !Number.isNaN(xs[i]!) && !Number.isNaN(ys[i]!);
	return [xs.filter(isWhole), ys.filter(isWhole)];
}

/** The least-squares line of the second value on the first, where it explains nearly all of the variance. */
function fitLine(
	xs: Float64Array,
	ys: Float64Array
): { at: (x: number) => number; deviation: number } | null {
	const count = xs.length;
	const mean = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0) / count;
	const [meanX, meanY] = [mean(xs), mean(ys)];
	let [varianceX, varianceY, covariance] = [0, 0, 0];
	for (let i = 0; i < count; i++) {
		const [x, y] = [xs[i]! - meanX, ys[i]! - meanY];
		varianceX += (x * x) / count;
		varianceY += (y * y) / count;
		covariance += (x * y) / count;
	}
	if (varianceX === 0 || varianceY === 0) return null;
	if (covariance ** 2 < TIED * varianceX * varianceY) return null;
	const slope = covariance / varianceX;
	const at = (x: number) => meanY + slope * (x - meanX);
	const off = ys.map((y, i) => Math.abs(y - at(xs[i]!))).sort();
	return { at, deviation: Math.max(LEAST_DEVIATION, 1.4826 * off[count >> 1]!) };
}

/** A value as scales from the axis's centre; {@link unscaled} takes it back. */
export function scaled({ centre, scale }: NumberAxis, value: number): number {
	return (value - centre) / scale;
}

/** The value that lies so many scales from the axis's centre. */
export function unscaled({ centre, scale }: NumberAxis, score: number): number {
	return centre + scale * score;
}

/** A value of an axis as people read it. */
export function shown(axis: NumberAxis, value: number): string {
	return axis.of === 'date' ? isoDate(value) : String(Number(value.toPrecision(6)));
}
