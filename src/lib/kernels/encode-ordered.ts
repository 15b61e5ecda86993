import type { Job } from '$lib/terms/compute';
import type { Role } from '$lib/terms/dataset';
import type { ScatteredValue } from '$lib/terms/encoded';
import { blurWidth, findRounded, findScattered, isKept, spreadOf, type Rounded } from './blur';
import { upperBound } from './bounds';
import { scatterOf } from './scatter';
import { countOf, tally, WIDEST_TABLE, type Tally } from './tally';

/** Values of one column, a number a row; NaN is missing, infinities are extremes. */
export type OrderedValues = Readonly<Record<Role, Float64Array>>;

/** Codes (0 missing, else level + 1) with the least and greatest value met in each level. */
interface OrderedCodes {
	readonly codes: Readonly<Record<Role, Uint8Array>>;
	readonly lows: Float64Array;
	readonly highs: Float64Array;
	/** Coarse group of each level, ascending from 0. */
	readonly groups: Uint8Array;
	/** Range from the 10 % to the 90 % quantile of human values, by which widths are told. */
	readonly spread: number;
	/** Levels that the generator scatters over others. */
	readonly scatter: readonly ScatteredValue[];
	/** Intervals no wider than this cannot be told in synthetic. */
	readonly blurWidth: number;
	/** Codes of the values that many people give and synthetic keeps. */
	readonly kept: readonly number[];
}

const MOST_LEVELS = 250;
const MOST_GROUPS = 20;
const FINE_BINS = 200;
const COARSE_BINS = 14;
/** A value with this share of the rows of a side has a level of its own. */
const SPIKE_SHARE = 0.004;
/** A value with this share of the human rows is scattered as the generator does it; rarer ones are told as smears. */
const SCATTERED_SHARE = 0.02;
/** Each at most one and a half times the one before, so that no hole in a tail lies far from a cut. */
const FINE_TAILS = [
	0.0005, 0.00075, 0.001, 0.0015, 0.002, 0.0025, 0.0035, 0.005, 0.0075, 0.01, 0.0125, 0.015, 0.02,
	0.025
];
const COARSE_TAILS = [0.005, 0.015, 0.05];

/**
 * Where levels begin: at `values[i]` itself, or just above it where `isOpen[i]`. Values below the first belong to
 * a level before it.
 */
interface Starts {
	readonly values: number[];
	readonly isOpen: boolean[];
}

/** Ranks, 0 to 1, at which bins end: evenly spaced, with those of the tails. */
function ranks(bins: number, tails: readonly number[]): number[] {
	const inner = Array.from({ length: bins - 1 }, (_, i) => (i + 1) / bins);
	const edge = tails.at(-1)!;
	const middle = inner.filter((rank) => rank > edge && rank < 1 - edge);
	return [...tails, ...middle, ...tails.map((rank) => 1 - rank).reverse()];
}

/** Values with at least so large a share of the rows, ascending. */
function spikes({ values, counts, total }: Tally, share: number): number[] {
	return [...values.filter((_, i) => counts[i]! >= share * total)];
}

function findStarts(human: Tally, synthetic: Tally, bins: number, spikeShare: number): Starts {
	const starts: Starts = { values: [], isOpen: [] };
	const begin = (value: number, isOpen: boolean) => {
		const last = starts.values.length - 1;
		if (starts.values[last] === value && starts.isOpen[last] === isOpen) return;
		starts.values.push(value);
		starts.isOpen.push(isOpen);
	};
	const own = new Set(spikes(human, spikeShare));
	for (const value of spikes(synthetic, spikeShare)) own.add(value);
	const foreign = [...own].filter((value) => countOf(human, value) === 0).sort((a, b) => a - b);
	const ends = ranks(bins, FINE_TAILS);
	const isFew = human.values.length <= bins;
	let below = 0;
	let next = 0;
	let endReached = true;
	let f = 0;
	const passForeign = (limit: number) => {
		for (; f < foreign.length && foreign[f]! < limit; f++) {
			begin(foreign[f]!, false);
			begin(foreign[f]!, true);
		}
	};
	human.values.forEach((value, i) => {
		passForeign(value);
		const isSpike = own.has(value);
		if (isFew || isSpike || endReached) begin(value, false);
		if (isSpike) begin(value, true);
		below += human.counts[i]!;
		endReached = false;
		while (next < ends.length && below >= ends[next]! * human.total) {
			next++;
			endReached = true;
		}
	});
	const last = human.values.at(-1);
	if (last !== undefined) {
		passForeign(last);
		begin(last, true);
	}
	passForeign(Infinity);
	return starts;
}

/** The starts with none inside a rounded stretch: one level holds all of it. */
function startsWithout({ values, isOpen }: Starts, stretches: readonly Rounded[]): Starts {
	if (stretches.length === 0) return { values, isOpen };
	const kept = values
		.map((value, i) => ({ value, isOpen: isOpen[i]! }))
		.filter(({ value, isOpen }) =>
			stretches.every(
				({ low, high }) => value < low || value > high || (isOpen ? value === high : value === low)
			)
		);
	for (const { low, high } of stretches)
		kept.push({ value: low, isOpen: false }, { value: high, isOpen: true });
	kept.sort((a, b) => a.value - b.value || Number(a.isOpen) - Number(b.isOpen));
	return { values: kept.map(({ value }) => value), isOpen: kept.map(({ isOpen }) => isOpen) };
}

/** Whether the start at an index lies at or before the value. */
function hasBegun({ values, isOpen }: Starts, at: number, value: number): boolean {
	const start = values[at]!;
	return start < value || (start === value && !isOpen[at]);
}

