import type {
	Brief,
	BriefRegion,
	DictionaryColumn,
	PeopleNumbers,
	PersonKind,
	RegionNumbers
} from '$lib/terms/brief';
import { count, counted, percent, roughly } from './format';
import { SMALL_CELL } from './small-cells';
import { answersOf } from './translate/question-words';
import { wilsonInterval } from './numbers/distributions';

/** An incidence that a percentage would round to all. */
const ALMOST_ALL = 0.995;
/** Level of the intervals of shares. */
const LEVEL = 0.95;

/** Regions that are asked for. */
export function draftedRegions({ regions }: Pick<Brief, 'regions'>): readonly BriefRegion[] {
	return regions.filter(({ status }) => status === 'drafted');
}

/** Whether people write in their own words, so that a machine could write for them. */
export function hasTexts({ questions }: Pick<Brief, 'questions'>): boolean {
	return questions.some(
		({ kind, minCharacters }) => kind === 'text' && minCharacters !== undefined
	);
}

/** Whether something of a record has to be judged by raters: a column of theirs, or a text. */
export function hasRatings({
	dictionary,
	questions
}: Pick<Brief, 'dictionary' | 'questions'>): boolean {
	return dictionary.some(({ origin }) => origin === 'judged') || hasTexts({ questions });
}

/** What a column of a record usually holds, and whether something else is refused. */
export function expectedWords({ values, isClosed, min, max }: DictionaryColumn): string {
	if (values !== null)
		return [...answersOf(values), ...(isClosed ? [] : ['or another'])].join('; ');
	const figure = (bound: number | string) =>
		typeof bound === 'number'
			? bound.toLocaleString('en-GB', { maximumSignificantDigits: 12 })
			: bound;
	if (min !== null && max !== null) return `usually ${figure(min)} to ${figure(max)}`;
	if (min !== null) return `usually from ${figure(min)}`;
	return max === null ? '' : `usually up to ${figure(max)}`;
}

/** How many human and synthetic rows there are, with what the human share can be. */
export function evidence({ human, synthetic }: BriefRegion): string {
	const made =
		synthetic.count === 0
			? `none of ${count(synthetic.rows)} synthetic rows`
			: `only ${count(synthetic.count)} of ${count(synthetic.rows)} synthetic rows (${percent(synthetic.share)})`;
	if (human.count === null)
		return `Fewer than ${SMALL_CELL} of ${count(human.rows)} human rows fall here, and ${made}.`;
	const { low, high } = wilsonInterval(human.count, human.rows);
	return `${count(human.count)} of ${count(human.rows)} human rows fall here (${percent(human.share)}; ${percent(LEVEL)} interval ${percent(low)} to ${percent(high)}), but ${made}.`;
}

/** What the whole brief asks for: records, regions, people, money. Without a region to ask for, where to look. */
export function askedFor(brief: Brief): { readonly records: string; readonly rest: string } {
	const { totals, plan } = brief;
	const drafted = draftedRegions(brief).length;
	if (drafted === 0)
		return { records: '', rest: 'No region here can be asked for; each says where else to look.' };
	const task = `About ${counted(totals.starts, 'person does', 'people do')} the task`;
	const people =
		totals.screenedExpected > totals.starts
			? `${task}, found among about ${count(totals.screenedExpected)} who are screened`
			: task;
	return {
		records: counted(totals.records, 'accepted record'),
		rest: `${drafted === 1 ? 'in one region' : `in ${drafted} regions`} that the synthetic table lacks. ${people}, for ${roughly(totals.cost.expected, plan.pay.currency)}.`
	};
}

/** Records of a region, and what the budget makes of them. */
export function recordsWords({ records, affordable }: RegionNumbers): string {
	const wanted = counted(records, 'accepted record');
	return affordable < records
		? `${wanted}, of which the budget pays for ${count(affordable)}`
		: wanted;
}

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
		.join(' and ');
	return `Here each region is asked for by itself, yet ${named}. Such people come for either region, so that the overlap ends up with more than its human share; where one person may serve several regions, their record counts for all of them.`;
}

/** What is left of a hundred people screened, gate by gate: two digits, for the rates are estimates. */
export function lossWords({ kinds, plan }: Pick<Brief, 'kinds' | 'plan'>): string | null {
	const asked = kinds.filter(({ numbers }) => numbers.records > 0);
	if (asked.length === 0) return null;
	const kept = [1 - plan.people.dropoutRate, 1 - plan.people.rejectionRate];
	const hasYield = asked.some(({ numbers }) => numbers.yield < 1);
	const left = (share: number) => Number((share * 100).toPrecision(2)).toLocaleString('en-GB');
	const parts = asked.map(({ title, numbers }) => {
		const gates = [numbers.incidence, ...kept, ...(hasYield ? [numbers.yield] : [])];
		const shares = gates.map((_, i) => gates.slice(0, i + 1).reduce((all, gate) => all * gate, 1));
		return `${shares.map(left).join(', ')} for ${title}`;
	});
	const gates = hasYield ? 'finish, are accepted and fall within' : 'finish and are accepted';
	const isJoint = asked.some(({ regions, numbers }) => regions.length > 1 && numbers.yield < 1);
	const joint = isJoint
		? ' Where people serve several regions, the shares that fall into each are multiplied too, as if one told nothing of the other.'
		: '';
	return `Losses multiply. Of 100 people screened, so many pass, ${gates}: ${parts.join('; ')}.${joint}`;
}

/** By how much the cost hangs on what is a guess until the pilot; null where nothing is asked for. */
export function costSteps({ totals, quality, plan }: Brief): string | null {
	const { currency, ratePerHour, feeRate, taxRate } = plan.pay;
	if (totals.records === 0 || !Number.isFinite(totals.cost.expected)) return null;
	const sittings = totals.completes + quality.pilot;
	const minute = (sittings * ratePerHour * (1 + feeRate) * (1 + taxRate)) / 60;
	const point =
		((totals.cost.expected - totals.pilotCost) * 0.01) / (1 - plan.people.rejectionRate);
	return `A minute more a sitting adds ${roughly(minute, currency)}, a percentage point more of rejection ${roughly(point, currency)}: both are guesses until the pilot.`;
}

/** Why weighting the rows there are is no substitute for asking. */
export function whyNotReweight({ totals, regions }: Brief): string {
	if (totals.effectiveSample === null)
		return 'Weighting the synthetic rows is no substitute: a region without rows has nothing to weight.';
	const rows = regions[0]?.synthetic.rows ?? 0;
	return `Weighting instead of asking would give the synthetic rows of these regions their human share, and leave ${count(rows)} rows worth ${count(totals.effectiveSample)} (Kish’s effective sample size, (Σw)² / Σw²). Even then the same few rows would speak for everyone there.`;
}
