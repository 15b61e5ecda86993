import { countRegions, type PairCount, type WeightColumns } from '$lib/analysis/gaps/count-regions';
import { measureRegions, weightColumnsOf } from '$lib/analysis/gaps/measure-region';
import { effectiveSize } from '$lib/analysis/gaps/ratio-interval';
import { figures } from '$lib/kernels/figures';
import { regionId } from '$lib/sql/region-id';
import type { Analysis } from '$lib/terms/analysis';
import type { CaseReport } from '$lib/terms/case';
import type { DatasetPair } from '$lib/terms/dataset';
import { SMALL_COUNT_FLOOR, type Findings, type FrozenCases } from '$lib/terms/findings';
import type { Recipe } from '$lib/terms/recipe';
import type { RunContext } from '$lib/terms/run';
import { inSteps, isTellable } from './differencing';
import { recipeHash } from './recipe-hash';
import { freezeRegion, PLAIN, tellMeasured, type Candidate } from './tellable';

/** What an analysis has at hand when its findings are frozen. */
export type FinishedAnalysis = Pick<Analysis, 'open' | 'profile' | 'gaps'> &
	Partial<Pick<Analysis, 'cases'>>;

/**
 * Freezes what an analysis found, and the regions that the person chose or named, for links, reports and later
 * checks. Regions are coarsened where fewer than {@link SMALL_COUNT_FLOOR} human rows stand behind a category or a
 * bound, and withheld where fewer stand behind the whole, or behind its difference to another that is told.
 * @param frozenOn ISO day, UTC.
 */
export async function freezeFindings(
	{ open, profile, gaps, cases }: FinishedAnalysis,
	recipe: Recipe,
	frozenOn: string,
	ctx: RunContext
): Promise<Findings> {
	const weights = weightColumnsOf(open, profile, recipe);
	const groups = new Map((cases?.groups ?? []).map((group) => [group.id, group]));
	const found = new Set([...gaps.gaps.map(({ id }) => id), ...groups.keys()]);
	const isChosen = ({ id }: Candidate) => recipe.chosen.some((region) => regionId(region) === id);
	const named = [...recipe.chosen, ...recipe.ownRegions].filter((r) => !found.has(regionId(r)));
	const measured: readonly Candidate[] = [
		...gaps.gaps,
		...[...groups.values()].filter(isChosen),
		...(await measureRegions(named, open, weights, PLAIN, ctx))
	];
	const told = await tellMeasured(measured, open, weights, ctx);
	const { regions: counts, tables } = await countRegions(
		told.map(({ region }) => region),
		open,
		weights,
		ctx
	);
	const isWeighted = Object.keys(weights).length > 0;
	const effective = (count: PairCount) =>
		isWeighted
			? {
					human: figures(effectiveSize(count.human)),
					synthetic: figures(effectiveSize(count.synthetic))
				}
			: undefined;
	const rowsEffective = effective(tables);
	return {
		frozenOn,
		recipeHash: recipeHash(recipe),
		rows: { human: open.human.rowCount, synthetic: open.synthetic.rowCount },
		...(rowsEffective && { effectiveRows: rowsEffective }),
		floor: SMALL_COUNT_FLOOR,
		withheld: new Set(measured.map(({ id }) => id)).size - told.length,
		inGaps: inSteps(gaps.summary.inGaps, open.human.rowCount),
		notMendable: inSteps(gaps.summary.notMendable, open.human.rowCount),
		regions: told.map((region, i) => freezeRegion(region, effective(counts[i]!))),
		...(cases && { cases: await freezeCases(cases, told, open, weights, ctx) })
	};
}

/** Totals and groups of the search for single rows; group by group as coarse as regions are. */
async function freezeCases(
	{ groups, totals, copies, falseShare }: CaseReport,
	beside: readonly Candidate[],
	pair: DatasetPair,
	weights: WeightColumns,
	ctx: RunContext
): Promise<FrozenCases> {
	const told = await tellMeasured(groups, pair, weights, ctx, beside);
	const size = new Map(groups.map(({ id, rows }) => [id, rows.length]));
	return {
		novel: isTellable(totals.novel) ? totals.novel : null,
		inventions: totals.inventions,
		copies: copies.count,
		copiesExpected: figures(copies.expected),
		falseShare,
		withheld: groups.length - told.length,
		groups: told.map((group) => {
			const rows = size.get(group.id) ?? 0;
			// Nor may too few be left of the region, or of all cases, without them.
			const others = [group.human.count - rows, totals.novel - rows];
			const isTold = rows >= SMALL_COUNT_FLOOR && others.every(isTellable);
			return { ...freezeRegion(group), cases: isTold ? rows : null };
		})
	};
}
