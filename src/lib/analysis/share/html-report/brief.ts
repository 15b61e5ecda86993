import { DEFAULT_PLAN } from '$lib/analysis/brief/default-plan';
import { draftBrief } from '$lib/analysis/brief/draft-brief';
import type { Block } from '$lib/analysis/brief/export/blocks';
import { briefBlocks } from '$lib/analysis/brief/export/brief-blocks';
import { valueFacts, type BriefFacts } from '$lib/analysis/brief/facts';
import { regionOverlaps } from '$lib/analysis/brief/region-overlaps';
import { measureRegions, weightColumnsOf } from '$lib/analysis/gaps/measure-region';
import { regionId } from '$lib/sql/region-id';
import type { Analysis } from '$lib/terms/analysis';
import type { ColumnProfile } from '$lib/terms/column';
import type { Dataset } from '$lib/terms/dataset';
import type { Findings, SharedAnalysis } from '$lib/terms/findings';
import type { RunContext } from '$lib/terms/run';

const LEVEL = { nominal: 0.95, stated: 0.95 };

/**
 * The brief as a report tells it: drafted of the shared recipe's regions, without the extremes of columns, behind
 * which single rows stand. Null where none is chosen whose count may be told.
 */
export async function reportBrief(
	{ recipe, findings, draft }: SharedAnalysis & { readonly findings: Findings },
	{ open, profile, encode }: Pick<Analysis, 'open' | 'profile' | 'encode'>,
	ctx: RunContext
): Promise<readonly Block[] | null> {
	// A brief counts the people of its regions: only of those whose counts may be told.
	const told = new Set(findings.regions.map(({ id }) => id));
	const chosen = recipe.chosen.filter((region) => told.has(regionId(region)));
	if (chosen.length === 0) return null;
	const weights = weightColumnsOf(open, profile, recipe);
	const measured = await measureRegions(chosen, open, weights, LEVEL, ctx);
	const source = ({ name, rowCount: rows, fingerprint }: Dataset) => ({ name, rows, fingerprint });
	const facts: BriefFacts = {
		sources: { human: source(open.human), synthetic: source(open.synthetic) },
		columns: profile.map(withoutExtremes),
		...valueFacts(encode),
		verdicts: recipe.judgements,
		overlaps: regionOverlaps(encode, measured)
	};
	return briefBlocks(draftBrief(measured, facts, draft ?? DEFAULT_PLAN));
}

function withoutExtremes(profile: ColumnProfile): ColumnProfile {
	const { human, synthetic } = profile.sides;
	const bare = (side: typeof human) => ({ ...side, min: null, max: null });
	return { ...profile, sides: { human: bare(human), synthetic: bare(synthetic) } };
}
