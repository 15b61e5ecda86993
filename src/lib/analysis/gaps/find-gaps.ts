import { GAP_PARTS } from '$lib/terms/parts';
import { findRegionsJob } from '$lib/kernels/search/find-regions';
import type { FindInput, Findings, FoundRegion } from '$lib/kernels/search/listing';
import type { SearchInput } from '$lib/kernels/search/search-input';
import type { ColumnProfile } from '$lib/terms/column';
import type { DatasetPair } from '$lib/terms/dataset';
import type { EncodedPair } from '$lib/terms/encoded';
import type { GapReport, MeasuredRegion } from '$lib/terms/gap';
import type { Recipe } from '$lib/terms/recipe';
import type { RunContext } from '$lib/terms/run';
import { calibrate, type NullDistribution } from './calibrate';
import { countShares } from './count-shares';
import { describeRelations } from './describe-relations';
import { basisOf } from './hold-out';
import { judgeGaps, judgeSurplus } from './judge-gaps';
import { matchJitter } from './match-jitter';
import { measureRegions, weightColumnsOf } from './measure-region';
import { rankGaps } from './rank-gaps';
import { regionOfCodes } from './region-of-codes';
import { searchInput, sortColumns } from './search-columns';

/** How long the list of gaps may grow, and how often the search may start anew to fill it. */
const GAPS = { limit: 100, searches: 12 };
/** What only the generator has is told more briefly. */
const SURPLUS = { limit: 30, searches: 4 };
const MOST_SURPLUS_CONDITIONS = 2;
/** Regions that jitter explains, in the report at most. */
const MOST_SMEARS = 20;
/** Relations and shares take about as long to count as so many regions. */
const WORTH_OF_THE_REST = 30;

/**
 * Finds what human data has and synthetic lacks: calibrates the search on shuffled labels, searches, counts every
 * region found over all rows by its own SQL, and ranks. Also the reverse: what only the generator has.
 */
export async function findGaps(
	pair: DatasetPair,
	profiles: readonly ColumnProfile[],
	encoded: EncodedPair,
	recipe: Recipe,
	ctx: RunContext
): Promise<GapReport> {
	const { settings } = recipe;
	const { calibrated, searched } = GAP_PARTS;
	const report = (done: number, message: string) =>
		ctx.onProgress({ stage: 'gaps', done, message });
	// Sorted, so that the order of columns in the file has no say.
	const columns = sortColumns(encoded.columns);
	const asTheyAre = await searchInput(columns, encoded, settings, ctx.signal);
	const { table, relations: torn } = await matchJitter(asTheyAre, ctx);

	const chance = await calibrate(table, settings, ctx, (done) =>
		report(done * calibrated, 'finding out what chance alone would show')
	);
	const [found, reverse] = await searchBothWays({ table, asTheyAre }, chance, ctx, (done) =>
		report(calibrated + done * (searched - calibrated), 'searching for gaps')
	);

	const smears = found.smeared.slice(0, MOST_SMEARS);
	const toCount = found.regions.length + reverse.regions.length + smears.length + WORTH_OF_THE_REST;
	let counted = 0;
	const reportCounted = () =>
		report(
			searched + (1 - searched) * (counted / toCount),
			`counting ${found.regions.length} regions over all rows`
		);
	reportCounted();
	const weights = weightColumnsOf(pair, profiles, recipe);
	const measure = async (regions: readonly FoundRegion[]): Promise<MeasuredRegion[]> => {
		const codes = regions.map(({ region }) => region);
		const basis = await basisOf(codes, columns, encoded, ctx);
		const named = codes.map((region) => regionOfCodes(region, columns));
		const measured = await measureRegions(named, pair, weights, basis, ctx);
		counted += regions.length;
		reportCounted();
		return measured;
	};
	const all = await measure(found.regions);
	// What is short only beside what earlier regions explain away is no gap by itself.
	const isGap = all.map(
		({ human, synthetic }) => synthetic.share < (1 - settings.tolerance) * human.share
	);
	const regions = found.regions.filter((_, i) => isGap[i]);
	const measured = all.filter((_, i) => isGap[i]);
	const compensated = regions.map((region) => region.compensated);
	const judged = judgeGaps(regions, measured, chance, settings.falseAlarmRate);
	const gaps = rankGaps(judged, compensated, pair);
	const surplus = judgeSurplus(reverse.regions, await measure(reverse.regions), chance);
	const smeared = (await measure(smears)).map((region, i) => ({
		...region,
		compensated: smears[i]!.compensated
	}));
	const relations = [...torn, ...found.relations.filter(({ columns }) => !isTold(columns, torn))];
	const brokenRelations = await describeRelations(relations, columns, table, pair, weights, ctx);
	const summary = await countShares(gaps, pair, weights, ctx);
	report(1, gaps.length === 0 ? 'no gap found' : `${gaps.length} gaps found`);
	const { threshold } = chance;
	return { gaps, brokenRelations, surplus, smeared, threshold, sample: encoded.sample, summary };
}

/** Whether a pair of columns is one of some relations. */
function isTold([a, b]: readonly [number, number], relations: Findings['relations']): boolean {
	return relations.some(({ columns }) => columns[0] === a && columns[1] === b);
}

/** What synthetic lacks, and what human lacks; progress is that of the first, which takes longer. */
function searchBothWays(
	{ table, asTheyAre }: Pick<FindInput, 'table' | 'asTheyAre'>,
	{ threshold: { score: threshold }, spread }: NullDistribution,
	{ compute, signal }: RunContext,
	onProgress: (done: number) => void
): Promise<[Findings, Findings]> {
	onProgress(0);
	const chance = { threshold, spread };
	const gaps = { table, asTheyAre, ...chance, ...GAPS };
	const surplus = { table: turned(table), asTheyAre: turned(asTheyAre), ...chance, ...SURPLUS };
	return Promise.all([
		compute.run(findRegionsJob, gaps, { signal, onProgress }),
		compute.run(findRegionsJob, surplus, { signal })
	]);
}

/** The same tables with their roles turned. */
function turned(table: SearchInput): SearchInput {
	return {
		...table,
		columns: table.columns.map((column) => ({
			...column,
			human: column.synthetic,
			synthetic: column.human
		})),
		rows: { human: table.rows.synthetic, synthetic: table.rows.human },
		weights: { human: table.weights.synthetic, synthetic: table.weights.human },
		maxConditions: Math.min(table.maxConditions, MOST_SURPLUS_CONDITIONS)
	};
}
