import {
	countRegions,
	loadColumns,
	type PairCount,
	type WeightColumns
} from '$lib/analysis/gaps/count-regions';
import { SELECTED } from '$lib/analysis/gaps/hold-out';
import { measureRegions, weightColumnsOf } from '$lib/analysis/gaps/measure-region';
import { effectiveSize } from '$lib/analysis/gaps/ratio-interval';
import { regionId } from '$lib/sql/region-id';
import type { Analysis } from '$lib/terms/analysis';
import type { DatasetPair } from '$lib/terms/dataset';
import type { BriefPlan } from '$lib/terms/brief-plan';
import type { CaseReport } from '$lib/terms/case';
import {
	SMALL_COUNT_FLOOR,
	type Findings,
	type FrozenCases,
	type FrozenRegion
} from '$lib/terms/findings';
import type { Gap, Interval, MeasuredRegion } from '$lib/terms/gap';
import type { Recipe } from '$lib/terms/recipe';
import type { Region } from '$lib/terms/region';
import type { RunContext } from '$lib/terms/run';
import { coarsenRegions } from './coarsen';
import { recipeHash } from './recipe-hash';

const PLAIN = { nominal: 0.95, stated: 0.95 };

/** A region to freeze; the search's own ones are gaps. */
type Frozen = MeasuredRegion & Partial<Pick<Gap, 'score' | 'confirmed'>>;

/** What an analysis has at hand when its findings are frozen. */
export type FinishedAnalysis = Pick<Analysis, 'open' | 'profile' | 'gaps'> &
	Partial<Pick<Analysis, 'cases'>>;

/**
 * Freezes what an analysis found, and the regions that the person chose or named, for links, reports and later
 * checks. Regions are coarsened where fewer than {@link SMALL_COUNT_FLOOR} human rows stand behind a category or a
 * bound, and withheld where fewer stand behind the whole.
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
	const isChosen = ({ id }: Frozen) => recipe.chosen.some((region) => regionId(region) === id);
	const named = [...recipe.chosen, ...recipe.ownRegions].filter((r) => !found.has(regionId(r)));
	const measured: readonly Frozen[] = [
		...gaps.gaps,
		...[...groups.values()].filter(isChosen),
		...(await measureRegions(named, open, weights, PLAIN, ctx))
	];
	const told = await tellable(measured, open, weights, ctx);
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
		inGaps: figures(gaps.summary.inGaps),
		notMendable: figures(gaps.summary.notMendable),
		regions: told.map((region, i) => freeze(region, effective(counts[i]!))),
		...(cases && { cases: await freezeCases(cases, open, weights, ctx) })
	};
}

/** Totals and groups of the search for single rows; group by group as coarse as regions are. */
async function freezeCases(
	{ groups, totals, copies, falseShare }: CaseReport,
	pair: DatasetPair,
	weights: WeightColumns,
	ctx: RunContext
): Promise<FrozenCases> {
	const told = await tellable(groups, pair, weights, ctx);
	const isTold = (count: number) => count === 0 || count >= SMALL_COUNT_FLOOR;
	const size = new Map(groups.map(({ id, rows }) => [id, rows.length]));
	return {
		novel: isTold(totals.novel) ? totals.novel : null,
		inventions: totals.inventions,
		copies: copies.count,
		copiesExpected: figures(copies.expected),
		falseShare,
		withheld: groups.length - told.length,
		groups: told.map((group) => {
			const rows = size.get(group.id) ?? 0;
			return { ...freeze(group, undefined), cases: rows >= SMALL_COUNT_FLOOR ? rows : null };
		})
	};
}

/**
 * Regions that may be told, each once: coarsened ones are counted anew. One that a search found keeps the wider level
 * that makes up for being chosen, and stays confirmed only while its interval still shows a shortfall.
 */
