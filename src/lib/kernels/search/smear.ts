import { ln } from '$lib/kernels/ln';
import { countCodes, findRows, weigh } from './rows-of';
import type { Search } from './extend';
import type { CodeCondition, CodeRegion, SearchColumn, Table } from './table';

/** Half-widths of the shell around a region, as parts of a tenth of the column's 10–90 % range. */
const WIDTHS = [0.1, 0.25, 0.5, 1, 2];
/** Standard errors by which the shell must hold too much. */
const LEAST_SIGMA = 2.6;
/** ln 200. */
const UNLIKELY = 5.3;
/** Synthetic blurs no value of which it has so much of the human share. */
const LEAST_KEPT = 0.7;
/** Share of a region's rows that have one value, from which that value speaks for all. */
const LEAST_HEAVY = 0.5;
/** A ring so many times as wide as the shell tells what its near surroundings lack. */
const RING = 4;
/** Human rows away from the region by which to tell what its surroundings lack as a whole, at least. */
const LEAST_FAR_ROWS = 50;

/** An interval with its bounds moved out by `by`, or in where that is negative; null where nothing is left. */
function moved(
	{ lows, highs, levels }: SearchColumn,
	condition: CodeCondition,
	by: number
): CodeCondition | null {
	const low = lows![condition.from - 1]! - by;
	const high = highs![condition.to - 1]! + by;
	let { from, to } = condition;
	if (by > 0) {
		while (from > 1 && highs![from - 2]! >= low) from--;
		while (to < levels && lows![to]! <= high) to++;
	} else {
		// An end that is open has no outside from which values could have come.
		if (from > 1) while (from <= to && lows![from - 1]! < low) from++;
		if (to < levels) while (to >= from && highs![to - 1]! > high) to--;
	}
	return from > to ? null : { ...condition, from, to };
}

/** The region with the bounds of some conditions, intervals, moved; null where nothing is left of one. */
function movedRegion(
	search: Search,
	region: CodeRegion,
	width: number,
	blurred: readonly number[]
): CodeRegion | null {
	const out: CodeCondition[] = [];
	for (const [i, condition] of region.entries()) {
		if (!blurred.includes(i)) {
			out.push(condition);
			continue;
		}
		const column = search.table.columns[condition.column]!;
		const one = moved(column, condition, (width * column.spread) / 10);
		if (one === null) return null;
		out.push(one);
	}
	return out;
}

/** Length of the moved intervals before they were moved out, as a share of their length after; volume for several. */
function lengthShare(
	{ table }: Search,
	region: CodeRegion,
	width: number,
	blurred: readonly number[]
): number {
	let share = 1;
	for (const i of blurred) {
		const { column, from, to } = region[i]!;
		const { lows, highs, levels, spread } = table.columns[column]!;
		const ends = (from > 1 ? 1 : 0) + (to < levels ? 1 : 0);
		const length = highs![to - 1]! - lows![from - 1]!;
		if (Number.isFinite(length)) share *= length / (length + (ends * width * spread) / 10);
	}
	return share;
}

/** Synthetic weight a human row, where there are `least` human rows to tell it by. */
function levelOf({ h, s }: { h: number; s: number }, least: number, otherwise: number): number {
	return h < least ? otherwise : s / h;
}

/** The region's conditions, of which some, intervals, are narrowed to the value that most of the region's rows have. */
function narrowToHeaviest(
	{ table, lists }: Search,
	region: CodeRegion,
	intervals: readonly number[]
): CodeRegion {
	findRows(table, region, lists);
	return region.map((condition, i) => {
		if (!intervals.includes(i)) return condition;
		const { column, from, to } = condition;
		const { h } = countCodes(table, lists, column);
		let heaviest = from;
		for (let code = from; code <= to; code++) if (h[code]! > h[heaviest]!) heaviest = code;
		return { column, from: heaviest, to: heaviest, codes: null };
	});
}

/**
 * Whether synthetic keeps more of a region's values than of the region: a value that is left where it stands elsewhere
 * has not been blurred away here. Only single values can tell, for what leaves a wider interval may come back into it;
 * and only where they speak for most of the `whole` human weight.
 */
