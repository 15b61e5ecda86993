import type { SetScores } from '$lib/terms/compare';
import type { Job } from '$lib/terms/compute';
import { chooseSets, countSets } from './column-sets';
import { binAxis, type Axis, type Binned } from './compare-axes';
import { compareCounts } from './compare-distance';

/** Columns whose sets are scored by their joint histograms. */
export interface AccuracyInput {
	readonly axes: readonly Axis[];
	/** Columns a set: 1, 2 or 3. */
	readonly size: number;
	/** Sets scored at most; a seeded choice beyond. */
	readonly mostSets: number;
	readonly seed: number;
	/** The very sets to score, flat as in `SetScores.members`, instead of all or a choice of them. */
	readonly sets?: Uint16Array;
}

/** Scores of the sets, each beside its ceiling. */
export interface AccuracyOutput extends SetScores {
	/** Mean expected distance of a sample, times the square root of its rows: see `HistogramScore.spread`. */
	readonly spread: number;
}

/** Human rows from which a cell counts as inhabited. */
const INHABITED = 10;
const SLICE_MS = 12;
/** Bins of a numeric column, and categories told apart, for sets of one, two and three columns. */
const BINS = [10, 10, 5];

/** Counts of the joint histogram of one or two binned columns of one side. */
export function countCells(
	[first, second]: readonly Binned[],
	role: 'human' | 'synthetic',
	into: Uint32Array
): void {
	into.fill(0);
	const a = first!.codes[role];
	if (second === undefined) {
		for (let row = 0; row < a.length; row++) into[a[row]!]!++;
		return;
	}
	const b = second.codes[role];
	for (let row = 0; row < a.length; row++) into[a[row]! * second.size + b[row]!]!++;
}

/** Two columns as one, kept while sets that begin with both follow each other: triples are counted as pairs then. */
class JoinedPair {
	#pair: readonly [Binned, Binned] | null = null;
	#joined: Binned | null = null;

	of(first: Binned, second: Binned): Binned {
		if (this.#joined && this.#pair?.[0] === first && this.#pair[1] === second) return this.#joined;
		const join = (role: 'human' | 'synthetic') => {
			const [a, b] = [first.codes[role], second.codes[role]];
			const codes = new Uint16Array(a.length);
			for (let row = 0; row < a.length; row++) codes[row] = a[row]! * second.size + b[row]!;
			return codes;
		};
		this.#pair = [first, second];
		this.#joined = {
			size: first.size * second.size,
			codes: { human: join('human'), synthetic: join('synthetic') },
			cuts: []
		};
		return this.#joined;
	}
}

function* scoreSets(input: AccuracyInput): Generator<number, AccuracyOutput, void> {
	const { axes, size } = input;
	const bins = BINS[size - 1]!;
	const columns: Binned[] = [];
	for (const axis of axes) {
		columns.push(binAxis(axis, bins));
		yield (0.2 * columns.length) / axes.length;
	}
	const members = input.sets ?? chooseSets(axes.length, size, input.mostSets, input.seed);
	const sets = members.length / size;
	const scores = new Float64Array(sets);
	const ceilings = new Float64Array(sets);
	let [cells, emptyCells, spread] = [0, 0, 0];
	let sliceEnd = performance.now() + SLICE_MS;
	const counts = new Map<number, [Uint32Array, Uint32Array]>();
	const joined = new JoinedPair();
	for (let set = 0; set < sets; set++) {
		const chosen = Array.from({ length: size }, (_, i) => columns[members[set * size + i]!]!);
		const room = chosen.reduce((product, one) => product * one.size, 1);
		const counted = size === 3 ? [joined.of(chosen[0]!, chosen[1]!), chosen[2]!] : chosen;
		const [human, synthetic] = counts.get(room) ?? [new Uint32Array(room), new Uint32Array(room)];
		counts.set(room, [human, synthetic]);
		countCells(counted, 'human', human);
		countCells(counted, 'synthetic', synthetic);
		const one = compareCounts(human, synthetic);
		scores[set] = one.score;
		ceilings[set] = one.ceiling;
		spread += one.spread / sets;
		for (let cell = 0; cell < room; cell++) {
			if (human[cell]! < INHABITED || hasRest(cell, chosen)) continue;
			cells++;
			if (synthetic[cell] === 0) emptyCells++;
		}
		if (performance.now() < sliceEnd) continue;
		yield 0.2 + (0.8 * set) / sets;
		sliceEnd = performance.now() + SLICE_MS;
	}
	const mean = { value: meanOf(scores), ceiling: meanOf(ceilings) };
	const of = countSets(axes.length, size);
	return { size, members, scores, ceilings, of, mean, cells, emptyCells, spread };
}

/** Whether a cell takes the last bin of a column, where unlike values stand together. */
function hasRest(cell: number, columns: readonly Binned[]): boolean {
	let rest = cell;
	for (let i = columns.length - 1; i >= 0; i--) {
		const { size } = columns[i]!;
		if (rest % size === size - 1) return true;
		rest = Math.floor(rest / size);
	}
	return false;
}

/** The mean of some numbers; 1 of none, as nothing differs. */
export function meanOf(values: Float64Array): number {
	if (values.length === 0) return 1;
	let sum = 0;
	for (const value of values) sum += value;
	return sum / values.length;
}

/** Scores the joint histograms of all sets of one, two or three columns (k-way accuracy). */
export const compareAccuracy: Job<AccuracyInput, AccuracyOutput> = {
	name: 'compare-accuracy',
	run: scoreSets
};
