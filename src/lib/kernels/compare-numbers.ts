import type { Held, Histogram } from '$lib/terms/compare';
import { COVERAGE_COUNT } from '$lib/terms/compare';
import type { Job } from '$lib/terms/compute';
import type { Role } from '$lib/terms/dataset';
import { upperBound } from './bounds';
import { finiteOf, sortPresent } from './compare-axes';
import { histogramOf } from './compare-histogram';
import { ksPValue } from './compare-tests';
import { decimalShares, heapingOf, type Heaping } from './number-traits';
import { createRandom } from './random';

/** Values of one column, a number a row; NaN is missing. */
export interface NumbersInput {
	readonly values: Readonly<Record<Role, Float64Array>>;
	/** Whether they are codes of a scale, of which a range says nothing about those in between. */
	readonly isCodes: boolean;
	readonly seed: number;
}

/** How far the two sides of a column of numbers are apart; shares and p-values are 0 to 1. */
export interface NumbersOutput {
	readonly shape: Held;
	readonly coverage: number;
	readonly coverageAtCount: number;
	readonly pValue: number;
	/** Cliff's delta, −1 to 1; above 0 where synthetic values are greater. */
	readonly effect: number;
	readonly histogram: Histogram;
	/** Share of values with so many decimals, 0 to 12, of a sample. */
	readonly decimals: Readonly<Record<Role, readonly number[]>>;
	readonly heaping: Heaping | null;
}

const BRIDGES = 400;
/** Mean of the Kolmogorov distribution, √(π/2) ln 2 (Marsaglia, Tsang and Wang 2003). */
const KOLMOGOROV_MEAN = 0.8687311606361592;
const PLACES = 250;

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

/** A draw close to standard normal by basic arithmetic alone, alike in every engine: twelve uniform draws. */
function normal(next: () => number): number {
	let sum = -6;
	for (let i = 0; i < 12; i++) sum += next();
	return sum;
}

/**
 * Share of the finite human range that synthetic values reach, leaving `spare` values at each end of both sides out of
 * account: max(0, 1 − max(0, (min_s − min_h)/R) − max(0, (max_h − max_s)/R)).
 * @param ofHuman ascending, as are the others.
 */
export function rangeCoverage(
	ofHuman: Float64Array,
	ofSynthetic: Float64Array,
	spare: number
): number {
	const [human, synthetic] = [finiteOf(ofHuman), finiteOf(ofSynthetic)];
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

/** Share of the distinct human values with at least `least` rows that have as many synthetic rows. */
export function valueCoverage(human: Float64Array, synthetic: Float64Array, least: number): number {
	let [asked, met] = [0, 0];
	for (let from = 0; from < human.length;) {
		const value = human[from]!;
		const end = upperBound(human, value);
		if (end - from >= least) {
			asked++;
			const above = upperBound(synthetic, value);
			if (above >= least && synthetic[above - least] === value) met++;
		}
		from = end;
	}
	return asked === 0 ? 1 : met / asked;
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

function* compareOne({
	values,
	isCodes,
	seed
}: NumbersInput): Generator<number, NumbersOutput, void> {
	const human = sortPresent(values.human);
	yield 0.3;
	const synthetic = sortPresent(values.synthetic);
	yield 0.6;
	const { statistic, delta } = compareSorted(human, synthetic);
	const expected = expectedKs(human, synthetic.length, seed);
	yield 0.8;
	return {
		shape: { value: 1 - statistic, ceiling: 1 - expected },
		coverage: isCodes ? valueCoverage(human, synthetic, 1) : rangeCoverage(human, synthetic, 0),
		coverageAtCount: isCodes
			? valueCoverage(human, synthetic, COVERAGE_COUNT)
			: rangeCoverage(human, synthetic, COVERAGE_COUNT - 1),
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