function isKeptElsewhere(
	table: Table,
	region: CodeRegion,
	values: readonly number[],
	perHuman: number,
	whole: number
): boolean {
	const inside = weigh(table, region);
	if (inside.h < LEAST_HEAVY * whole) return false;
	let expected = inside.h * perHuman;
	for (const i of values) {
		const condition = region[i]!;
		const { lows, highs } = table.columns[condition.column]!;
		if (lows![condition.from - 1]! !== highs![condition.to - 1]!) return false;
		const { h, s } = weigh(table, [condition]);
		const kept = Math.min(1, s / (h * perHuman));
		// Of a value that is blurred, what is left may have come from others.
		if (!(kept >= LEAST_KEPT)) return false;
		expected *= kept;
	}
	return inside.s < expected - LEAST_SIGMA * Math.sqrt(Math.max(expected, 1));
}

/** Whether a count of Poisson's is so small by chance once in two hundred times at most (Chernoff's bound). */
function isSurelyLess(count: number, mean: number): boolean {
	if (count >= mean) return false;
	const term = count === 0 ? 0 : count * ln(count / mean);
	return mean - count + term > UNLIKELY;
}

/** Whether a condition tells values apart that the generator does not. */
function isBlurred(column: SearchColumn, { from, to }: CodeCondition): boolean {
	const { kind, blurWidth, kept, lows, highs } = column;
	if (kind === 'categories' || from === 0 || blurWidth === 0) return false;
	if (kept.some((code) => code >= from && code <= to)) return false;
	return highs![to - 1]! - lows![from - 1]! <= blurWidth;
}

/**
 * The share of a region's shortfall that rounding or jitter explains: rows too many in a thin shell around it, as
 * far as the shortfall is not inside, where no jitter of that size could have taken rows from. 0 where the shell's
 * excess may be chance. Generators jitter; a hole would not fill its own rim.
 */
export function smearedShare(search: Search, region: CodeRegion): number {
	const { table, scorer } = search;
	if (region.some((condition) => isBlurred(table.columns[condition.column]!, condition))) return 1;
	const count = (at: CodeRegion) => weigh(table, at);
	const perHuman = scorer.syntheticTotal / scorer.humanTotal;
	const inside = count(region);
	// What is missing here makes all else look like a little too much, for shares sum to one.
	const elsewhere = (scorer.syntheticTotal - inside.s) / (scorer.humanTotal - inside.h);
	// What is smaller than the region may itself be a part of another hole.
	const leastFar = Math.max(LEAST_FAR_ROWS, inside.h);
	const intervals = region.flatMap(({ column, from }, i) =>
		table.columns[column]!.kind === 'ordered' && from > 0 ? [i] : []
	);
	const heaviest = narrowToHeaviest(search, region, intervals);
	const isKept = (blurred: readonly number[]) => {
		const narrowed = region.map((condition, i) => (blurred.includes(i) ? heaviest[i]! : condition));
		return isKeptElsewhere(table, narrowed, blurred, perHuman, inside.h);
	};
	// Each interval by itself, and all together that may be blurred.
	const alone = intervals.filter((i) => !isKept([i]));
	const choices = alone.map((i) => [i]);
	if (alone.length > 1 && !isKept(alone)) choices.unshift(alone);
	let best = 0;
	for (const blurred of choices) {
		const rest = count(region.filter((_, i) => !blurred.includes(i)));
		for (const width of WIDTHS) {
			const outer = movedRegion(search, region, width, blurred);
			if (outer === null) continue;
			const around = count(outer);
			const far = { h: rest.h - around.h, s: rest.s - around.s };
			const wide = movedRegion(search, region, RING * width, blurred);
			const ringed = wide === null ? around : count(wide);
			const ring = { h: ringed.h - around.h, s: ringed.s - around.s };
			// What the surroundings lack as a whole is no matter of this interval.
			const farLevel = levelOf(far, leastFar, perHuman);
			const level = Math.min(perHuman, farLevel, levelOf(ring, leastFar, perHuman));
			const shortfall = inside.h * level - inside.s;
			if (shortfall <= 0) continue;
			const usual = farLevel > perHuman ? Math.min(farLevel, elsewhere) : level;
			const expected = (around.h - inside.h) * usual;
			const excess = around.s - inside.s - expected;
			const error = Math.sqrt(Math.max(expected * (1 + usual), 1));
			if (excess < LEAST_SIGMA * error) continue;
			// Jitter wide enough to empty an interval would have filled it from its rim.
			const inflow = around.s * lengthShare(search, region, width, blurred);
			if (isSurelyLess(inside.s, inflow / 2)) continue;
			const inner = movedRegion(search, region, -width, blurred);
			const core = inner === null ? { h: 0, s: 0 } : count(inner);
			const rim = shortfall - Math.max(0, core.h * level - core.s);
			best = Math.max(best, Math.min(excess - error, rim) / shortfall);
		}
	}
	return best;
}
