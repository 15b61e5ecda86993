import type { Role } from '$lib/terms/dataset';
import { upperBound } from './bounds';

/** Values of a numeric or date column, a number a row; NaN is missing. */
export interface NumberAxis {
	readonly kind: 'number';
	readonly values: Readonly<Record<Role, Float64Array>>;
}

/** Codes of a category column: 0 missing, else the place of the category by human frequency, from 1. */
export interface CategoryAxis {
	readonly kind: 'category';
	readonly levels: number;
	readonly codes: Readonly<Record<Role, Uint16Array>>;
}

const EVEN_BINS = 10;

/** One column or text measure of both tables, as the measures of Compare read it. */
export type Axis = NumberAxis | CategoryAxis;

/** One code a row of either table, below `size`; 0 is missing. */
export interface Binned {
	readonly size: number;
	readonly codes: Readonly<Record<Role, Uint8Array | Uint16Array>>;
	/** Where the bins of a number end: bin i holds (cut i, cut i+1]; empty for categories. */
	readonly cuts: readonly number[];
}

/** The values that are not NaN, ascending. */
export function sortPresent(values: Float64Array): Float64Array {
	// A loop: filters and mappings of typed arrays call back for every value and take many times as long.
	const present = new Float64Array(values.length);
	let count = 0;
	for (let row = 0; row < values.length; row++) {
		const value = values[row]!;
		if (value === value) present[count++] = value;
	}
	return present.subarray(0, count).sort();
}

/** The ascending values that are finite: infinities stand at the ends. */
export function finiteOf(sorted: Float64Array): Float64Array {
	let last = sorted.length;
	while (last > 0 && sorted[last - 1] === Infinity) last--;
	return sorted.subarray(upperBound(sorted, -Infinity), last);
}

/** The q-quantile of ascending values by linear interpolation (Hyndman and Fan 1996, type 7); NaN of none. */
export function quantile(sorted: Float64Array, q: number): number {
	if (sorted.length === 0) return NaN;
	const place = q * (sorted.length - 1);
	const below = Math.floor(place);
	const low = sorted[below]!;
	const high = sorted[Math.min(below + 1, sorted.length - 1)]!;
	// Between an infinity and any other value lies that infinity.
	if (place === below || low === high || low === -Infinity) return low;
	return low + (high - low) * (place - below);
}

/** Distinct quantiles at 0, 1/bins, …, 1, ascending. */
export function quantileCuts(sorted: Float64Array, bins: number): number[] {
	const cuts: number[] = [];
	const step = 1 / bins;
	for (let i = 0; i <= bins && sorted.length > 0; i++) {
		const cut = quantile(sorted, i === bins ? 1 : i * step);
		if (cuts.length === 0 || cut > cuts.at(-1)!) cuts.push(cut);
	}
	return cuts;
}

/**
 * Codes values by cuts: bin i holds (cut i, cut i+1], the first its lower cut too; what lies outside is one bin
 * more. One cut alone makes a bin of that value.
 */
export function codeByCuts(values: Float64Array, cuts: readonly number[]): Uint8Array {
	const codes = new Uint8Array(values.length);
	const bins = Math.max(1, cuts.length - 1);
	const lowest = cuts[0] ?? Infinity;
	const highest = cuts.at(-1) ?? -Infinity;
	for (let row = 0; row < values.length; row++) {
		const value = values[row]!;
		if (value !== value) continue;
		if (value < lowest || value > highest) {
			codes[row] = bins + 1;
			continue;
		}
		let bin = 1;
		while (bin < bins && value > cuts[bin]!) bin++;
		codes[row] = bin;
	}
	return codes;
}

/**
 * Bins an axis for k-way accuracy: numbers at human quantiles, categories by the most frequent human ones, the rest
 * together.
 */
export function binAxis(axis: Axis, bins: number): Binned {
	if (axis.kind === 'number') {
		const cuts = quantileCuts(sortPresent(axis.values.human), bins);
		const { human, synthetic } = axis.values;
		return {
			size: Math.max(1, cuts.length - 1) + 2,
			codes: { human: codeByCuts(human, cuts), synthetic: codeByCuts(synthetic, cuts) },
			cuts
		};
	}
	const size = Math.min(bins, axis.levels) + 2;
	const cap = (codes: Uint16Array) => {
		const capped = new Uint8Array(codes.length);
		for (let row = 0; row < codes.length; row++) capped[row] = Math.min(codes[row]!, size - 1);
		return capped;
	};
	return {
		size,
		codes: { human: cap(axis.codes.human), synthetic: cap(axis.codes.synthetic) },
		cuts: []
	};
}

/**
 * Bins an axis for pair trends: numbers in ten bins of equal width between the human extremes, with one more below
 * and one from the human maximum up, as SDMetrics has them; categories as they are. Extremes are finite: infinities
 * lie beyond.
 */
export function binEvenly(axis: Axis): Binned {
	if (axis.kind === 'category') return { size: axis.levels + 2, codes: axis.codes, cuts: [] };
	const { human, synthetic } = axis.values;
	let low = Infinity;
	let high = -Infinity;
	for (const value of human) {
		if (value < low && value > -Infinity) low = value;
		if (value > high && value < Infinity) high = value;
	}
	const step = (high - low) / EVEN_BINS;
	const edges = Array.from({ length: EVEN_BINS }, (_, i) => low + i * step).concat(high);
	const code = (values: Float64Array) => {
		const codes = new Uint8Array(values.length);
		for (let row = 0; row < values.length; row++) {
			const value = values[row]!;
			if (value !== value) continue;
			let passed = 0;
			while (passed <= EVEN_BINS && value >= edges[passed]!) passed++;
			codes[row] = passed + 1;
		}
		return codes;
	};
	return {
		size: EVEN_BINS + 3,
		codes: { human: code(human), synthetic: code(synthetic) },
		cuts: edges
	};
}
