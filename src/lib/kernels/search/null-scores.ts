import { createRandom } from '$lib/kernels/random';
import { sampleRows } from '$lib/kernels/sample-rows';
import type { Job } from '$lib/terms/compute';
import type { Search } from './extend';
import { findCandidates, type Breadth } from './find-candidates';
import { startSearch, type SearchInput } from './search-input';
import { selectDistinct } from './select-distinct';
import type { SearchColumn } from './table';

interface NullInput {
	readonly table: SearchInput;
	/** One shuffle a seed. */
	readonly seeds: readonly number[];
	/** Rows a side in each shuffle, at most. */
	readonly rows: number;
	/** Scores kept of each shuffle, at most. */
	readonly best: number;
}

const BREADTH: Breadth = { pairs: 300, triples: 120, refined: 40 };

/** Deals the chosen of all rows, of which those of `second` follow those of `first`, to two sides. */
function deal<T extends Uint8Array | Float64Array>(
	first: T,
	second: T,
	chosen: Uint32Array,
	one: T,
	other: T
): void {
	const all = first.length;
	for (let i = 0; i < chosen.length; i++) {
		const row = chosen[i]!;
		const value = row < all ? first[row]! : second[row - all]!;
		if (i < one.length) one[i] = value;
		else other[i - one.length] = value;
	}
}

/** The table with its rows dealt to the two sides by chance, so that whatever is found is noise. */
export function shuffleLabels(input: SearchInput, rows: number, seed: number): SearchInput {
	const total = input.rows.human + input.rows.synthetic;
	const human = Math.min(rows, input.rows.human);
	const synthetic = Math.min(rows, input.rows.synthetic);
	const chosen =
		sampleRows(total, human + synthetic, seed) ?? Uint32Array.from({ length: total }, (_, i) => i);
	createRandom(seed ^ 0x5bd1e995).shuffle(chosen);
	const columns = input.columns.map((column): SearchColumn => {
		const dealt = { human: new Uint8Array(human), synthetic: new Uint8Array(synthetic) };
		deal(column.human, column.synthetic, chosen, dealt.human, dealt.synthetic);
		return { ...column, ...dealt };
	});
	const { weights } = input;
	if (weights.human === null && weights.synthetic === null)
		return { ...input, columns, rows: { human, synthetic } };
	const all = {
		human: weights.human ?? new Float64Array(input.rows.human).fill(1),
		synthetic: weights.synthetic ?? new Float64Array(input.rows.synthetic).fill(1)
	};
	const dealt = { human: new Float64Array(human), synthetic: new Float64Array(synthetic) };
	deal(all.human, all.synthetic, chosen, dealt.human, dealt.synthetic);
	return { ...input, columns, rows: { human, synthetic }, weights: dealt };
}

/** The best scores of one search, those of echoes left out. Yields the share done. */
function* bestScores(search: Search, best: number): Generator<number, number[], void> {
	const selection = selectDistinct(search, yield* findCandidates(search, BREADTH), best);
	for (;;) {
		const step = selection.next();
		if (step.done === true) return step.value.map(({ score }) => score);
		yield 1;
	}
}

function* nullScores({ table, seeds, rows, best }: NullInput): Generator<number, number[][], void> {
	const scores: number[][] = [];
	for (const [i, seed] of seeds.entries()) {
		const search = startSearch(shuffleLabels(table, rows, seed), () => false);
		try {
			const steps = bestScores(search, best);
			for (;;) {
				const step = steps.next();
				if (step.done === true) {
					scores.push(step.value);
					break;
				}
				yield (i + step.value) / seeds.length;
			}
		} finally {
			search.table.memory.close();
		}
	}
	return scores;
}

/** The best scores of a whole search on each of some shuffles of the labels, best first. */
export const nullScoresJob: Job<NullInput, number[][]> = {
	name: 'null-scores',
	isLarge: true,
	run: nullScores
};
