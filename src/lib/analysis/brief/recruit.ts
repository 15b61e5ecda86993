import type { Brief, BriefRegion } from '$lib/terms/brief';
import type { CostRange, PersonKind } from '$lib/terms/brief-numbers';
import type { BriefPlan } from '$lib/terms/brief-plan';
import { count, counted, decimal } from './format';
import type { RegionDraft } from './brief-region';
import type { BriefFacts } from './facts';
import { costOf } from './numbers/cost';
import { kindRates } from './numbers/kind-rates';
import { expectedPay, paymentsOf, peopleCost, peopleNumbers } from './numbers/people-numbers';
import type { PassRates } from './numbers/region-rates';
import { kindKey, type KindOfPeople } from './person-kinds';
import { qualityNumbers } from './quality-plan';

/** Regions that are asked for, with what kinds of people rest on. */
export interface Recruiting {
	readonly regions: readonly BriefRegion[];
	readonly drafts: readonly RegionDraft[];
	readonly facts: BriefFacts;
	readonly plan: BriefPlan;
}

/** The sum of what each item gives. */
export function sum<T>(items: readonly T[], value: (item: T) => number): number {
	return items.reduce((total, item) => total + value(item), 0);
}

const numbersOf = (kinds: readonly PersonKind[]) => kinds.map(({ numbers }) => numbers);

const idOf = ({ regions }: KindOfPeople, all: readonly BriefRegion[]) =>
	kindKey(regions.map((i) => all[i]!.id));

function ratesOf(kind: KindOfPeople, { regions, drafts, facts, plan }: Recruiting): PassRates {
	const humanRows = facts.sources.human.rows;
	return kindRates(
		kind.regions.map((i) => {
			const { rates, humanShare } = drafts[i]!;
			return { id: regions[i]!.id, rates, rows: humanShare * humanRows };
		}),
		humanRows,
		facts.overlaps,
		plan.kinds[idOf(kind, regions)]
	);
}

/** People whom the filters of all of a kind's regions admit: at most those that the narrowest admits. */
function poolOf(kind: KindOfPeople, { regions, plan }: Recruiting): number | null {
	const own = plan.kinds[idOf(kind, regions)]?.eligible;
	if (own !== undefined) return own;
	const pools = kind.regions.flatMap((i) => plan.regions[regions[i]!.id]?.eligible ?? []);
	return pools.length === 0 ? null : Math.min(...pools);
}

/** A kind with its people and cost. */
export function recruitKind(kind: KindOfPeople, recruiting: Recruiting): PersonKind {
	const { plan } = recruiting;
	const regions = kind.regions.map((i) => recruiting.regions[i]!);
	const rates = ratesOf(kind, recruiting);
	const numbers = peopleNumbers(kind.records, rates, poolOf(kind, recruiting), plan);
	return {
		id: idOf(kind, recruiting.regions),
		regions: regions.map(({ id }) => id),
		title: regions.map(({ title }) => title).join(' + '),
		words: regions.map(({ words }) => words).join(', and '),
		numbers,
		cost: peopleCost(numbers, plan)
	};
}

/** The pilot in whole currency: its sittings, and as many screened out for each as the kinds expect. */
export function pilotCost(
	kinds: readonly Pick<PersonKind['numbers'], 'starts' | 'screenedExpected'>[],
	plan: BriefPlan
): number {
	const starts = sum(kinds, (kind) => kind.starts);
	if (starts === 0) return 0;
	const { pilot } = qualityNumbers(plan, 0);
	const screened = sum(kinds, ({ screenedExpected }) => screenedExpected);
	const screenedOut = Number.isFinite(screened) ? (pilot * (screened - starts)) / starts : 0;
	return costOf({ ...paymentsOf(plan), completes: pilot, screenedOut }) / 100;
}

/** Kinds are screened one without regard to the other, so that their lucky and unlucky runs partly cancel. */
function totalCost(kinds: readonly PersonKind[], pilot: number, records: number): CostRange {
	const expected = sum(kinds, ({ cost }) => cost.expected) + pilot;
	const apart = (bound: 'low' | 'high') =>
		Number.isFinite(expected)
			? Math.hypot(...kinds.map(({ cost }) => cost[bound] - cost.expected))
			: 0;
	return {
		expected,
		high: expected + apart('high'),
		low: expected - apart('low'),
		perRecord: records > 0 ? expected / records : 0
	};
}

/** People whom a pool must hold, before any is turned away, and whether it does not. */
function shortage(kinds: readonly PersonKind[], eligible: number, { people }: BriefPlan) {
	const needed = sum(kinds, ({ numbers }) => numbers.screenedExpected);
	return eligible * people.responseRate < needed
		? `${counted(eligible, 'eligible person', 'eligible people')} × ${decimal(people.responseRate)} who come are fewer than the ${count(needed)} to be screened`
		: null;
}

/** What stands in the way of all kinds together: the budget, and pools that they share and exhaust. */
function jointProblems(
	kinds: readonly PersonKind[],
	{ regions, plan }: Recruiting
): readonly string[] {
	const { eligible } = plan.people;
	const { budget } = plan.pay;
	const isBroke =
		budget !== null &&
		sum(regions, ({ numbers }) => numbers.affordable) === 0 &&
		sum(regions, ({ numbers }) => numbers.records) > 0;
	const all = eligible === null ? null : shortage(kinds, eligible, plan);
	const each = regions.flatMap(({ id, title }) => {
		const pool = plan.regions[id]?.eligible;
		const served = kinds.filter((kind) => kind.regions.includes(id));
		const short = pool === undefined || served.length < 2 ? null : shortage(served, pool, plan);
		return short === null ? [] : [`${title}: ${short} for all kinds of people in it.`];
	});
	return [
		...(isBroke ? ['The budget does not pay for one accepted record beside the pilot.'] : []),
		...(all === null ? [] : [`${all} for all regions together.`]),
		...each
	];
}

/** All kinds summed up. */
export function recruitTotals(
	kinds: readonly PersonKind[],
	recruiting: Recruiting
): Omit<Brief['totals'], 'apart' | 'reward' | 'effectiveSample'> {
	const records = sum(kinds, ({ numbers }) => numbers.records);
	const pilot = records > 0 ? pilotCost(numbersOf(kinds), recruiting.plan) : 0;
	return {
		records,
		people: sum(kinds, ({ numbers }) => numbers.people),
		completes: sum(kinds, ({ numbers }) => numbers.completes),
		starts: sum(kinds, ({ numbers }) => numbers.starts),
		screenedExpected: sum(kinds, ({ numbers }) => numbers.screenedExpected),
		screened95: sum(kinds, ({ numbers }) => numbers.screened95),
		problems: jointProblems(kinds, recruiting),
		cost: totalCost(kinds, pilot, records),
		pilotCost: pilot
	};
}

/** What one kind is expected to take and to cost, without the pilot. */
export function payOf(kind: KindOfPeople, recruiting: Recruiting) {
	return expectedPay(kind.records, ratesOf(kind, recruiting), recruiting.plan);
}

/** What kinds are expected to cost with the pilot, in whole currency. */
export function expectedOf(kinds: readonly KindOfPeople[], recruiting: Recruiting): number {
	const parts = kinds.map((kind) => payOf(kind, recruiting));
	return sum(parts, ({ pay }) => pay) + pilotCost(parts, recruiting.plan);
}