/** Gives the number of starts at or before a value: 0 below the first. */
function slotFinder({ values, isOpen }: Starts): (value: number) => number {
	const sorted = Float64Array.from(values);
	return (value) => {
		const at = upperBound(sorted, value);
		// Of two starts at one value the open one, just above it, comes last.
		return at > 0 && sorted[at - 1] === value && isOpen[at - 1]! ? at - 1 : at;
	};
}

/** Gives the code of any value that was tallied: whole numbers by a table, all others by looking for it. */
function coder(tallies: readonly Tally[], find: (value: number) => number) {
	const low = Math.min(...tallies.map(({ values }) => values[0] ?? Infinity));
	const high = Math.max(...tallies.map(({ values }) => values.at(-1) ?? -Infinity));
	const isWhole = tallies.every(({ values }) => values.every(Number.isInteger));
	if (!isWhole || !(high - low < WIDEST_TABLE)) return find;
	const table = new Uint8Array(Math.max(0, high - low + 1));
	for (const { values } of tallies) for (const value of values) table[value - low] = find(value);
	return (value: number) => table[value - low]!;
}

/** Slots that hold any value, of either side, with their least and greatest. */
function extents(starts: Starts, tallies: readonly Tally[]) {
	const slots = starts.values.length + 1;
	const lows = new Float64Array(slots).fill(Infinity);
	const highs = new Float64Array(slots).fill(-Infinity);
	const isUsed = new Uint8Array(slots);
	for (const { values } of tallies) {
		// Ascending, so that slots only move on.
		let slot = 0;
		for (let i = 0; i < values.length; i++) {
			const value = values[i]!;
			while (slot < slots - 1 && hasBegun(starts, slot, value)) slot++;
			isUsed[slot] = 1;
			if (value < lows[slot]!) lows[slot] = value;
			if (value > highs[slot]!) highs[slot] = value;
		}
	}
	return { lows, highs, isUsed, used: isUsed.reduce((sum, one) => sum + one, 0) };
}

/** Coarse groups of levels: contiguous, ended at coarse human ranks, heavy levels alone. */
function groupLevels(humanCounts: readonly number[]): Uint8Array {
	const total = humanCounts.reduce((sum, count) => sum + count, 0);
	const groups = new Uint8Array(humanCounts.length);
	for (let bins = COARSE_BINS; ; bins -= 2) {
		const ends = ranks(Math.max(bins, 2), COARSE_TAILS);
		const heavy = total / Math.max(bins, 2);
		let group = 0;
		let below = 0;
		let next = 0;
		let filled = 0;
		let endReached = false;
		humanCounts.forEach((count, level) => {
			if (filled > 0 && count > 0 && (endReached || count >= heavy)) {
				group++;
				filled = 0;
				endReached = false;
			}
			groups[level] = Math.min(group, 255);
			below += count;
			filled += count;
			if (count >= heavy) endReached = true;
			while (next < ends.length && below >= ends[next]! * total) {
				next++;
				endReached = true;
			}
		});
		if (group < MOST_GROUPS || bins <= 2) return groups.map((at) => Math.min(at, MOST_GROUPS - 1));
	}
}

function* encodeOrdered(input: OrderedValues): Generator<number, OrderedCodes, void> {
	const present = tally(input.human);
	yield 0.3;
	const synthetic = tally(input.synthetic);
	yield 0.5;
	// Levels follow human quantiles; a column that humans left empty is cut where synthetic lies.
	const human = present.total > 0 ? present : synthetic;
	const rounded = findRounded(present, synthetic);
	let bins = FINE_BINS;
	let share = SPIKE_SHARE;
	const cut = () => startsWithout(findStarts(human, synthetic, bins, share), rounded);
	let starts = cut();
	let slots = extents(starts, [human, synthetic]);
	while (slots.used > MOST_LEVELS) {
		bins = Math.floor(bins * 0.8);
		share *= 1.3;
		starts = cut();
		slots = extents(starts, [human, synthetic]);
		yield 0.6;
	}
	const codeOf = new Uint8Array(slots.isUsed.length);
	let levels = 0;
	slots.isUsed.forEach((isUsed, slot) => {
		if (isUsed) codeOf[slot] = ++levels;
	});
	const slotOf = slotFinder(starts);
	const codeAt = coder([present, synthetic], (value) => codeOf[slotOf(value)]!);
	const code = (values: Float64Array) => {
		const codes = new Uint8Array(values.length);
		for (let i = 0; i < values.length; i++) {
			const value = values[i]!;
			if (value === value) codes[i] = codeAt(value);
		}
		return codes;
	};
	const humanCodes = code(input.human);
	yield 0.8;
	const syntheticCodes = code(input.synthetic);
	const counts = new Array<number>(levels).fill(0);
	for (const at of present.total > 0 ? humanCodes : syntheticCodes) if (at > 0) counts[at - 1]!++;
	const codes = { human: humanCodes, synthetic: syntheticCodes };
	const lows = slots.lows.filter((_, slot) => slots.isUsed[slot] === 1);
	const highs = slots.highs.filter((_, slot) => slots.isUsed[slot] === 1);
	const heaps = spikes(present, SPIKE_SHARE);
	const heavy = rounded.length > 0 ? [] : spikes(present, SCATTERED_SHARE);
	return {
		codes,
		lows,
		highs,
		groups: groupLevels(counts),
		spread: spreadOf(human),
		scatter: scatterOf(findScattered(present, synthetic, heavy), { codes, lows, highs }),
		blurWidth: blurWidth(present, synthetic, heaps),
		kept: heaps.filter((value) => isKept(present, synthetic, value)).map(codeAt)
	};
}

/** Cuts a numeric column into at most 250 levels at human quantiles and codes both sides by them. */
export const encodeOrderedJob: Job<OrderedValues, OrderedCodes> = {
	name: 'encode-ordered',
	isLarge: true,
	run: encodeOrdered
};
