import type { Brief, BriefRegion, RegionNumbers } from '$lib/terms/brief';
import { costWords, count, percent } from './format';
import { SMALL_CELL } from './facts';
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
}: RegionNumbers): string {
	if (incidence >= 1) return `${count(starts)} people start, and nobody is screened out.`;
	const passing =
		incidence > ALMOST_ALL
			? 'Nearly all of those invited pass the screener'
			: `Of those invited ${percent(incidence)} pass the screener`;
	return `${count(starts)} people start. ${passing}: ${count(screenedExpected)} are screened on average, and ${count(screened95)} suffice in 95 of 100 runs.`;
}

/** What is saved where one person serves several regions. */
export function sharedWords(brief: Pick<Brief, 'kinds' | 'regions'>): string {
	const sum = (people: readonly { readonly people: number }[]) =>
		people.reduce((all, one) => all + one.people, 0);
	const apart = sum(draftedRegions(brief).map(({ numbers }) => numbers));
	return `Together ${count(sum(brief.kinds))} people serve all regions, instead of ${count(apart)} who serve one each. Numbers and costs above count each region apart, since nobody knows yet how many such people there are.`;
}

/** Why weighting the rows there are is no substitute for asking. */
export function whyNotReweight({ totals, regions }: Brief): string {
	if (totals.effectiveSample === null)
		return 'Weighting the synthetic rows is no substitute: a region without rows has nothing to weight.';
	const rows = regions[0]?.synthetic.rows ?? 0;
	return `Weighting instead of asking would give the synthetic rows of these regions their human share, and leave ${count(rows)} rows worth ${count(totals.effectiveSample)} (Kish's effective sample size, (Σw)² / Σw²). Even then the same few rows would speak for everyone there.`;
}