async function tellable(
	measured: readonly Frozen[],
	pair: DatasetPair,
	weights: WeightColumns,
	ctx: RunContext
): Promise<readonly Frozen[]> {
	const large = measured.filter(({ human }) => human.count >= SMALL_COUNT_FLOOR);
	const asked = large.map(({ region }) => region);
	const coarse = await coarsenOf(asked, pair, ctx);
	const isChanged = (i: number) => coarse[i] !== null && coarse[i] !== asked[i];
	const anew = new Map<number, Frozen>();
	for (const isFound of [true, false]) {
		const at = [...large.keys()].filter((i) => isChanged(i) && isOfSearch(large[i]!) === isFound);
		const level = isFound ? SELECTED : PLAIN;
		const again = await measureRegions(
			at.map((i) => coarse[i]!),
			pair,
			weights,
			level,
			ctx
		);
		at.forEach((i, nth) => {
			const { ratio } = again[nth]!;
			// Coarsening adds fewer rows than the floor, which do not change what kind of gap it is.
			const { kind } = large[i]!;
			const confirmed = large[i]!.confirmed === true && ratio.high < 1;
			anew.set(i, { ...again[nth]!, kind, confirmed });
		});
	}
	const kept = large.flatMap((region, i) => (coarse[i] === null ? [] : [anew.get(i) ?? region]));
	const seen = new Set<string>();
	return kept.filter(({ id }) => !seen.has(id) && seen.add(id));
}

/**
 * The recipe as it may be shared: its regions hold no category and no bound that fewer than
 * {@link SMALL_COUNT_FLOOR} human rows stand behind.
 */
export async function shareableRecipe(
	recipe: Recipe,
	pair: DatasetPair,
	ctx: RunContext
): Promise<Recipe> {
	const told = async (regions: readonly Region[]) =>
		(await coarsenOf(regions, pair, ctx)).filter((region) => region !== null);
	return {
		...recipe,
		ownRegions: await told(recipe.ownRegions),
		chosen: await told(recipe.chosen)
	};
}

/**
 * A draft of the brief as it may be shared: what is written of a region follows it where it is coarsened, and goes
 * where it is withheld.
 */
export async function shareableDraft(
	draft: BriefPlan,
	{ chosen }: Recipe,
	pair: DatasetPair,
	ctx: RunContext
): Promise<BriefPlan> {
	const told = await coarsenOf(chosen, pair, ctx);
	const idOf = new Map(
		chosen.map((region, i) => [regionId(region), told[i] ? regionId(told[i]) : null])
	);
	const regions = Object.entries(draft.regions).flatMap(([id, plan]) => {
		const now = idOf.get(id);
		return now ? [[now, plan] as const] : [];
	});
	const impossible = draft.people.impossible.flatMap((kind) => {
		const now = kind.split('+').map((id) => idOf.get(id));
		return now.every(Boolean) ? [now.join('+')] : [];
	});
	return {
		...draft,
		regions: Object.fromEntries(regions),
		people: { ...draft.people, impossible }
	};
}

async function coarsenOf(regions: readonly Region[], pair: DatasetPair, ctx: RunContext) {
	await loadColumns(regions, pair, {}, ctx);
	return coarsenRegions(regions, SMALL_COUNT_FLOOR, async (parts) => {
		const asked = parts.map((part) => ({ conditions: [part] }));
		const counted = await countRegions(asked, pair, {}, ctx);
		return counted.regions.map(({ human }) => human.count);
	});
}

/** Gaps and groups of cases were chosen for what the data show. */
function isOfSearch(region: Frozen): boolean {
	return 'score' in region || 'rows' in region;
}

function freeze(measured: Frozen, effective: FrozenRegion['effective']): FrozenRegion {
	const { id, region, human, synthetic, ratio, kind } = measured;
	const count = ({ count, weight, share }: typeof human) => ({
		count,
		weight: figures(weight),
		share: figures(share)
	});
	return {
		...{ id, region, kind, confirmed: measured.confirmed === true },
		human: count(human),
		synthetic: count(synthetic),
		ratio: rounded(ratio),
		...(effective && { effective })
	};
}

function rounded({ estimate, low, high, level }: Interval): Interval {
	return { estimate: figures(estimate), low: figures(low), high: figures(high), level };
}

/** Nine significant figures: more than any of them deserves, and short in a link. */
function figures(value: number): number {
	return Number(value.toPrecision(9));
}
