import { regionId } from '$lib/sql/region-id';
import type { BriefPlan } from '$lib/terms/brief-plan';
import type { DatasetPair } from '$lib/terms/dataset';
import { SMALL_COUNT_FLOOR } from '$lib/terms/findings';
import { isOfRow, type Recipe } from '$lib/terms/recipe';
import type { Region } from '$lib/terms/region';
import type { RunContext } from '$lib/terms/run';
import { tellRegions } from './tellable';

/** What a person decided, as far as it may be told. */
export interface Shareable {
	readonly recipe: Recipe;
	readonly draft?: BriefPlan;
	/** Regions, and verdicts on regions, left out because too few human rows stand behind. */
	readonly withheld: number;
}

/**
 * A recipe, and the draft of its brief, as they may be shared: no category, bound or region that fewer than the floor
 * of human rows stand behind. What was decided of a region follows it where it is coarsened, and goes where it is
 * withheld: an id is a hash of its conditions, by which one could guess at them.
 * @param found regions that verdicts and the draft may speak of beside those of the recipe.
 */
export async function makeShareable(
	{ recipe, draft }: { readonly recipe: Recipe; readonly draft?: BriefPlan },
	found: readonly Region[],
	pair: DatasetPair,
	ctx: RunContext
): Promise<Shareable> {
	const known = [...recipe.ownRegions, ...recipe.chosen, ...found];
	const told = await tellRegions(known, pair, ctx);
	const toldOf = new Map(known.map((region, i) => [regionId(region), told[i]!]));
	/** Told regions, each once: two may be coarsened into one. */
	const tell = (regions: readonly Region[]) => {
		const now = regions.flatMap((region) => toldOf.get(regionId(region)) ?? []);
		return [...new Map(now.map((region) => [regionId(region), region])).values()];
	};
	const idOf = (id: string) => {
		const region = toldOf.get(id);
		return region ? regionId(region) : null;
	};
	const judgements = rekey(recipe.judgements, (id) => (isOfRow(id) ? id : idOf(id)));
	const shared = {
		...recipe,
		sources: tellSources(recipe, pair),
		...{ ownRegions: tell(recipe.ownRegions), chosen: tell(recipe.chosen), judgements }
	};
	const size = ({ ownRegions, chosen, judgements }: Recipe) =>
		ownRegions.length + chosen.length + Object.keys(judgements).length;
	return {
		recipe: shared,
		...(draft && { draft: tellDraft(draft, idOf) }),
		withheld: size(recipe) - size(shared)
	};
}

/**
 * Sources by name and fingerprint. Of a human table of too few rows the name alone is told: its print and the value
 * that chooses its rows would be of those few.
 */
function tellSources({ sources }: Recipe, { human }: DatasetPair): Recipe['sources'] {
	if (sources.human === undefined || human.rowCount >= SMALL_COUNT_FLOOR) return sources;
	const { name, url } = sources.human;
	return { ...sources, human: { name, ...(url !== undefined && { url }) } };
}

function tellDraft(draft: BriefPlan, idOf: (id: string) => string | null): BriefPlan {
	const impossible = draft.people.impossible.flatMap((kind) => {
		const now = kind.split('+').map(idOf);
		return now.every((id) => id !== null) ? [now.join('+')] : [];
	});
	return {
		...draft,
		regions: rekey(draft.regions, idOf),
		people: { ...draft.people, impossible }
	};
}

function rekey<T>(
	map: Readonly<Record<string, T>>,
	keyOf: (key: string) => string | null
): Record<string, T> {
	return Object.fromEntries(
		Object.entries(map).flatMap(([key, value]) => {
			const now = keyOf(key);
			return now === null ? [] : [[now, value] as const];
		})
	);
}
