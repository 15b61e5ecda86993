import { countRegions, loadColumns } from '$lib/analysis/gaps/count-regions';
import { measureRegions, weightColumnsOf } from '$lib/analysis/gaps/measure-region';
import type { Analysis } from '$lib/terms/analysis';
import type { DatasetPair } from '$lib/terms/dataset';
import { SMALL_COUNT_FLOOR, type Findings, type FrozenRegion } from '$lib/terms/findings';
import type { Interval, MeasuredRegion } from '$lib/terms/gap';
import type { Recipe } from '$lib/terms/recipe';
import type { Region } from '$lib/terms/region';
import type { RunContext } from '$lib/terms/run';
import { coarsenRegions } from './coarsen';
import { recipeHash } from './recipe-hash';

const PLAIN = { nominal: 0.95, stated: 0.95 };

/** What an analysis has at hand when its findings are frozen. */
export type FinishedAnalysis = Pick<Analysis, 'open' | 'profile' | 'gaps'>;

/**
 * Freezes what an analysis found, and the regions that the person chose or named, for links, reports and later
 * checks. Regions are coarsened where fewer than {@link SMALL_COUNT_FLOOR} human rows stand behind a category or a
 * bound, and withheld where fewer stand behind the whole.
 * @param frozenOn ISO day, UTC.
 */
export async function freezeFindings(
	{ open, profile, gaps }: FinishedAnalysis,
	recipe: Recipe,
	frozenOn: string,
	ctx: RunContext
): Promise<Findings> {
	const found = new Map(gaps.gaps.map((gap) => [gap.id, gap]));
	const weights = weightColumnsOf(open, profile, recipe);
	const measure = (regions: readonly Region[]) =>
		measureRegions(regions, open, weights, PLAIN, ctx);
	const named = [...recipe.chosen, ...recipe.ownRegions];
	const measured = [...gaps.gaps, ...(await measure(named))];
	const told = await coarsenOf(
		measured.map(({ region }) => region),
		open,
		ctx
	);
	const changed = told.filter((region, i) => region !== null && region !== measured[i]!.region);
	const anew = await measure(changed as Region[]);
	const all = measured.flatMap(({ id, region }, i) => {
		if (told[i] === null) return [];
		const kept = told[i] === region ? measured[i]! : anew.shift()!;
		// Coarsening adds fewer rows than the floor, so that what was confirmed stays so.
		return [freeze(kept, found.get(id)?.confirmed ?? false)];
	});
	const seen = new Set<string>();
	const regions = all
		.filter(({ human }) => human.count >= SMALL_COUNT_FLOOR)
		.filter(({ id }) => !seen.has(id) && seen.add(id));
	return {
		frozenOn,
		recipeHash: recipeHash(recipe),
		rows: { human: open.human.rowCount, synthetic: open.synthetic.rowCount },
		floor: SMALL_COUNT_FLOOR,
		withheld: new Set(measured.map(({ id }) => id)).size - regions.length,
		inGaps: figures(gaps.summary.inGaps),
		notMendable: figures(gaps.summary.notMendable),
		regions
	};
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

async function coarsenOf(regions: readonly Region[], pair: DatasetPair, ctx: RunContext) {
	await loadColumns(regions, pair, {}, ctx);
	return coarsenRegions(regions, SMALL_COUNT_FLOOR, async (parts) => {
		const asked = parts.map((part) => ({ conditions: [part] }));
		const counted = await countRegions(asked, pair, {}, ctx);
		return counted.regions.map(({ human }) => human.count);
	});
}

function freeze(measured: MeasuredRegion, confirmed: boolean): FrozenRegion {
	const { id, region, human, synthetic, ratio, kind } = measured;
	const count = ({ count, weight, share }: typeof human) => ({
		count,
		weight: figures(weight),
		share: figures(share)
	});
	return {
		...{ id, region, kind, confirmed },
		human: count(human),
		synthetic: count(synthetic),
		ratio: rounded(ratio)
	};
}

function rounded({ estimate, low, high, level }: Interval): Interval {
	return { estimate: figures(estimate), low: figures(low), high: figures(high), level };
}

/** Nine significant figures: more than any of them deserves, and short in a link. */
function figures(value: number): number {
	return Number(value.toPrecision(9));
}
