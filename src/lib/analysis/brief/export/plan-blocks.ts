import type { Brief } from '$lib/terms/brief';
import type { Allocation } from '$lib/terms/brief-plan';
import { costWords, count, counted, decimal, money, percent } from '$lib/analysis/brief/format';
import { longestSitting } from '$lib/analysis/brief/numbers/cost';
import { isGuarded, specialColumns } from '$lib/analysis/brief/special-columns';
import { costSteps, hasRatings, hasTexts } from '$lib/analysis/brief/brief-words';
import { heading, list, OPEN, paragraph, table, textOr, type Block } from './blocks';

/** What a budget that does not reach is spent on. */
export const ALLOCATION_WORDS: Readonly<Record<Allocation, string>> = {
	coverage: 'the most regions filled',
	neyman: 'the best overall precision, whatever a record costs',
	'cost-optimal': 'the best overall precision for the money',
	'learning-curve': 'the least expected loss'
};

/** What is said of raters, where people judge what cannot be asked for. */
function ratingItems({ plan, quality }: Brief): readonly string[] {
	const q = plan.quality;
	return [
		`Raters judge ${counted(q.goldItems, 'item')} whose answer is known (gold) first, and pass with ${count(q.goldPass)} right: a guesser does so with a probability of ${percent(quality.goldPassGuess)}, a careful rater with one of ${percent(quality.goldPassCareful)}.`,
		`${counted(quality.raters, 'rater')} a record: with an agreement of ${decimal(q.raterAgreement)} between two, their pooled rating reaches a reliability of ${decimal(q.reliability)} (Spearman–Brown); a majority of raters who are right ${percent(q.raterAccuracy)} of the time is right ${percent(quality.majorityCorrect)} of the time.`,
		`Ratings stand if Krippendorff’s α is at least ${decimal(q.agreementFloor)}; below .800 they are tentative. Where opinions differ by nature, report their distribution.`
	];
}

/** How quality is looked after, each number with what it comes from. */
export function qualityBlocks(brief: Brief): readonly Block[] {
	const { plan, quality } = brief;
	const q = plan.quality;
	return [
		heading(2, 'Quality'),
		list([
			`Pilot with ${counted(quality.pilot, 'person', 'people')} before the rest: a problem that ${percent(q.problemRate)} of people meet shows at least once in ${percent(quality.pilotShows)} of pilots. Go on only if the minutes, the screener’s pass rate and the checks turn out as planned.`,
			'Comprehension question at the start, two tries, then a return: never a rejection.',
			...(q.attentionChecks === 0
				? ['No attention checks.']
				: [
						`${count(q.attentionChecks)} attention ${q.attentionChecks === 1 ? 'check, with its' : 'checks, each with its'} instruction in the question; rejected after ${counted(q.rejectAfter, 'failure')}. Someone who clicks at random fails all of them with a probability of ${percent(quality.checksFailRandom)}, a careful person with one of ${percent(quality.checksFailCareful)}.`
					]),
			...(hasRatings(brief) ? ratingItems(brief) : []),
			...(hasTexts(brief)
				? [
						`If ${percent(q.aiShare)} of texts are machine-written and a detector finds ${percent(q.aiSensitivity)} of them at ${percent(q.aiSpecificity)} specificity, ${percent(quality.aiResidual)} remain after dropping the flagged, and ${percent(quality.aiInnocent)} of the flagged are people’s own: so nobody is rejected for it.`
					]
				: []),
			`A second person reads a random ${percent(q.auditShare)} of accepted records, ${count(quality.audit)} in all.`
		]),
		...(hasTexts(brief)
			? [paragraph(`Machine-written text: ${plan.texts.aiPolicy.trim() || OPEN}`)]
			: []),
		paragraph(`Rejection: ${plan.texts.rejectionRule.trim() || OPEN}`)
	];
}

