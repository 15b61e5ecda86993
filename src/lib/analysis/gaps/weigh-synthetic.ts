import { readCodes, readNumbers } from '$lib/analysis/encode/read-column';
import { weightValueSql } from '$lib/analysis/encode/value-sql';
import { rakeWeightsJob, type RakeMargin } from '$lib/kernels/rake-weights';
import type { CodeCondition } from '$lib/kernels/search/table';
import { regionSql } from '$lib/sql/predicate';
import type { ColumnProfile } from '$lib/terms/column';
import type { DatasetPair } from '$lib/terms/dataset';
import { MISSING_CODE, type EncodedColumn, type EncodedPair } from '$lib/terms/encoded';
import type { Gap, ImportanceWeights } from '$lib/terms/gap';
import type { Recipe } from '$lib/terms/recipe';
import type { Region } from '$lib/terms/region';
import type { RunContext } from '$lib/terms/run';
import {
	columnOfSide,
	countRegions,
	loadColumns,
	type Counted,
	type PairCount,
	type WeightColumns
} from './count-regions';
import { LEAST_ROWS, MOST_WEIGHT, weightColumnsOf } from './measure-region';
import { effectiveSize, type SideCount } from './ratio-interval';
import { regionOfCodes } from './region-of-codes';

/** Categories held to their share, the most frequent; the others are one cell. */
const MOST_CATEGORIES = 30;

/** Regions no row of which is in another of them; what is in none is a cell of its own, cell 0. */
type Partition = readonly Region[];

/** The cells of a column on which its share is held: coarse groups or frequent categories, and missing. */
function partitionOf(column: EncodedColumn): Partition {
	const conditions: CodeCondition[] = [];
	const add = (from: number, to: number, codes: readonly number[] | null) =>
		conditions.push({ column: 0, from, to, codes });
	if (column.kind === 'categories') {
		// The last level gathers values that no condition can name.
		const named = Math.min(MOST_CATEGORIES, column.levels.length - 1);
		for (let code = 1; code <= named; code++) add(code, code, [code]);
	} else {
		const { groups } = column;
		for (let from = 0; from < groups.length;) {
			let to = from;
			while (groups[to + 1] === groups[from]) to++;
			// A lone group is all there is, which no condition says.
			if (from > 0 || to < groups.length - 1) add(from + 1, to + 1, null);
			from = to + 1;
		}
	}
	add(MISSING_CODE, MISSING_CODE, null);
	return conditions.map((condition) => regionOfCodes([condition], [column]));
}

/** The shares that a partition's cells are to have, the rest first; cells that cannot be weighed keep theirs. */
function targetsOf(counts: readonly PairCount[], tables: PairCount): Float64Array {
	const rest = (role: 'human' | 'synthetic'): SideCount => {
		const left = (figure: keyof SideCount) =>
			Math.max(
				0,
				counts.reduce((sum, count) => sum - count[role][figure], tables[role][figure])
			);
		return { count: left('count'), weight: left('weight'), squares: left('squares') };
	};
	const cells = [{ human: rest('human'), synthetic: rest('synthetic') }, ...counts];
	const made = cells.map(({ synthetic }) => synthetic.weight / tables.synthetic.weight);
	// No row that people might have written is weighed down to nothing: a count of 0 stands for half a row.
	const least = 0.5 / Math.max(1, effectiveSize(tables.human));
	const wanted = cells.map(({ human }) => Math.max(least, human.weight / tables.human.weight));
	const isHeld = cells.map(({ synthetic }) => effectiveSize(synthetic) >= LEAST_ROWS);
	const sum = (shares: readonly number[], held: boolean) =>
		shares.reduce((total, share, i) => total + (isHeld[i] === held ? share : 0), 0);
	const scale = (1 - sum(made, false)) / sum(wanted, true);
	return Float64Array.from(made, (share, i) => (isHeld[i] ? wanted[i]! * scale : share));
}

