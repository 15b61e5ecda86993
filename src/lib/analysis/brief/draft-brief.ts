import type { Brief } from '$lib/terms/brief';
import type { BriefPlan } from '$lib/terms/brief-plan';
import { acceptanceOf } from './acceptance';
import { draftRegion, type RegionDraft } from './brief-region';
import { settlePlan } from './settle-plan';
import { dictionaryOf } from './dictionary';
import { draftExamples } from './examples';
import type { BriefFacts } from './facts';
import { contentHash } from './hash-brief';
import { lintBrief } from './lint/lint-brief';
import { rewardFor } from './numbers/cost';
import { effectiveSample } from './numbers/sample-size';
import type { AskedRegion } from './settle-region';
import { qualityNumbers } from './quality-plan';
import { questionnaireOf } from './questionnaire';
import { sum } from './recruit';
import { solveRegions } from './solve-regions';

/**
 * What the synthetic rows would be worth if they were weighted to the human shares instead of asking people; null
 * where a region has no row to weight. Regions are taken as disjoint.
 */
function reweightedSample(drafts: readonly RegionDraft[], rows: number): number | null {
	const inRegions = sum(drafts, ({ synthetic }) => synthetic);
	const humanShare = sum(drafts, (draft) => draft.humanShare);
	if (drafts.some(({ synthetic }) => synthetic <= 0) || inRegions >= rows || humanShare >= 1)
		return null;
	const groups = drafts.map(({ synthetic, humanShare: share }) => ({
		rows: synthetic,
		weight: share / (synthetic / rows)
	}));
	const rest = rows - inRegions;
	return effectiveSample([...groups, { rows: rest, weight: (1 - humanShare) / (rest / rows) }]);
}

/**
 * The brief for regions as measured, in their order: a pure function of the regions, what the data say, and the
 * plan. Numbers of the plan are drawn into sensible ranges first.
 */
export function draftBrief(
	measured: readonly AskedRegion[],
	facts: BriefFacts,
	given: BriefPlan
): Brief {
	const plan = settlePlan(given);
	const drafts = measured.map((region, i) => draftRegion(region, i, facts, plan));
	const { regions, kinds, ruledOut, overlaps, totals } = solveRegions(drafts, facts, plan);
	const dictionary = dictionaryOf(facts, plan);
	const content: Omit<Brief, 'hash' | 'findings'> = {
		version: 1,
		plan,
		sources: {
			human: { name: facts.sources.human.name, fingerprint: facts.sources.human.fingerprint },
			synthetic: {
				name: facts.sources.synthetic.name,
				fingerprint: facts.sources.synthetic.fingerprint
			}
		},
		regions,
		kinds,
		ruledOut,
		overlaps,
		totals: {
			...totals,
			reward: rewardFor(plan.pay.ratePerHour, plan.pay.minutes),
			effectiveSample: reweightedSample(drafts, facts.sources.synthetic.rows)
		},
		quality: qualityNumbers(plan, totals.records),
		dictionary,
		questions: questionnaireOf(regions, dictionary, facts, plan),
		examples: plan.examples ?? draftExamples(regions, facts),
		acceptance: acceptanceOf(regions, dictionary, plan)
	};
	const findings = lintBrief(content);
	// The log names hashes of earlier versions; a hash that covered it would change as it is written down.
	return { ...content, findings, hash: contentHash({ ...content, plan: { ...plan, log: [] } }) };
}
