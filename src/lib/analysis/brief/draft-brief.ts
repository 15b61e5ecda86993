import type { Brief, BriefRegion, CostRange } from '$lib/terms/brief';
import type { BriefPlan } from '$lib/terms/brief-plan';
import { acceptanceOf } from './acceptance';
import { draftRegion, type RegionDraft } from './brief-region';
import { settlePlan } from './default-plan';
import { dictionaryOf } from './dictionary';
import { draftExamples } from './examples';
import type { BriefFacts } from './facts';
import { contentHash } from './hash-brief';
import { lintBrief } from './lint/lint-brief';
import { allocateBudget } from './numbers/allocate-budget';
import { costOf, rewardFor } from './numbers/cost';
import { paymentsOf, regionCost, regionNumbers } from './numbers/region-numbers';
import { effectiveSample } from './numbers/sample-size';
import { targetRecords, type TargetRecords } from './numbers/target-records';
import { personKinds } from './person-kinds';
import type { AskedRegion } from './settle-region';
import { qualityNumbers } from './quality-plan';
import { questionnaireOf } from './questionnaire';

function sum<T>(items: readonly T[], value: (item: T) => number): number {
	return items.reduce((total, item) => total + value(item), 0);
}

/** Regions with their numbers, each for as many records as `affordable` says. */
function withNumbers(
	drafts: readonly RegionDraft[],
	targets: readonly TargetRecords[],
	affordable: readonly number[],
	plan: BriefPlan
): readonly BriefRegion[] {
	return drafts.map(({ region, rates }, i) => {
		const wanted = targets[i]!.records;
		const numbers = regionNumbers(wanted, affordable[i]!, targets[i]!.step, rates, plan);
		return { ...region, numbers, cost: regionCost(numbers, plan) };
	});
}

function targetsOf(
	drafts: readonly RegionDraft[],
	facts: BriefFacts,
	plan: BriefPlan
): readonly TargetRecords[] {
	const asked = drafts.filter(({ region }) => region.status === 'drafted');
	const solved = targetRecords(plan.target, asked, facts.sources.synthetic.rows, plan.people);
	return drafts.map((draft): TargetRecords => {
		const own = plan.regions[draft.region.id]?.target;
		const label = 'Accepted records';
		if (draft.region.status !== 'drafted')
			return { records: 0, step: { label, formula: 'none: no request is drafted', result: 0 } };
		if (own !== undefined) {
			const records = Math.round(own);
			return { records, step: { label, formula: 'set by hand', result: records } };
		}
		return solved[asked.indexOf(draft)]!;
	});
}

/** Whole records a region that `budget` pays for, at the regions' costs a record. */
function allocated(
	regions: readonly BriefRegion[],
	drafts: readonly RegionDraft[],
	plan: BriefPlan,
	budget: number
): readonly number[] {
	const open = regions.flatMap((region, i) => {
		const { perRecord: unitCost } = region.cost;
		if (!Number.isFinite(unitCost) || unitCost <= 0) return [];
		const { synthetic: present, humanShare: weight } = drafts[i]!;
		const wanted = region.numbers.records + present;
		const worth = plan.regions[region.id]?.worth ?? 1;
		return [{ i, stratum: { wanted, present, unitCost, weight, deviation: 0.5, worth } }];
	});
	const given = allocateBudget(
		open.map(({ stratum }) => stratum),
		budget,
		plan.pay.allocation
	);
	const cut = regions.map(() => 0);
	open.forEach(({ i }, k) => (cut[i] = given[k]!));
	return cut;
}

/** Steps by which a budget is tried smaller, as sums of whole people come out dearer than whole records. */
const BUDGET_STEPS = 20;

/**
 * Regions with as many records as the budget pays for beside the pilot; all that are wanted where it reaches. What is
 * expected to be spent keeps within the budget.
 */
