import type { Held, Histogram } from '$lib/terms/compare';
import { COVERAGE_COUNT } from '$lib/terms/compare';
import type { Job } from '$lib/terms/compute';
import type { Role } from '$lib/terms/dataset';
import { quantile, sortPresent } from './compare-axes';
import { ksPValue } from './compare-tests';
import { createRandom } from './random';

/** Values of one column, a number a row; NaN is missing. */
export interface NumbersInput {
	readonly values: Readonly<Record<Role, Float64Array>>;
	readonly seed: number;
}

export interface NumbersOutput {
	readonly shape: Held;
	readonly coverage: number;
	readonly coverageAtCount: number;
	readonly pValue: number;
	/** Cliff's delta, −1 to 1; above 0 where synthetic values are greater. */
	readonly effect: number;
	readonly histogram: Histogram;
	/** Share of values with so many decimals, 0 to 12, of a seeded sample. */
	readonly decimals: Readonly<Record<Role, readonly number[]>>;
	/** Shares of values that are multiples of a round number, for the number where they differ most; or null. */
	readonly heaping: { readonly of: number; readonly shares: Readonly<Record<Role, number>> } | null;
}

const BINS = 36;
const BRIDGES = 400;
/** Mean of the Kolmogorov distribution, √(π/2) ln 2 (Marsaglia, Tsang and Wang 2003). */
const KOLMOGOROV_MEAN = 0.8687311606361592;
const PLACES = 250;
const DECIMALS_READ = 5000;
const MOST_DECIMALS = 12;
const ROUND_NUMBERS = [5, 10, 50, 100, 500, 1000, 10_000];

/** KS statistic and Cliff's delta of two ascending lists, in one merge. */
export function compareSorted(
	human: Float64Array,
	synthetic: Float64Array
): { statistic: number; delta: number } {
	const [n, m] = [human.length, synthetic.length];
	if (n === 0 || m === 0) return { statistic: 0, delta: 0 };
	let [i, j, statistic, above, below] = [0, 0, 0, 0, 0];
	while (i < n || j < m) {
		const value = Math.min(human[i] ?? Infinity, synthetic[j] ?? Infinity);
		const [i0, j0] = [i, j];
		while (i < n && human[i] === value) i++;
		while (j < m && synthetic[j] === value) j++;
		above += ((j - j0) / m) * (i0 / n);
		below += ((i - i0) / n) * (j0 / m);
		statistic = Math.max(statistic, Math.abs(i / n - j / m));
	}
	return { statistic, delta: above - below };
}

/**
 * The KS statistic to expect of two samples of one distribution: the mean greatest deviation of Brownian bridges
 * (Doob 1949) at the places of the human distribution function, so that ties count as they should.
 */
export function expectedKs(human: Float64Array, syntheticRows: number, seed: number): number {
	if (human.length === 0 || syntheticRows === 0) return 0;
	const places = bridgePlaces(human);
	const noise = Math.sqrt(1 / human.length + 1 / syntheticRows);
	// Hardly a tie: the limit is at hand, and a walk over so few places would fall short of it.
	if (places.length > 0.95 * PLACES) return KOLMOGOROV_MEAN * noise;
	const random = createRandom(seed);
	let sum = 0;
	for (let bridge = 0; bridge < BRIDGES; bridge++) {
		let [walk, last] = [0, 0];
		const path = new Float64Array(places.length);
		places.forEach((place, i) => {
			walk += Math.sqrt(place - last) * normal(random.next);
			last = place;
			path[i] = walk;
		});
		const end = walk + Math.sqrt(1 - last) * normal(random.next);
		let most = 0;
		places.forEach((place, i) => (most = Math.max(most, Math.abs(path[i]! - place * end))));
		sum += most;
	}
	return (sum / BRIDGES) * noise;
}

/** Values of the human distribution function, at most `PLACES` of them. */
function bridgePlaces(human: Float64Array): number[] {
	const places: number[] = [];
	for (let i = 1; i <= PLACES; i++) {
		const value = human[Math.min(human.length - 1, Math.ceil((i / PLACES) * human.length) - 1)]!;
		const place = upperBound(human, value) / human.length;
		if (place < 1 && place > (places.at(-1) ?? 0)) places.push(place);
	}
	return places;
}

/** First place in ascending values whose value is above `value`. */
export function upperBound(sorted: Float64Array, value: number): number {
	let low = 0;
	let high = sorted.length;
	while (low < high) {
		const middle = (low + high) >> 1;
		if (sorted[middle]! <= value) low = middle + 1;
		else high = middle;
	}
	return low;
}

/** A draw close to standard normal by basic arithmetic alone, alike in every engine: twelve uniform draws. */
function normal(next: () => number): number {
	let sum = -6;
	for (let i = 0; i < 12; i++) sum += next();
	return sum;
}

/**
 * Share of the human range that synthetic values reach, leaving `spare` values at each end of both sides out of
 * account: max(0, 1 − max(0, (min_s − min_h)/R) − max(0, (max_h − max_s)/R)).
 */
