import { streamSeed } from '$lib/kernels/random';
import { sampleRows } from '$lib/kernels/sample-rows';
import { findRegionsJob } from '$lib/kernels/search/find-regions';
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
	const maxConditions = Math.min(MOST_CONDITIONS, settings.maxConditions);
	const choose = (role: Role) => {
		const { rows } = encoded.sample[role];
		return sampleRows(rows, Math.min(ROWS, rows), streamSeed(settings.seed, `first ${role}`));
	};
	const chosen = { human: choose('human'), synthetic: choose('synthetic') };
	const limited = { ...settings, maxConditions };
	const table = await searchInput(columns, encoded, limited, ctx.signal, chosen);
	const search = {
		table,
		asTheyAre: table,
		threshold: THRESHOLD,
		spread: 0,
		limit: LIMIT,
		searches: 1
	};
	const { regions: found } = await ctx.compute.run(findRegionsJob, search, { signal: ctx.signal });
	const regions = found.map(({ region }) => regionOfCodes(region, columns));
	const weights = weightColumnsOf(pair, profiles, recipe);
	const measured = await measureRegions(regions, pair, weights, SELECTED, ctx);
	const gaps = measured.map((region, i) => ({ ...region, score: found[i]!.score }));
	const compensated = found.map((region) => region.compensated);
	return rankGaps(gaps, compensated, pair).filter(({ ratio }) => ratio.high < 1);
}