function withinBudget(
	regions: readonly BriefRegion[],
	drafts: readonly RegionDraft[],
	targets: readonly TargetRecords[],
	plan: BriefPlan
): readonly BriefRegion[] {
	const expected = (some: readonly BriefRegion[]) =>
		sum(some, ({ cost }) => cost.expected) + pilotCost(some, plan);
	const { budget } = plan.pay;
	if (budget === null || expected(regions) <= budget) return regions;
	const left = Math.max(0, budget - pilotCost(regions, plan));
	for (let step = 0; step < BUDGET_STEPS; step++) {
		const affordable = allocated(regions, drafts, plan, left * (1 - step / BUDGET_STEPS));
		const cut = withNumbers(drafts, targets, affordable, plan);
		if (expected(cut) <= budget) return cut;
	}
	return withNumbers(
		drafts,
		targets,
		targets.map(() => 0),
		plan
	);
}

/** The pilot in whole currency: its sittings, and as many screened out for each as the regions expect. */
function pilotCost(regions: readonly BriefRegion[], plan: BriefPlan): number {
	const starts = sum(regions, ({ numbers }) => numbers.starts);
	if (starts === 0) return 0;
	const { pilot } = qualityNumbers(plan, 0);
	const screened = sum(regions, ({ numbers }) => numbers.screenedExpected);
	const screenedOut = Number.isFinite(screened) ? (pilot * (screened - starts)) / starts : 0;
	return costOf({ ...paymentsOf(plan), completes: pilot, screenedOut }) / 100;
}

/** Regions are screened one without regard to the other, so that their lucky and unlucky runs partly cancel. */
function totalCost(regions: readonly BriefRegion[], pilot: number): CostRange {
	const expected = sum(regions, ({ cost }) => cost.expected) + pilot;
	const records = sum(regions, ({ numbers }) => numbers.affordable);
	const apart = (bound: 'low' | 'high') =>
		Number.isFinite(expected)
			? Math.hypot(...regions.map(({ cost }) => cost[bound] - cost.expected))
			: 0;
	return {
		expected,
		high: expected + apart('high'),
		low: expected - apart('low'),
		perRecord: records > 0 ? expected / records : 0
	};
}

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

function budgetProblem(regions: readonly BriefRegion[], plan: BriefPlan): readonly BriefRegion[] {
	const isShort =
		plan.pay.budget !== null && sum(regions, ({ numbers }) => numbers.affordable) === 0;
	const wants = sum(regions, ({ numbers }) => numbers.records) > 0;
	if (!isShort || !wants) return regions;
	return regions.map((region) => ({
		...region,
		numbers: {
			...region.numbers,
			problems: [
				...region.numbers.problems,
				'The budget does not pay for one accepted record beside the pilot.'
			]
		}
	}));
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
	const targets = targetsOf(drafts, facts, plan);
	const full = withNumbers(
		drafts,
		targets,
		targets.map(({ records }) => records),
		plan
	);
	const regions = budgetProblem(withinBudget(full, drafts, targets, plan), plan);
	const dictionary = dictionaryOf(facts, plan);
	const records = sum(regions, ({ numbers }) => numbers.affordable);
	const pilot = records > 0 ? pilotCost(regions, plan) : 0;
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
		kinds: plan.people.isShared ? personKinds(regions, plan.people.impossible) : [],
		totals: {
			records,
			starts: sum(regions, ({ numbers }) => numbers.starts),
			screenedExpected: sum(regions, ({ numbers }) => numbers.screenedExpected),
			screened95: sum(regions, ({ numbers }) => numbers.screened95),
			cost: totalCost(regions, pilot),
			pilotCost: pilot,
			reward: rewardFor(plan.pay.ratePerHour, plan.pay.minutes),
			effectiveSample: reweightedSample(drafts, facts.sources.synthetic.rows)
		},
		quality: qualityNumbers(plan, records),
		dictionary,
		questions: questionnaireOf(regions, dictionary, facts, plan),
		examples: plan.examples ?? draftExamples(regions, facts),
		acceptance: acceptanceOf(regions, dictionary, plan)
	};
	const findings = lintBrief(content);
	// The log names hashes of earlier versions; a hash that covered it would change as it is written down.
	return { ...content, findings, hash: contentHash({ ...content, plan: { ...plan, log: [] } }) };
}
