import { DEFAULT_PLAN } from '$lib/analysis/brief/default-plan';
import { draftBrief } from '$lib/analysis/brief/draft-brief';
import type { Block } from '$lib/analysis/brief/export/blocks';
import { briefBlocks } from '$lib/analysis/brief/export/brief-blocks';
import { valueFacts, type BriefFacts } from '$lib/analysis/brief/facts';
import { measureRegions, weightColumnsOf } from '$lib/analysis/gaps/measure-region';
import type { Analysis } from '$lib/terms/analysis';
import type { ColumnProfile } from '$lib/terms/column';
import type { Dataset } from '$lib/terms/dataset';
import type { SharedAnalysis } from '$lib/terms/findings';
import type { RunContext } from '$lib/terms/run';

const LEVEL = { nominal: 0.95, stated: 0.95 };

/**
 * The brief as a report tells it: drafted of the shared recipe's regions, without the extremes of columns, behind
 * which single rows stand. Null where no region is chosen.
 */
export async function reportBrief(
	{ recipe, draft }: SharedAnalysis,
	{ open, profile, encode }: Pick<Analysis, 'open' | 'profile' | 'encode'>,
	ctx: RunContext
): Promise<readonly Block[] | null> {
	if (recipe.chosen.length === 0) return null;
	const weights = weightColumnsOf(open, profile, recipe);
	const measured = await measureRegions(recipe.chosen, open, weights, LEVEL, ctx);
	const source = ({ name, rowCount: rows, fingerprint }: Dataset) => ({ name, rows, fingerprint });
	const facts: BriefFacts = {
		sources: { human: source(open.human), synthetic: source(open.synthetic) },
		columns: profile.map(withoutExtremes),
		...valueFacts(encode),
		verdicts: recipe.judgements
	};
	return briefBlocks(draftBrief(measured, facts, draft ?? DEFAULT_PLAN));
}

function withoutExtremes(profile: ColumnProfile): ColumnProfile {
	const { human, synthetic } = profile.sides;
	const bare = (side: typeof human) => ({ ...side, min: null, max: null });
	return { ...profile, sides: { human: bare(human), synthetic: bare(synthetic) } };
}
