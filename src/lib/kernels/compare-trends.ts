import type { SetScores } from '$lib/terms/compare';
import type { Job } from '$lib/terms/compute';
import type { Role } from '$lib/terms/dataset';
import { chooseSets, countSets } from './column-sets';
import { meanOf } from './compare-accuracy';
import { binEvenly, type Axis, type Binned, type NumberAxis } from './compare-axes';
import { compareCounts } from './compare-distance';

/** Columns whose pairs are scored by how they go together. */
export interface TrendsInput {
	readonly axes: readonly Axis[];
	/** Pairs scored at most; with the seed of {@link compareAccuracy} the same pairs are chosen. */
	readonly mostSets: number;
	readonly seed: number;
	/** The very pairs to score, flat as in `SetScores.members`, instead of all or a choice of them. */
	readonly sets?: Uint16Array;
}

const SLICE_MS = 12;
const SQRT_TWO_OVER_PI = 0.7978845608028654;

/**
 * Pearson's correlation over rows in which neither value is missing or infinite; 0 where either is constant or fewer
 * than two rows remain.
 */
export function correlation(a: Float64Array, b: Float64Array): number {
	let rows = 0;
	let [meanA, meanB] = [0, 0];
	for (let row = 0; row < a.length; row++) {
		const sum = a[row]! + b[row]!;
		// Neither NaN nor an infinity is 0 less itself.
		if (sum - sum !== 0) continue;
		rows++;
		meanA += a[row]!;
		meanB += b[row]!;
	}
	if (rows < 2) return 0;
	meanA /= rows;
	meanB /= rows;
	let [aa, bb, ab] = [0, 0, 0];
	for (let row = 0; row < a.length; row++) {
		const x = a[row]! - meanA;
		const y = b[row]! - meanB;
		const product = x * y;
		if (product - product !== 0) continue;
		aa += x * x;
		bb += y * y;
		ab += product;
	}
	return aa > 0 && bb > 0 ? ab / Math.sqrt(aa * bb) : 0;
}

/** Values less their mean, for columns of which none is missing. */
interface Centred {
	readonly values: Float64Array;
	readonly square: number;
}

/** What a column brings to its correlations with all others; null where values are missing or there are too few. */
function centre(values: Float64Array): Centred | null {
	let mean = 0;
	for (let row = 0; row < values.length; row++) mean += values[row]!;
	mean /= values.length;
	if (mean !== mean || values.length < 2) return null;
	const centred = new Float64Array(values.length);
	let square = 0;
	for (let row = 0; row < values.length; row++) {
		const x = values[row]! - mean;
		centred[row] = x;
		square += x * x;
	}
	return square === square ? { values: centred, square } : null;
}

/** {@link correlation} of two columns that were centred before. */
function correlateCentred(a: Centred, b: Centred): number {
	let product = 0;
	for (let row = 0; row < a.values.length; row++) product += a.values[row]! * b.values[row]!;
	return a.square > 0 && b.square > 0 ? product / Math.sqrt(a.square * b.square) : 0;
}

type Sides = Readonly<Record<Role, Centred | null>>;

/** 1 − |r_h − r_s| / 2, and its ceiling by the large-sample error of r, (1 − r²)/√n (Fisher 1921). */
function compareCorrelations(
	[a, b]: readonly [NumberAxis, NumberAxis],
	[first, second]: readonly [Sides, Sides]
): { score: number; ceiling: number } {
	const side = (role: Role) => {
		const [x, y] = [first[role], second[role]];
		return x && y ? correlateCentred(x, y) : correlation(a.values[role], b.values[role]);
	};
	const [human, synthetic] = [side('human'), side('synthetic')];
	const noise = Math.sqrt(1 / a.values.human.length + 1 / a.values.synthetic.length);
	return {
		score: 1 - Math.abs(human - synthetic) / 2,
		ceiling: 1 - (SQRT_TWO_OVER_PI * (1 - human * human) * noise) / 2
	};
}

/** Counts a two-way table over rows in which neither value is missing. */
function countPresent(a: Binned, b: Binned, role: 'human' | 'synthetic'): Uint32Array {
	const counts = new Uint32Array(a.size * b.size);
	const [first, second] = [a.codes[role], b.codes[role]];
	for (let row = 0; row < first.length; row++) counts[first[row]! * b.size + second[row]!]!++;
	counts.fill(0, 0, b.size);
	for (let x = 1; x < a.size; x++) counts[x * b.size] = 0;
	return counts;
}

function* scoreTrends(input: TrendsInput): Generator<number, SetScores, void> {
	const { axes } = input;
	const binned: Binned[] = [];
	const centred: (Sides | null)[] = [];
	for (const axis of axes) {
		binned.push(binEvenly(axis));
		centred.push(
			axis.kind === 'number'
				? { human: centre(axis.values.human), synthetic: centre(axis.values.synthetic) }
				: null
		);
		yield (0.2 * binned.length) / axes.length;
	}
	const members = input.sets ?? chooseSets(axes.length, 2, input.mostSets, input.seed);
	const sets = members.length / 2;
	const scores = new Float64Array(sets);
	const ceilings = new Float64Array(sets);
	let sliceEnd = performance.now() + SLICE_MS;
	for (let set = 0; set < sets; set++) {
		const [i, j] = [members[2 * set]!, members[2 * set + 1]!];
		const [a, b] = [axes[i]!, axes[j]!];
		const one =
			a.kind === 'number' && b.kind === 'number'
				? compareCorrelations([a, b], [centred[i]!, centred[j]!])
				: compareCounts(
						countPresent(binned[i]!, binned[j]!, 'human'),
						countPresent(binned[i]!, binned[j]!, 'synthetic')
					);
		scores[set] = one.score;
		ceilings[set] = one.ceiling;
		if (performance.now() < sliceEnd) continue;
		yield 0.2 + (0.8 * set) / sets;
		sliceEnd = performance.now() + SLICE_MS;
	}
	const mean = { value: meanOf(scores), ceiling: meanOf(ceilings) };
	const of = countSets(axes.length, 2);
	return { size: 2, members, scores, ceilings, of, mean, cells: 0, emptyCells: 0 };
}

/**
 * Scores how pairs of columns go together, as SDMetrics' pair trends do: two numbers by their correlations, others
 * by their two-way table, numbers cut evenly between the human extremes.
 */
export const compareTrends: Job<TrendsInput, SetScores> = {
	name: 'compare-trends',
	run: scoreTrends
};
