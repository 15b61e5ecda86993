import type { Brief, BriefRegion } from '$lib/terms/brief';
import type { PeopleNumbers, PersonKind } from '$lib/terms/brief-numbers';
import { count, counted, percent, roughly } from './format';
import { SMALL_CELL } from './small-cells';

/** An incidence that a percentage would round to all. */
const ALMOST_ALL = 0.995;

/** People of a region on their way from the platform into the task. */
export function peopleWords({
	starts,
	incidence,
	screenedExpected,
	screened95
}: PeopleNumbers): string {
	const start = counted(starts, 'person starts', 'people start');
	if (incidence >= 1) return `${start}, and nobody is screened out.`;
	const passing =
		incidence > ALMOST_ALL
			? 'Nearly all of those invited pass the screener'
			: `Of those invited ${percent(incidence)} pass the screener`;
	return `${start}. ${passing}: ${counted(screenedExpected, 'is', 'are')} screened on average, and ${counted(screened95, 'suffices', 'suffice')} in 95 of 100 runs.`;
}

/** Kinds of people that serve a region, those that serve it alone last. */
function kindsOf(
	{ kinds }: Pick<Brief, 'kinds'>,
	{ id }: Pick<BriefRegion, 'id'>
): readonly PersonKind[] {
	return kinds
		.filter(({ regions }) => regions.includes(id))
		.sort((a, b) => b.regions.length - a.regions.length);
}

/** The kind that alone serves a region, and no other; null where people serve several. */
export function onlyKindOf(
	brief: Pick<Brief, 'kinds'>,
	region: Pick<BriefRegion, 'id'>
): PersonKind | null {
	const [kind, ...others] = kindsOf(brief, region);
	return kind !== undefined && others.length === 0 && kind.regions.length === 1 ? kind : null;
}

/** Who gives a region its records, where some serve other regions too. */
export function servedWords(brief: Pick<Brief, 'kinds' | 'regions'>, region: BriefRegion): string {
	const titles = new Map(brief.regions.map(({ id, title }) => [id, title]));
	const parts = kindsOf(brief, region).map(({ regions, numbers }) => {
		const others = regions.filter((id) => id !== region.id).map((id) => titles.get(id)!);
		const records = count(numbers.records);
		return others.length === 0
			? `${records} by people who serve this region alone`
			: `${records} by people who also serve ${others.join(' and ')}`;
	});
	return `${parts.join(', ')}.`;
}

/** What is saved where one person serves several regions; null where nobody does. */
export function sharedWords({ totals, plan }: Pick<Brief, 'totals' | 'plan'>): string | null {
	const { apart, people, cost } = totals;
	if (apart === null) return null;
	const amount = (value: number) => roughly(value, plan.pay.currency);
	const here = `${counted(people, 'person', 'people')} for ${amount(cost.expected)}`;
	if (!Number.isFinite(apart.people))
		return `${here}; people who serve one region each cannot reach the aim at all.`;
	const than = `${here}, instead of ${count(apart.people)} for ${amount(apart.cost)} if each served one region.`;
	return cost.expected > apart.cost
		? `${than} Fewer people, yet dearer: such people are rare and must be searched for. Serving the regions one by one costs less.`
		: than;
}

/** Why regions are not served by the same people; null where nothing keeps them apart. */
export function ruledOutWords({
	ruledOut,
	regions
}: Pick<Brief, 'ruledOut' | 'regions'>): string | null {
	if (ruledOut.length === 0) return null;
	const titles = new Map(regions.map(({ id, title }) => [id, title]));
	const named = (because: 'by-hand' | 'too-few-rows') =>
		ruledOut
			.filter((one) => one.because === because)
			.map((one) => one.regions.map((id) => titles.get(id) ?? id).join(' + '))
			.join(', ');
	const [byHand, rare] = [named('by-hand'), named('too-few-rows')];
	return [
		...(byHand === '' ? [] : [`Ruled out by hand: ${byHand}.`]),
		...(rare === ''
			? []
			: [`Not counted on, since fewer than ${SMALL_CELL} human rows lie in them at once: ${rare}.`])
	].join(' ');
}

/** What becomes of people in several regions where each region is asked for by itself; null where nobody is. */
export function overfilledWords({
	overlaps,
	regions,
	plan
}: Pick<Brief, 'overlaps' | 'regions' | 'plan'>): string | null {
	if (plan.people.isShared || overlaps.length === 0) return null;
	const titles = new Map(regions.map(({ id, title }) => [id, title]));
	const named = overlaps
		.map(({ regions: ids, rows }) => {
			const both = ids.map((id) => titles.get(id) ?? id).join(' and ');
			return `${counted(rows, 'human row lies', 'human rows lie')} in ${both} at once`;
		})
		.reduce((all, one, i) => all + (i < overlaps.length - 1 ? ', ' : ' and ') + one);
	return `Here each region is asked for by itself, yet ${named}. Such people come for either region, so that the overlap ends up with more than its human share; where one person may serve several regions, their record counts for all of them.`;
}

/** What is left of a hundred people screened, gate by gate. */
export interface Losses {
	/** What people have come through at each gate, such as "finish". */
	readonly gates: readonly string[];
	readonly kinds: readonly {
		readonly title: string;
		/** People left after each gate, of a hundred: two digits, for the rates are estimates. */
		readonly left: readonly number[];
	}[];
	/** What else is to be said of how they are computed; empty where nothing is. */
	readonly note: string;
}

/** What is lost on the way from a person screened to a record that counts; null where nobody is asked. */
export function losses({ kinds, plan }: Pick<Brief, 'kinds' | 'plan'>): Losses | null {
	const asked = kinds.filter(({ numbers }) => numbers.records > 0);
	if (asked.length === 0) return null;
	const kept = [1 - plan.people.dropoutRate, 1 - plan.people.rejectionRate];
	const hasYield = asked.some(({ numbers }) => numbers.yield < 1);
	const isJoint = asked.some(({ regions, numbers }) => regions.length > 1 && numbers.yield < 1);
	return {
		gates: ['pass', 'finish', 'are accepted', ...(hasYield ? ['fall within'] : [])],
		kinds: asked.map(({ title, numbers }) => {
			const rates = [numbers.incidence, ...kept, ...(hasYield ? [numbers.yield] : [])];
			const left = rates.map((_, i) =>
				Number((100 * rates.slice(0, i + 1).reduce((all, rate) => all * rate, 1)).toPrecision(2))
			);
			return { title, left };
		}),
		note: isJoint
			? 'Where people serve several regions, the shares that fall into each are multiplied too, as if one told nothing of the other.'
			: ''
	};
}
