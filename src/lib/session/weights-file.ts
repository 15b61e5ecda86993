import { toWeightsFile } from '$lib/analysis/gaps/weights-file';
import { weighSynthetic } from '$lib/analysis/gaps/weigh-synthetic';
import type { Analysis } from '$lib/terms/analysis';
import type { ImportanceWeights } from '$lib/terms/gap';
import type { Recipe } from '$lib/terms/recipe';
import type { RunContext } from '$lib/terms/run';

/** Weights that mend the drift, with what they mend, and as a Parquet file. */
export async function makeWeights(
	{ open, profile, encode, gaps }: Pick<Analysis, 'open' | 'profile' | 'encode' | 'gaps'>,
	recipe: Recipe,
	ctx: RunContext
): Promise<{ weights: ImportanceWeights; file: Blob }> {
	const weights = await weighSynthetic(gaps.gaps, open, profile, encode, recipe, ctx);
	const file = new Blob([toWeightsFile(weights)], { type: 'application/vnd.apache.parquet' });
	return { weights, file };
}
