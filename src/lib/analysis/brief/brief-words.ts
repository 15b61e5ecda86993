import type {
	Brief,
	BriefRegion,
	PeopleNumbers,
	PersonKind,
	RegionNumbers
} from '$lib/terms/brief';
import { costWords, count, money, percent } from './format';
import { SMALL_CELL } from './small-cells';
import { wilsonInterval } from './numbers/distributions';

/** An incidence that a percentage would round to all. */
const ALMOST_ALL = 0.995;

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

/** Whether something of a record has to be judged by raters: what is measured and not coded from an answer, or a text. */
export function hasRatings({
	dictionary,
	questions
}: Pick<Brief, 'dictionary' | 'questions'>): boolean {
	const isJudged = dictionary.some(
		({ origin, codedFrom }) => origin === 'measured' && codedFrom === undefined
	);
	return isJudged || hasTexts({ questions });
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
	return `${count(human.count)} of ${count(human.rows)} human rows fall here (${percent(human.share)}; 95 % interval ${percent(low)} to ${percent(high)}), but ${made}.`;
}

/** What the whole brief asks for: records, regions, people, money. Without a region to ask for, where to look. */
export function askedFor(brief: Brief): { readonly records: string; readonly rest: string } {
	const { totals, plan } = brief;
	const drafted = draftedRegions(brief).length;
	if (drafted === 0)
		return { records: '', rest: 'No region here can be asked for; each says where else to look.' };
	const people =
		totals.screenedExpected > totals.starts
			? `About ${count(totals.starts)} people do the task, found among about ${count(totals.screenedExpected)} who are screened`
			: `About ${count(totals.starts)} people do the task`;
	return {
		records: `${count(totals.records)} accepted ${totals.records === 1 ? 'record' : 'records'}`,
		rest: `${drafted === 1 ? 'in one region' : `in ${drafted} regions`} that the synthetic table lacks. ${people}, for about ${costWords(totals.cost, plan.pay.currency)}.`
	};
}

/** Records of a region, and what the budget makes of them. */
export function recordsWords({ records, affordable }: RegionNumbers): string {
	const wanted = `${count(records)} accepted ${records === 1 ? 'record' : 'records'}`;
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
	if (incidence >= 1) return `${count(starts)} people start, and nobody is screened out.`;
	const passing =
		incidence > ALMOST_ALL
			? 'Nearly all of those invited pass the screener'
			: `Of those invited ${percent(incidence)} pass the screener`;
	return `${count(starts)} people start. ${passing}: ${count(screenedExpected)} are screened on average, and ${count(screened95)} suffice in 95 of 100 runs.`;
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
	const amount = (value: number) => money(value, plan.pay.currency);
	const here = `${count(people)} people for about ${amount(cost.expected)}`;
	if (!Number.isFinite(apart.people))
		return `${here}; people who serve one region each cannot reach the aim at all.`;
	const than = `${here}, instead of ${count(apart.people)} for about ${amount(apart.cost)} if each served one region.`;
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

/** Why weighting the rows there are is no substitute for asking. */
export function whyNotReweight({ totals, regions }: Brief): string {
	if (totals.effectiveSample === null)
		return 'Weighting the synthetic rows is no substitute: a region without rows has nothing to weight.';
	const rows = regions[0]?.synthetic.rows ?? 0;
	return `Weighting instead of asking would give the synthetic rows of these regions their human share, and leave ${count(rows)} rows worth ${count(totals.effectiveSample)} (Kish's effective sample size, (Σw)² / Σw²). Even then the same few rows would speak for everyone there.`;
}
