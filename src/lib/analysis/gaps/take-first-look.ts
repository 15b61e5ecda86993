import { streamSeed } from '$lib/kernels/random';
import { sampleRows } from '$lib/kernels/sample-rows';
import { findRegionsJob } from '$lib/kernels/search/find-regions';
import type { SearchInput } from '$lib/kernels/search/search-input';
import type { ColumnProfile } from '$lib/terms/column';
import type { DatasetPair, Role } from '$lib/terms/dataset';
import type { EncodedPair } from '$lib/terms/encoded';
import type { ProvisionalGap } from '$lib/terms/gap';
import type { Recipe } from '$lib/terms/recipe';
import type { RunContext } from '$lib/terms/run';
import { SELECTED } from './hold-out';
import { measureRegions, weightColumnsOf } from './measure-region';
import { rankGaps } from './rank-gaps';
import { regionOfCodes } from './region-of-codes';
import { searchInput, sortColumns } from './search-columns';

const ROWS = 20_000;
const MOST_CONDITIONS = 2;
/** Chance reaches scores of 12 to 20 on shuffled labels: what is worth a first look stands far above. */
const THRESHOLD = 40;
const LIMIT = 10;

/**
 * The strongest shortfalls of up to two conditions in a sample of at most 20,000 rows a side, counted over all rows:
 * something to read while the search is calibrated. Nothing in it is tested against chance.
 */
export async function takeFirstLook(
	pair: DatasetPair,
	profiles: readonly ColumnProfile[],
	encoded: EncodedPair,
	recipe: Recipe,
	ctx: RunContext
): Promise<readonly ProvisionalGap[]> {
	const { settings } = recipe;
	const columns = sortColumns(encoded.columns);
	const whole = searchInput(columns, encoded, settings);
	const maxConditions = Math.min(MOST_CONDITIONS, whole.maxConditions);
	const table = thinned({ ...whole, maxConditions }, settings.seed);
	const search = { table, threshold: THRESHOLD, limit: LIMIT, searches: 1 };
	const { regions: found } = await ctx.compute.run(findRegionsJob, search, { signal: ctx.signal });
	const regions = found.map(({ region }) => regionOfCodes(region, columns));
	const weights = weightColumnsOf(pair, profiles, recipe);
	const measured = await measureRegions(regions, pair, weights, SELECTED, ctx);
	const gaps = measured.map((region, i) => ({ ...region, score: found[i]!.score }));
	const compensated = found.map((region) => region.compensated);
	return rankGaps(gaps, compensated, pair).filter(({ ratio }) => ratio.high < 1);
}

/** The same table with a seeded sample of its rows. */
function thinned(table: SearchInput, seed: number): SearchInput {
	const chosen = (role: Role) =>
		sampleRows(
			table.rows[role],
			Math.min(ROWS, table.rows[role]),
			streamSeed(seed, `first ${role}`)
		);
	const rows = { human: chosen('human'), synthetic: chosen('synthetic') };
	return {
		...table,
		columns: table.columns.map((column) => ({
			...column,
			human: pick(column.human, rows.human),
			synthetic: pick(column.synthetic, rows.synthetic)
		})),
		rows: {
			human: rows.human?.length ?? table.rows.human,
			synthetic: rows.synthetic?.length ?? table.rows.synthetic
		},
		weights: {
			human: table.weights.human && pick(table.weights.human, rows.human),
			synthetic: table.weights.synthetic && pick(table.weights.synthetic, rows.synthetic)
		}
	};
}

function pick<T extends Uint8Array | Float64Array>(values: T, rows: Uint32Array | null): T {
	if (rows === null) return values;
	const picked = values.slice(0, rows.length) as T;
	rows.forEach((row, i) => (picked[i] = values[row]!));
	return picked;
}