/** The cell of each synthetic row. */
function readCells(partition: Partition, pair: DatasetPair, ctx: RunContext): Promise<Uint8Array> {
	const columnOf = columnOfSide(pair, 'synthetic');
	const cases = partition.map((region, i) => `WHEN ${regionSql(region, columnOf)} THEN ${i + 1}`);
	const rows = { chosen: null, size: pair.synthetic.rowCount };
	return readCodes(`(CASE ${cases.join(' ')} ELSE 0 END)::UTINYINT`, 'synthetic', rows, ctx);
}

/** Rows as they count before: their weight column's value, 1 without one; scaled to a mean of 1. */
async function startOf({ synthetic }: WeightColumns, size: number, ctx: RunContext) {
	if (synthetic === undefined) return new Float64Array(size).fill(1);
	const weights = await readNumbers(
		weightValueSql(synthetic),
		'synthetic',
		{ chosen: null, size },
		ctx
	);
	const mean = weights.reduce((sum, weight) => sum + weight, 0) / size;
	return weights.map((weight) => weight / mean);
}

function kish(weights: Float64Array): number {
	let [weight, squares] = [0, 0];
	for (const one of weights) {
		weight += one;
		squares += one * one;
	}
	return effectiveSize({ count: weights.length, weight, squares });
}

/**
 * Weights for the synthetic rows that mend the drift among the gaps: raking to the human shares of every drift gap
 * and of every column's coarse groups or frequent categories, no row weighing more than {@link MOST_WEIGHT} times what
 * it did. Gaps that are absent or thin are not raked to, for next to no row would have to stand for them all.
 */
export async function weighSynthetic(
	gaps: readonly Gap[],
	pair: DatasetPair,
	profiles: readonly ColumnProfile[],
	encoded: EncodedPair,
	recipe: Recipe,
	ctx: RunContext
): Promise<ImportanceWeights> {
	const weights = weightColumnsOf(pair, profiles, recipe);
	// Measures of texts take part in gaps alone: their SQL is dear, and their margins are no one's concern.
	const columns = encoded.columns.filter(({ measure }) => measure === undefined);
	const drift = gaps.filter(({ kind }) => kind === 'drift').map(({ region }) => [region]);
	const partitions: Partition[] = [...columns.map(partitionOf), ...drift];
	const asked = partitions.flat();
	await loadColumns([...asked, ...gaps.map(({ region }) => region)], pair, weights, ctx);
	const counted = await countRegions(asked, pair, weights, ctx);
	const margins = await marginsOf(partitions, counted, pair, ctx);
	const start = await startOf(weights, pair.synthetic.rowCount, ctx);
	const { signal } = ctx;
	const raked = await ctx.compute.run(
		rakeWeightsJob,
		{ margins, start, mostFactor: MOST_WEIGHT },
		{ signal }
	);
	return {
		weights: raked,
		mostFactor: MOST_WEIGHT,
		effectiveRows: { before: kish(start), after: kish(raked) },
		gaps: await mendedGaps(gaps, raked, pair, recipe, ctx)
	};
}

async function marginsOf(
	partitions: readonly Partition[],
	{ regions, tables }: Counted,
	pair: DatasetPair,
	ctx: RunContext
): Promise<RakeMargin[]> {
	const margins: RakeMargin[] = [];
	let at = 0;
	for (const partition of partitions) {
		const targets = targetsOf(regions.slice(at, (at += partition.length)), tables);
		margins.push({ cells: await readCells(partition, pair, ctx), targets });
	}
	return margins;
}

async function mendedGaps(
	gaps: readonly Gap[],
	weights: Float64Array,
	pair: DatasetPair,
	{ settings }: Recipe,
	ctx: RunContext
): Promise<ImportanceWeights['gaps']> {
	const mended: ImportanceWeights['gaps'][number][] = [];
	for (const { id, words, region, human, synthetic } of gaps) {
		const isIn = await readCells([region], pair, ctx);
		const share = isIn.reduce((sum, cell, row) => sum + cell * weights[row]!, 0) / weights.length;
		const [before, after] = [synthetic.share / human.share, share / human.share];
		mended.push({ id, words, before, after, isMended: after >= 1 - settings.tolerance });
	}
	return mended;
}
