import { specialColumns } from '$lib/analysis/brief/special-columns';
import { count, counted, money } from '$lib/analysis/brief/format';
import { PAY_FLOOR, SCREEN_OUT_FLOOR } from '$lib/analysis/brief/numbers/cost';
import { isBlank, when, type Found, type LintedBrief, type LintRule } from './rule';

function unfairChecks({ plan, questions }: LintedBrief): readonly Found[] {
	const { attentionChecks, rejectAfter } = plan.quality;
	const fewest = plan.pay.minutes < 5 ? 1 : 2;
	const isVague = questions.some(
		({ part, text, expected }) =>
			part === 'attention' && (expected === undefined || !text.includes(expected))
	);
	return [
		...when(
			rejectAfter < fewest,
			'error',
			`A submission would be rejected after ${counted(rejectAfter, 'failed check')}; for ${counted(plan.pay.minutes, 'minute')} the platform asks for ${fewest}.`,
			`Reject after ${counted(fewest, 'failed check')}.`
		),
		...when(
			rejectAfter > attentionChecks && attentionChecks > 0,
			'warning',
			`With ${counted(attentionChecks, 'check')}, ${rejectAfter} can never fail.`,
			'Add a check, or reject after fewer.'
		),
		...when(
			isVague,
			'error',
			'An attention check does not name the answer it wants.',
			'Put the instruction and the answer into the question itself.'
		)
	];
}

const hasSpecial = ({ regions, dictionary }: LintedBrief) =>
	regions.some(({ status }) => status === 'drafted') &&
	specialColumns(regions, dictionary).length > 0;

/** Rules about numbers, pay, checks, consent: what is fair to people and can be reached. */
export const FAIRNESS_RULES: readonly LintRule[] = [
	{
		id: 'L6',
		section: 'number',
		find: ({ regions, kinds, totals }) => {
			const rows = regions[0]?.human.rows ?? 0;
			const problems = [
				...[...regions, ...kinds].flatMap(({ title, numbers }) =>
					numbers.problems.map((problem) => `${title}: ${problem}`)
				),
				...totals.problems
			];
			return [
				...problems.map((message) => ({
					severity: 'error' as const,
					message,
					fix: 'Widen the region, lower the target, raise the budget, or find another source.'
				})),
				...when(
					Number.isFinite(totals.records) && totals.records > rows,
					'warning',
					`More records are asked for, ${count(totals.records)}, than the ${count(rows)} of the whole human table.`,
					'Mend the generator first, take fewer regions, or aim for a number of rows instead of the human share.'
				)
			];
		}
	},
	{
		id: 'L7',
		section: 'cost',
		find: ({ plan, totals }) => {
			const { currency, ratePerHour, screenOutReward } = plan.pay;
			const floor = PAY_FLOOR[currency];
			const isBelow = ratePerHour < floor.lowest;
			return [
				...when(
					isBelow,
					'error',
					`${money(ratePerHour, currency)} an hour is below the platform’s floor of ${money(floor.lowest, currency)}.`,
					`Pay ${money(floor.recommended, currency)} or the local living wage, whichever is more.`
				),
				...when(
					!isBelow && ratePerHour < floor.recommended,
					'warning',
					`${money(ratePerHour, currency)} an hour is below the recommended ${money(floor.recommended, currency)}.`,
					`Pay ${money(floor.recommended, currency)} or the local living wage, whichever is more.`
				),
				...when(
					screenOutReward < SCREEN_OUT_FLOOR[currency],
					'error',
					'People screened out are paid less than the platform allows.',
					`Pay them at least ${money(SCREEN_OUT_FLOOR[currency] / 100, currency)}.`
				),
				...when(
					screenOutReward >= totals.reward,
					'warning',
					'People screened out are paid as much as those who finish, which the platform does not take.',
					'Pay more for the sitting, or less for being screened out.'
				)
			];
		}
	},
	{
		id: 'L8',
		section: 'quality',
		find: ({ plan, quality }) => [
			...when(
				quality.pilot < 1,
				'error',
				'There is no pilot.',
				'Run one before the rest: it shows what is unclear and how long it takes.'
			),
			...when(
				!plan.pay.isTimed,
				'warning',
				'The minutes are a guess.',
				'Time the task in the pilot, then tick that they are measured.'
			)
		]
	},
	{ id: 'L11', section: 'quality', find: unfairChecks },
	{
		id: 'L12',
		section: 'quality',
		find: ({ plan }) =>
			when(
				isBlank(plan.texts.rejectionRule),
				'error',
				'When a submission is rejected is not said.',
				'Write the rule now and show it to participants; a rule made afterwards is unfair.'
			)
	},
	{
		id: 'L18',
		section: 'quality',
		find: ({ plan, questions }) =>
			when(
				isBlank(plan.texts.aiPolicy) && questions.some(({ kind }) => kind === 'text'),
				'error',
				'What happens to machine-written text is not said.',
				'Say what is allowed, how it is looked for, and that suspicion is paid and left out.'
			)
	},
	{
		id: 'L19',
		section: 'ethics',
		find: (brief) => [
			...when(
				hasSpecial(brief) && !brief.plan.ethics.hasExplicitConsent,
				'error',
				'Special-category data are asked for without explicit consent.',
				'Switch on the explicit consent question (GDPR Article 9(2)(a)).'
			),
			...when(
				hasSpecial(brief) && brief.plan.ethics.review === 'undecided',
				'warning',
				'Whether an ethics board reviews this is not decided.',
				'Decide, and say why.'
			)
		]
	},
	{
		id: 'L20',
		section: 'number',
		find: ({ plan, totals }) => [
			...when(
				plan.people.cap < 1,
				'error',
				'One person may send all of the records.',
				'Set a cap of records a person.'
			),
			...when(
				plan.people.cap >= 1 && plan.people.cap < plan.people.recordsPerPerson,
				'warning',
				`The plan counts on ${counted(plan.people.recordsPerPerson, 'record')} a person, the cap allows ${count(plan.people.cap)}.`,
				'Raise the cap or lower the records a person.'
			),
			...when(
				totals.records > 20 && plan.people.cap > totals.records / 10,
				'warning',
				'One person may send more than a tenth of the records.',
				'Lower the cap.'
			)
		]
	}
];
