import { regionId } from '$lib/sql/region-id';
import type { DatasetPair } from '$lib/terms/dataset';
import type { Recipe } from '$lib/terms/recipe';
import type { Region } from '$lib/terms/region';
import type { RunContext } from '$lib/terms/run';
import { tellRegions } from './tellable';

/**
 * Verdicts with those of regions that were shared more coarsely than a search finds them: a verdict on what may be
 * told of a region is one on the region. Those that are there already stay.
 * @param found regions of the findings.
 */
export async function adoptVerdicts(
	judgements: Recipe['judgements'],
	found: readonly Region[],
	pair: DatasetPair,
	ctx: RunContext
): Promise<Recipe['judgements']> {
	const ids = new Set(found.map(regionId));
	const isShared = (id: string) => id in judgements && !ids.has(id);
	if (!Object.keys(judgements).some((id) => id.startsWith('r') && isShared(id))) return judgements;
	const told = await tellRegions(found, pair, ctx);
	const adopted = found.flatMap((region, i) => {
		const shared = told[i] ? regionId(told[i]) : '';
		const id = regionId(region);
		return isShared(shared) && !(id in judgements) ? [[id, judgements[shared]!] as const] : [];
	});
	return adopted.length === 0 ? judgements : { ...judgements, ...Object.fromEntries(adopted) };
}
