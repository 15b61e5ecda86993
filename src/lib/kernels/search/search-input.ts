import type { Role } from '$lib/terms/dataset';
import { createRowLists } from './rows-of';
import type { Search } from './extend';
import { Pace } from './pace';
import { Scorer } from './score';
import { buildTable, type SearchColumn } from './table';

/** What every search job is given. `human` is the side whose regions are sought in the other. */
export interface SearchInput {
	readonly columns: readonly SearchColumn[];
	readonly rows: Readonly<Record<Role, number>>;
	readonly weights: Readonly<Record<Role, Float64Array | null>>;
	readonly maxConditions: number;
	/** δ: shortfall too small to matter. */
	readonly tolerance: number;
}

/** Sum of weights as an effective number of rows: (Σw)² / Σw² (Kish 1965). */
function effectiveRows(weights: Float64Array): number {
	let sum = 0;
	let squares = 0;
	for (const weight of weights) {
		sum += weight;
		squares += weight * weight;
	}
	return squares === 0 ? 0 : (sum * sum) / squares;
}

/** Weights scaled so that they sum to the effective number of rows; ones where there are none. */
function scaledWeights(weights: Float64Array | null, rows: number): Float64Array {
	if (weights === null) return new Float64Array(rows).fill(1);
	const sum = weights.reduce((total, weight) => total + weight, 0);
	const factor = sum === 0 ? 0 : effectiveRows(weights) / sum;
	return weights.map((weight) => weight * factor);
}

/** Everything a search needs, freshly laid out. Its table's memory is to be closed. */
export function startSearch(
	input: SearchInput,
	isBanned: (a: number, b: number) => boolean
): Search {
	const human = scaledWeights(input.weights.human, input.rows.human);
	const synthetic = scaledWeights(input.weights.synthetic, input.rows.synthetic);
	const table = buildTable(input.columns, { human, synthetic });
	const humanTotal = human.reduce((sum, weight) => sum + weight, 0);
	const syntheticTotal = synthetic.reduce((sum, weight) => sum + weight, 0);
	const scorer = new Scorer(humanTotal, syntheticTotal, input.tolerance, table.memory);
	const { maxConditions } = input;
	const lists = createRowLists(table);
	return { table, scorer, lists, pace: new Pace(), maxConditions, isBanned };
}
