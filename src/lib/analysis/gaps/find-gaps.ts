import {
	findRegionsJob,
	type FindInput,
	type Findings,
	type FoundRegion
} from '$lib/kernels/search/find-regions';
import type { SearchInput } from '$lib/kernels/search/search-input';
import type { ColumnProfile } from '$lib/terms/column';
import type { DatasetPair } from '$lib/terms/dataset';
import type { EncodedColumn, EncodedPair } from '$lib/terms/encoded';
import type { Gap, GapReport, MeasuredRegion, Smear, Surplus } from '$lib/terms/gap';
import type { Recipe } from '$lib/terms/recipe';
import type { RunContext } from '$lib/terms/run';
import { calibrate, type NullDistribution } from './calibrate';
import { countShares } from './count-shares';
import { describeRelations } from './describe-relations';
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
/**
 * Regions are measured on the rows that chose them, which flatters them. An interval of 99 % nominal level covers
 * what one of 95 % should (bench/RESULTS.md).
 */
export const SELECTED = { nominal: 0.99, stated: 0.95 };

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
	const report = (done: number, message: string) =>
		ctx.onProgress({ stage: 'gaps', done, message });
	// Sorted, so that the order of columns in the file has no say.
	const columns = sortColumns(encoded.columns);
	const table = searchInput(columns, encoded, settings);
	const chance = await calibrate(table, settings, ctx, (done) =>
		report(done * 0.4, 'finding out what chance alone would show')
	);
	const threshold = chance.threshold.score;
	report(0.4, 'searching for gaps');
	const [found, reverse] = await Promise.all([
		search({ table, threshold, ...GAPS }, ctx, (done) =>
			report(0.4 + done * 0.5, 'searching for gaps')
		),
		search({ table: turned(table), threshold, ...SURPLUS }, ctx, () => {})
	]);
	report(0.9, `counting ${found.regions.length} regions over all rows`);
	const weights = weightColumnsOf(pair, profiles, recipe);
	const measure = (regions: readonly FoundRegion[]) =>
		measureRegions(toRegions(regions, columns), pair, weights, SELECTED, ctx);
	const measured = await measure(found.regions);
	const gaps = rankGaps(toGaps(found.regions, measured, chance, settings.falseAlarmRate), pair);
	const surplus = toSurplus(reverse.regions, await measure(reverse.regions), chance);
	const smears = found.smeared.slice(0, MOST_SMEARS);
	const smeared = (await measure(smears)).map((region, i): Smear => ({
		...region,
		compensated: smears[i]!.compensated
	}));
	const brokenRelations = await describeRelations(
		found.relations,
		columns,
		table,
		pair,
		weights,
		ctx
	);
	const summary = await countShares(gaps, pair, weights, ctx);
	report(1, gaps.length === 0 ? 'no gap found' : `${gaps.length} gaps found`);
	return {
		gaps,
		brokenRelations,
		surplus,
		smeared,
		threshold: chance.threshold,
		sample: encoded.sample,
		summary
	};
}

function toRegions(found: readonly FoundRegion[], columns: readonly EncodedColumn[]) {
	return found.map(({ region }) => regionOfCodes(region, columns));
}

function search(
	input: FindInput,
	{ compute, signal }: RunContext,
	onProgress: (done: number) => void
): Promise<Findings> {
	return compute.run(findRegionsJob, input, { signal, onProgress });
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

/** Benjamini and Hochberg (1995): each p times the number of tests over its rank, made monotone. */
function adjust(pValues: readonly number[]): number[] {
	const order = pValues.map((_, i) => i).sort((a, b) => pValues[b]! - pValues[a]! || b - a);
	const adjusted = new Array<number>(pValues.length);
	let least = 1;
	order.forEach((at, i) => {
		least = Math.min(least, (pValues[at]! * pValues.length) / (pValues.length - i));
		adjusted[at] = least;
	});
	return adjusted;
}

function toGaps(
	found: readonly FoundRegion[],
	measured: readonly MeasuredRegion[],
	chance: NullDistribution,
	falseAlarmRate: number
): Gap[] {
	const pValues = found.map(({ score }) => chance.pValue(score));
	const adjusted = adjust(pValues);
	return measured.map((region, i) => ({
		...region,
		score: found[i]!.score,
		pValue: pValues[i]!,
		pAdjusted: adjusted[i]!,
		confirmed: adjusted[i]! <= falseAlarmRate && region.ratio.high < 1,
		effectBasis: 'selection-corrected'
	}));
}

function toSurplus(
	found: readonly FoundRegion[],
	measured: readonly MeasuredRegion[],
	chance: NullDistribution
): Surplus[] {
	return measured.map((region, i) => {
		const { id, region: conditions, words, sql, human, synthetic, ratio, ladder } = region;
		const { score } = found[i]!;
		const pValue = chance.pValue(score);
		return { id, region: conditions, words, sql, human, synthetic, ratio, ladder, score, pValue };
	});
}
