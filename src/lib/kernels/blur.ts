import { lowerBound, upperBound } from './bounds';
import { countOf, quantile, type Tally } from './tally';

/** A stretch of values that the generator rounds to one value. */
export interface Rounded {
	readonly low: number;
	readonly high: number;
}

/** A value that many people give and the generator scatters over the values around it. */
export interface Scattered extends Rounded {
	readonly value: number;
	/** The share of the value's shortfall that the stretch from `low` to `high` makes up for, to 1. */
	readonly compensated: number;
}

/** Half-widths of a stretch around a value, as parts of a tenth of the column's 10–90 % range. */
const WIDTHS = [0.1, 0.25, 0.5, 1];
/** Its surroundings must make up for so much of the shortfall; at `ENOUGH` no wider stretch is tried. */
const LEAST_COMPENSATED = 0.5;
const ENOUGH = 0.8;
/** A value is scattered where synthetic has less than this part of its human share. */
const MOST_KEPT = 0.7;
/** Human rows beyond the surroundings by which to tell what those hold more than all others. */
const LEAST_FAR_ROWS = 50;
/** Standard errors by which the surroundings must hold too much. */
const LEAST_SIGMA = 2.6;
/** A generator rounds where people give at least so many times as many different values, of which it has at most so many. */
const LEAST_FINER = 3;
const MOST_ROUNDED = 64;
/** Heaping is lost where at least so many values are, each to less than half, and so large a part of all such values. */
const LEAST_HEAPS = 5;
const LOST_HEAP = 0.5;
const LEAST_LOST = 0.6;
/** As a part of the 10–90 % range. */
const BLUR_WIDTH = 0.02;
/** Rows a value that tell rounding from a small table. */
const LEAST_ROWS = 20;

/** The 10–90 % range of human values; of those other than the most frequent where that leaves none. */
export function spreadOf(human: Tally): number {
	const range = (of: Tally) => quantile(of, 0.9) - quantile(of, 0.1);
	const whole = range(human);
	if (whole > 0 && Number.isFinite(whole)) return whole;
	let mode = 0;
	human.counts.forEach((count, i) => {
		if (count > human.counts[mode]!) mode = i;
	});
	const rest = range({
		values: human.values.filter((_, i) => i !== mode),
		counts: human.counts.filter((_, i) => i !== mode),
		total: human.total - (human.counts[mode] ?? 0)
	});
	return Number.isFinite(rest) ? rest : 0;
}

/** The stretches of values nearest to each synthetic one, from the first to the last; none unless the generator rounds. */
export function findRounded(human: Tally, { values, total }: Tally): Rounded[] {
	const finite = values.filter(Number.isFinite);
	const count = finite.length;
	if (count < 2 || count > MOST_ROUNDED || total < LEAST_ROWS * count) return [];
	const [first, last] = [finite[0]!, finite[count - 1]!];
	const between = upperBound(human.values, last) - lowerBound(human.values, first);
	if (between < LEAST_FINER * count) return [];
	return Array.from(finite, (value, i) => ({
		low: i === 0 ? first : Math.max(first, nextAbove(human, (finite[i - 1]! + value) / 2, value)),
		high: i === count - 1 ? last : (value + finite[i + 1]!) / 2
	}));
}

/** The least human value above a cut, so that two stretches that meet there stay apart; `value` where none is nearer. */
function nextAbove(human: Tally, cut: number, value: number): number {
	return Math.min(value, human.values[upperBound(human.values, cut)] ?? value);
}

/** Whether synthetic holds a value at least half as often as people give it. */
export function isKept(human: Tally, synthetic: Tally, value: number): boolean {
	return (
		countOf(synthetic, value) / synthetic.total >= LOST_HEAP * (countOf(human, value) / human.total)
	);
}

/**
 * Width below which intervals cannot be told in synthetic: it lost most of the values that many people give, so that
 * each alone looks absent. 0 where it keeps them, or where there are too few to tell.
 */
export function blurWidth(human: Tally, synthetic: Tally, values: readonly number[]): number {
	if (values.length < LEAST_HEAPS || synthetic.total === 0) return 0;
	const lost = values.filter((value) => !isKept(human, synthetic, value));
	return lost.length >= LEAST_LOST * values.length ? BLUR_WIDTH * spreadOf(human) : 0;
}

/** Which of some human values with many rows the generator scatters, those with most rows first. */
export function findScattered(
	human: Tally,
	synthetic: Tally,
	values: readonly number[]
): Scattered[] {
	const spread = spreadOf(human);
	if (spread === 0 || synthetic.total === 0) return [];
	const sums = { human: runningSum(human), synthetic: runningSum(synthetic) };
	return values
		.filter(Number.isFinite)
		.sort((a, b) => countOf(human, b) - countOf(human, a) || a - b)
		.flatMap((value) => scattered(human, synthetic, sums, value, spread) ?? []);
}

/** Counts before each value. */
function runningSum({ counts }: Tally): Float64Array {
	const sums = new Float64Array(counts.length + 1);
	counts.forEach((count, i) => (sums[i + 1] = sums[i]! + count));
	return sums;
}

type Sums = Readonly<Record<'human' | 'synthetic', Float64Array>>;

function scattered(
	human: Tally,
	synthetic: Tally,
	sums: Sums,
	value: number,
	spread: number
): Scattered | null {
	const own = {
		human: countOf(human, value) / human.total,
		synthetic: countOf(synthetic, value) / synthetic.total
	};
	const shortfall = own.human - own.synthetic;
	if (own.synthetic >= MOST_KEPT * own.human) return null;
	let best: Scattered | null = null;
	for (const width of WIDTHS) {
		const [low, high] = [value - (width * spread) / 10, value + (width * spread) / 10];
		const share = (of: Tally, sum: Float64Array) =>
			(sum[upperBound(of.values, high)]! - sum[lowerBound(of.values, low)]!) / of.total;
		const around = share(human, sums.human) - own.human;
		const held = share(synthetic, sums.synthetic) - own.synthetic;
		// Rows that are gone raise the share of all others alike, near and far.
		const far = 1 - own.human - around;
		const isFarTold = far * human.total >= LEAST_FAR_ROWS;
		const lift = isFarTold ? Math.max(1, (1 - own.synthetic - held) / far) : 1;
		const excess = held - around * lift;
		const error = Math.sqrt((around + excess) * (1 / human.total + 1 / synthetic.total));
		if (!(excess > LEAST_SIGMA * error)) continue;
		const compensated = Math.min(1, excess / shortfall);
		if (compensated < LEAST_COMPENSATED || compensated <= (best?.compensated ?? 0)) continue;
		best = { low, high, value, compensated };
		if (compensated >= ENOUGH) break;
	}
	return best;
}