/** When a record is accepted, with the predicates. */
export function acceptanceBlocks({ acceptance, regions }: Brief): readonly Block[] {
	const checks = acceptance.flatMap((check) => (check.kind === 'region' ? [check] : []));
	const byId = new Map(regions.map((region) => [region.id, region]));
	return [
		heading(2, 'Accepted when'),
		list(acceptance.map(({ words }) => words)),
		...checks.flatMap((check): readonly Block[] => [
			paragraph(
				`Predicate of “${byId.get(check.regionId)!.title}” (${check.regionId})${byId.get(check.regionId)!.isCoarsened ? ', as far as it is told' : ''}:`
			),
			{ kind: 'code', text: check.sql }
		]),
		...table(
			['What comes back', 'Paid', 'Replaced', 'Counted'],
			[
				['Sound, in a region', 'yes', 'no', 'yes'],
				['Sound, outside every region', 'yes', 'yes', 'no'],
				['Fails a schema, length or duplicate check', 'yes', 'yes', 'no'],
				['Rejected by the stated rule', 'no', 'yes', 'no'],
				['Suspected machine-written', 'yes', 'yes', 'no'],
				['Consent withdrawn', 'yes', 'yes', 'no: deleted']
			]
		)
	];
}

/** What it costs, and from which inputs. */
export function costBlocks(brief: Brief): readonly Block[] {
	const { plan, totals, kinds } = brief;
	const { pay } = plan;
	const steps = costSteps(brief);
	const amount = (value: number) => money(value, pay.currency);
	return [
		heading(2, 'Pay and cost'),
		list([
			`${amount(pay.ratePerHour)} an hour × ${counted(pay.minutes, 'minute')} = ${amount(totals.reward / 100)} a sitting; the platform must allow at least ${longestSitting(pay.minutes)} minutes.`,
			`${amount(pay.screenOutReward / 100)} for each person screened out; platform fee ${percent(pay.feeRate)}; tax ${percent(pay.taxRate)}. Fees and floors as of 2026-09-20: check them before you commit.`,
			`The pilot is paid as the rest: ${amount(totals.pilotCost)}.`,
			`Expected in all: ${costWords(totals.cost, pay.currency)}${totals.cost.low < totals.cost.high ? ', what chance in screening does in 90 of 100 runs' : ''}; ${amount(totals.cost.perRecord)} an accepted record.`,
			...(steps === null ? [] : [steps]),
			...(pay.budget === null
				? []
				: [
						`Budget ${amount(pay.budget)}; where it does not reach, it goes for ${ALLOCATION_WORDS[pay.allocation]}.`
					])
		]),
		...table(
			['People for', 'Expected', 'Low', 'High', 'A record'],
			kinds.map(({ title, cost }) => [
				title,
				amount(cost.expected),
				amount(cost.low),
				amount(cost.high),
				amount(cost.perRecord)
			])
		)
	];
}

/** Consent, sensitive attributes, review. */
export function ethicsBlocks({ plan, regions, dictionary }: Brief): readonly Block[] {
	const guarded = [
		...new Set(
			regions.flatMap(({ conditions }) =>
				conditions.flatMap(({ condition, sensitivity }) =>
					isGuarded(sensitivity) ? [condition.column] : []
				)
			)
		)
	];
	const special = specialColumns(regions, dictionary);
	const review = {
		undecided: 'Not decided yet whether an ethics board reviews this.',
		needed: 'An ethics board reviews this.',
		'not-needed': 'No review by an ethics board.'
	}[plan.ethics.review];
	return [
		heading(2, 'Ethics'),
		list([
			'Participation is voluntary, for adults, without deception; anyone can stop at any time and be paid for what is done.',
			special.length === 0
				? 'Nothing of a special category (GDPR Article 9) is asked for.'
				: `Of a special category (GDPR Article 9): ${special.join(', ')}. ${plan.ethics.hasExplicitConsent ? 'Explicit consent is asked for in a question of its own; without it these questions are left out.' : 'Explicit consent is not asked for.'}`,
			...(guarded.length === 0
				? []
				: [`No request is drafted on ${guarded.join(', ')}: see the checklist there.`]),
			'Payment never depends on what is answered or on falling into a region.',
			'Names, contact details and places finer than a county or state are not collected; platform identifiers are replaced by pseudonyms before the file is handed over.'
		]),
		textOr(`${review} ${plan.ethics.reviewReason}`, OPEN)
	];
}
