import type { Brief, BriefRegion } from '$lib/terms/brief';
import type { BriefPlan } from '$lib/terms/brief-plan';
import { draftRegion } from './brief-region';
import { settlePlan } from './settle-plan';
import type { BriefFacts } from './facts';
import { percent } from './format';
import type { AskedRegion } from './settle-region';
import { solveRegions } from './solve-regions';

/** What a brief for some regions would ask for, before anything is written. */
export interface BriefSketch {
	readonly regions: readonly BriefRegion[];
	readonly totals: Pick<Brief['totals'], 'records' | 'people' | 'screenedExpected' | 'cost'>;
	/** How people for each region are found, a sentence each. */
	readonly ways: readonly string[];
}

/** How people for a region are found, or why nobody is asked. */
function wayWords({ status, conditions }: BriefRegion, incidence: number, share: number): string {
	if (status === 'checklist') return 'Nobody is asked: minors, criminal or genetic data.';
	if (status === 'not-askable') return 'Nobody can be asked: look to logs, partners or archives.';
	const has = (cls: string) => conditions.some((condition) => condition.class === cls);
	const found =
		incidence < 1
			? `A screener finds them: about ${percent(incidence)} pass.`
			: has('platform')
				? 'The platform finds them.'
				: 'Everyone can be asked.';
	const brought = has('scenario') ? ' A scenario brings it about.' : '';
	return share < 1
		? `${found}${brought} About ${percent(share)} of records count.`
		: found + brought;
}

/** The first findings, at most `most`, that a brief can ask for by themselves and that no verdict sets aside. */
export function firstAskable<Finding extends AskedRegion>(
	findings: readonly Finding[],
	facts: BriefFacts,
	given: BriefPlan,
	most: number
): readonly Finding[] {
	const plan = settlePlan(given);
	const first: Finding[] = [];
	for (const finding of findings) {
		if (first.length === most) break;
		const isOpen = [undefined, 'real'].includes(facts.verdicts[finding.id]);
		if (isOpen && draftRegion(finding, 0, facts, plan).region.status === 'drafted')
			first.push(finding);
	}
	return first;
}

/** The sketch of a brief: the same numbers as the brief's own, without questions, texts and rules. */
export function sketchBrief(
	asked: readonly AskedRegion[],
	facts: BriefFacts,
	given: BriefPlan
): BriefSketch {
	const plan = settlePlan(given);
	const drafts = asked.map((region, i) => draftRegion(region, i, facts, plan));
	const { regions, totals } = solveRegions(drafts, facts, plan);
	const { records, people, screenedExpected, cost } = totals;
	return {
		regions,
		totals: { records, people, screenedExpected, cost },
		ways: regions.map((region, i) => {
			const { rates } = drafts[i]!;
			return wayWords(region, rates.incidence, rates.yield);
		})
	};
}
