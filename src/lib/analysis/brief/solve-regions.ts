import type { Brief, BriefRegion } from '$lib/terms/brief';
import type { RegionNumbers } from '$lib/terms/brief-numbers';
import type { BriefPlan } from '$lib/terms/brief-plan';
import type { RegionDraft } from './brief-region';
import type { BriefFacts } from './facts';
import { targetRecords, type TargetRecords } from './numbers/target-records';
import { sharedService, type SharedService } from './person-kinds';
import { rowsInAll } from './region-overlaps';
import { recruitKind, recruitTotals, sum, type Recruiting } from './recruit';
import { withinBudget } from './within-budget';

const OUT_OF_REACH =
	'Adding rows cannot bring the regions to these shares: together they ask for all of the table or more. Lower the share, or swap rows.';

/** A draft that is asked for, and its place in the brief. */
const isAsked = ({ region }: RegionDraft) => region.status === 'drafted';

function targetsOf(
	drafts: readonly RegionDraft[],
	{ cover }: SharedService,
	facts: BriefFacts,
	plan: BriefPlan
): readonly TargetRecords[] {
	const asked = drafts.map(({ region, humanShare, synthetic }) => {
		const { target, share, eligible } = plan.regions[region.id] ?? {};
		const records = target === undefined ? undefined : Math.round(target);
		return { humanShare, synthetic, records, share, eligible: eligible ?? plan.people.eligible };
	});
	const inAll = (records: readonly number[]) => sum(cover(records), (kind) => kind.records);
	return targetRecords(plan.target, asked, facts.sources.synthetic.rows, plan.people, inAll);
}

/** How many records a region gets of those wanted, step by step. */
function regionNumbers({ records, step }: TargetRecords, affordable: number): RegionNumbers {
	const cut = {
		label: 'Accepted records that the budget pays for',
		formula: 'by the allocation chosen',
		result: affordable
	};
	return {
		records,
		affordable,
		steps: affordable < records ? [step, cut] : [step],
		problems: Number.isFinite(records) ? [] : [OUT_OF_REACH]
	};
}

const NOT_ASKED: RegionNumbers = regionNumbers(
	{
		records: 0,
		step: { label: 'Accepted records', formula: 'none: no request is drafted', result: 0 }
	},
	0
);

/** What a brief says of regions and people, with what it rests on. */
type SolvedRegions = Pick<Brief, 'regions' | 'kinds' | 'ruledOut' | 'overlaps'> & {
	readonly totals: Omit<Brief['totals'], 'reward' | 'effectiveSample'>;
};

/** What is solved for a brief's own way of serving regions, before it is held against serving them apart. */
type Solved = Omit<SolvedRegions, 'totals' | 'overlaps'> & { readonly recruiting: Recruiting };

function solve(drafts: readonly RegionDraft[], facts: BriefFacts, plan: BriefPlan): Solved {
	const asked = drafts.filter(isAsked);
	const bare = asked.map(({ region }): BriefRegion => ({ ...region, numbers: NOT_ASKED }));
	const service = sharedService(bare, plan, facts.overlaps);
	const targets = targetsOf(asked, service, facts, plan);
	const numbered = (affordable: readonly number[]): Recruiting => ({
		regions: bare.map((region, i) => ({
			...region,
			numbers: regionNumbers(targets[i]!, affordable[i]!)
		})),
		drafts: asked,
		facts,
		plan
	});
	const wanted = targets.map(({ records }) => records);
	const affordable = withinBudget(numbered(wanted), service);
	const recruiting = numbered(affordable);
	const { regions } = recruiting;
	return {
		regions: drafts.map((draft) =>
			isAsked(draft) ? regions[asked.indexOf(draft)]! : { ...draft.region, numbers: NOT_ASKED }
		),
		kinds: service.cover(affordable).map((kind) => recruitKind(kind, recruiting)),
		ruledOut: service.ruledOut,
		recruiting
	};
}

/** What people of one region each would take for the same aim; null where nobody serves several. */
function apartFrom(
	{ kinds }: Solved,
	drafts: readonly RegionDraft[],
	facts: BriefFacts,
	plan: BriefPlan
): Brief['totals']['apart'] {
	if (kinds.every(({ regions }) => regions.length === 1)) return null;
	const people = { ...plan.people, isShared: false };
	const apart = solve(drafts, facts, { ...plan, people });
	const totals = recruitTotals(apart.kinds, apart.recruiting);
	return { people: totals.people, cost: totals.cost.expected };
}

/** Each two of the regions asked for that ten human rows and more lie in at once. */
function overlapsOf(regions: readonly BriefRegion[], { overlaps }: BriefFacts): Brief['overlaps'] {
	const ids = regions.flatMap(({ id, status }) => (status === 'drafted' ? [id] : []));
	return ids.flatMap((one, i) =>
		ids.slice(i + 1).flatMap((other) => {
			const rows = overlaps === undefined ? null : rowsInAll(overlaps, [one, other]);
			return rows === null || rows === 0 ? [] : [{ regions: [one, other], rows }];
		})
	);
}

/** Regions with their records, several solved together, and the people who give them. */
export function solveRegions(
	drafts: readonly RegionDraft[],
	facts: BriefFacts,
	plan: BriefPlan
): SolvedRegions {
	const solved = solve(drafts, facts, plan);
	const { regions, kinds, ruledOut, recruiting } = solved;
	const apart = apartFrom(solved, drafts, facts, plan);
	const totals = { ...recruitTotals(kinds, recruiting), apart };
	return { regions, kinds, ruledOut, overlaps: overlapsOf(regions, facts), totals };
}