export function rangeCoverage(human: Float64Array, synthetic: Float64Array, spare: number): number {
	const [n, m] = [human.length, synthetic.length];
	if (n <= 2 * spare) return 1;
	if (m <= 2 * spare) return 0;
	const [low, high] = [human[spare]!, human[n - 1 - spare]!];
	const range = high - low;
	if (range === 0) return synthetic[spare]! <= low && synthetic[m - 1 - spare]! >= high ? 1 : 0;
	const missed =
		Math.max(0, (synthetic[spare]! - low) / range) +
		Math.max(0, (high - synthetic[m - 1 - spare]!) / range);
	return Math.max(0, 1 - missed);
}

/** Both sides in the same bins: a bin a value for few whole numbers, else even bins, in log(1 + x) for long tails. */
export function histogramOf(human: Float64Array, synthetic: Float64Array): Histogram {
	const finite = (sorted: Float64Array) => sorted.filter(Number.isFinite);
	const [h, s] = [finite(human), finite(synthetic)];
	const low = Math.min(h[0] ?? Infinity, s[0] ?? Infinity);
	const high = Math.max(h.at(-1) ?? -Infinity, s.at(-1) ?? -Infinity);
	if (low > high) return { edges: [], scale: 'linear', shares: { human: [], synthetic: [] } };
	const middle = Math.max(1, quantile(h.length > 0 ? h : s, 0.5));
	const isLog = low >= 0 && high > 40 * middle;
	const isWhole = h.every(Number.isInteger) && high - low < 60;
	const edges = isWhole
		? Array.from({ length: high - low + 2 }, (_, i) => low - 0.5 + i)
		: evenEdges(low, high, isLog);
	const shares = (sorted: Float64Array) => {
		const below = edges.map((edge, i) =>
			i === 0 ? 0 : i === edges.length - 1 ? sorted.length : upperBound(sorted, edge)
		);
		return below
			.slice(1)
			.map((end, i) => (sorted.length > 0 ? (end - below[i]!) / sorted.length : 0));
	};
	return {
		edges,
		scale: isLog && !isWhole ? 'log' : 'linear',
		shares: { human: shares(h), synthetic: shares(s) }
	};
}

function evenEdges(low: number, high: number, isLog: boolean): number[] {
	if (low === high) return [low, high];
	const [from, to] = isLog ? [Math.log1p(low), Math.log1p(high)] : [low, high];
	return Array.from({ length: BINS + 1 }, (_, i) => {
		const at = from + ((to - from) * i) / BINS;
		return isLog ? Math.expm1(at) : at;
	});
}

/** Decimals of the shortest text that reads back as the value, 0 to 12. */
export function decimalsOf(value: number): number {
	const text = String(value);
	if (text.includes('e-')) return MOST_DECIMALS;
	const point = text.indexOf('.');
	return point < 0 ? 0 : Math.min(MOST_DECIMALS, text.length - point - 1);
}

function decimalShares(sorted: Float64Array): number[] {
	const shares = new Array<number>(MOST_DECIMALS + 1).fill(0);
	const read = Math.min(DECIMALS_READ, sorted.length);
	for (let i = 0; i < read; i++) {
		const value = sorted[Math.floor((i * sorted.length) / read)]!;
		shares[decimalsOf(value)]! += 1 / read;
	}
	return shares;
}

function heapingOf(human: Float64Array, synthetic: Float64Array): NumbersOutput['heaping'] {
	const share = (sorted: Float64Array, of: number) => {
		let hits = 0;
		let others = 0;
		for (const value of sorted) {
			if (value === 0) continue;
			others++;
			if (value % of === 0) hits++;
		}
		return others === 0 ? 0 : hits / others;
	};
	let worst: NumbersOutput['heaping'] = null;
	let most = 0;
	for (const of of ROUND_NUMBERS) {
		const shares = { human: share(human, of), synthetic: share(synthetic, of) };
		const difference = Math.abs(shares.human - shares.synthetic);
		if (difference <= most) continue;
		most = difference;
		worst = { of, shares };
	}
	return worst;
}

function* run(columns: readonly NumbersInput[]): Generator<number, NumbersOutput[], void> {
	const found: NumbersOutput[] = [];
	for (const column of columns) {
		const work = compareOne(column);
		for (;;) {
			const step = work.next();
			if (step.done === true) {
				found.push(step.value);
				break;
			}
			yield (found.length + step.value) / columns.length;
		}
	}
	return found;
}

function* compareOne({ values, seed }: NumbersInput): Generator<number, NumbersOutput, void> {
	const human = sortPresent(values.human);
	yield 0.3;
	const synthetic = sortPresent(values.synthetic);
	yield 0.6;
	const { statistic, delta } = compareSorted(human, synthetic);
	const expected = expectedKs(human, synthetic.length, seed);
	yield 0.8;
	return {
		shape: { value: 1 - statistic, ceiling: 1 - expected },
		coverage: rangeCoverage(human, synthetic, 0),
		coverageAtCount: rangeCoverage(human, synthetic, COVERAGE_COUNT - 1),
		pValue: ksPValue(statistic, human.length, synthetic.length),
		effect: delta,
		histogram: histogramOf(human, synthetic),
		decimals: { human: decimalShares(human), synthetic: decimalShares(synthetic) },
		heaping: heapingOf(human, synthetic)
	};
}

/** Holds numeric or date columns of both tables side by side: one answer a column, in their order. */
export const compareNumbers: Job<readonly NumbersInput[], readonly NumbersOutput[]> = {
	name: 'compare-numbers',
	run
};
