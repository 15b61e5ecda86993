import type { Brief, BriefRegion, DictionaryColumn } from '$lib/terms/brief';
import type { RegionNumbers } from '$lib/terms/brief-numbers';
import { count, counted, percent, roughly } from './format';
import { SMALL_CELL } from './small-cells';
import { answersOf } from './translate/question-words';
import { wilsonInterval } from './numbers/distributions';

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
			? bound.toLocaleString('en-GB', { maximumSignificantDigits: 12 }).replace('-', '−')
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

/** Three digits, for what hangs on estimates. */
const rounded = (value: number) => (Number.isFinite(value) ? Number(value.toPrecision(3)) : value);

/** What the whole brief asks for: records, regions, people, money. Without a region to ask for, where to look. */
export function askedFor(brief: Brief): { readonly records: string; readonly rest: string } {
	const { totals, plan } = brief;
	const drafted = draftedRegions(brief).length;
	if (drafted === 0)
		return { records: '', rest: 'No region here can be asked for; each says where else to look.' };
	const task = `About ${counted(rounded(totals.starts), 'person does', 'people do')} the task`;
	const people =
		totals.screenedExpected > totals.starts
			? `${task}, found among about ${count(rounded(totals.screenedExpected))} who are screened`
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
