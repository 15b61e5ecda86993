import { createRandom } from '$lib/kernels/random';
import { sampleRows } from '$lib/kernels/sample-rows';
import type { Job } from '$lib/terms/compute';
import { findCandidates, type Breadth } from './find-candidates';
import { startSearch, type SearchInput } from './search-input';
import type { SearchColumn } from './table';

interface NullInput {
	readonly table: SearchInput;
	/** One shuffle a seed. */
	readonly seeds: readonly number[];
	/** Rows a side in each shuffle, at most. */
	readonly rows: number;
}

const BREADTH: Breadth = { pairs: 300, triples: 120, refined: 40 };

/** The table with its rows dealt to the two sides by chance, so that whatever is found is noise. */
export function shuffleLabels(input: SearchInput, rows: number, seed: number): SearchInput {
	const total = input.rows.human + input.rows.synthetic;
	const human = Math.min(rows, input.rows.human);
	const synthetic = Math.min(rows, input.rows.synthetic);
	const chosen =
		sampleRows(total, human + synthetic, seed) ?? Uint32Array.from({ length: total }, (_, i) => i);
	createRandom(seed ^ 0x5bd1e995).shuffle(chosen);
	const pick = <T extends Uint8Array | Float64Array>(a: T, b: T, from: number, into: T): T => {
		for (let i = 0; i < into.length; i++) {
			const row = chosen[from + i]!;
			into[i] = row < a.length ? a[row]! : b[row - a.length]!;
		}
		return into;
	};
	const columns = input.columns.map((column): SearchColumn => ({
		...column,
		human: pick(column.human, column.synthetic, 0, new Uint8Array(human)),
		synthetic: pick(column.human, column.synthetic, human, new Uint8Array(synthetic))
	}));
	const { weights } = input;
	if (weights.human === null && weights.synthetic === null)
		return { ...input, columns, rows: { human, synthetic } };
	const all = {
		human: weights.human ?? new Float64Array(input.rows.human).fill(1),
		synthetic: weights.synthetic ?? new Float64Array(input.rows.synthetic).fill(1)
	};
	return {
		...input,
		columns,
		rows: { human, synthetic },
		weights: {
			human: pick(all.human, all.synthetic, 0, new Float64Array(human)),
			synthetic: pick(all.human, all.synthetic, human, new Float64Array(synthetic))
		}
	};
}

function* nullScores({ table, seeds, rows }: NullInput): Generator<number, number[], void> {
	const best: number[] = [];
	for (const [i, seed] of seeds.entries()) {
		const search = startSearch(shuffleLabels(table, rows, seed), () => false);
		try {
			const steps = findCandidates(search, BREADTH);
			for (;;) {
				const step = steps.next();
				if (step.done === true) {
					best.push(step.value[0]?.score ?? 0);
					break;
				}
				yield (i + step.value) / seeds.length;
			}
		} finally {
			search.table.memory.close();
		}
	}
	return best;
}

/** The best score of a whole search on each of some shuffles of the labels. */
export const nullScoresJob: Job<NullInput, number[]> = {
	name: 'null-scores',
	isLarge: true,
	run: nullScores
};
