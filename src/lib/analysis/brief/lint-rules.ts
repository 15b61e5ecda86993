import type { Brief, BriefSection, LintFinding, Question } from '$lib/terms/brief';
import { QUESTION_PARTS } from '$lib/terms/brief';
import { count, money } from './format';
import { PAY_FLOOR, SCREEN_OUT_FLOOR } from './numbers/cost';
import { specialColumns } from './special-columns';
import { CANNOT_TELL, PREFER_NOT } from './translate/screener';

/** What a rule reads: everything of a brief but what the rules themselves make. */
export type LintedBrief = Omit<Brief, 'hash' | 'findings'>;

type Found = Pick<LintFinding, 'severity' | 'message' | 'fix'>;

/** A rule: a complaint that people who answered such requests have made, turned into a check. */
export interface LintRule {
	readonly id: string;
	readonly section: BriefSection;
	readonly find: (brief: LintedBrief) => readonly Found[];
}

const isBlank = (text: string) => text.trim() === '';

function when(condition: boolean, severity: Found['severity'], message: string, fix: string) {
	return condition ? [{ severity, message, fix }] : [];
}

/** Names of personal data that nobody has to give. */
const PERSONAL =
	/\b(e-?mail|phone|telephone|mobile number|postal address|home address|street|full name|first name|last name|surname|post ?code|zip ?code|date of birth|passport|social security|national insurance|ip address|bank account|card number)\b/i;

/** One question asking two things. */
function isDoubled({ text }: Question): boolean {
	const asks = /\b(do|did|does|are|is|were|have|has|can) (you|it|they)\b/gi;
	return (
		/\band\/or\b/i.test(text) ||
		(text.match(/\?/g) ?? []).length > 1 ||
		(/\b(and|or)\b/i.test(text) && (text.match(asks) ?? []).length > 1)
	);
}

/** Words by which an outcome shows: those of its column, and its values. */
function outcomeWords(brief: LintedBrief): readonly string[] {
	const conditions = brief.regions.flatMap(({ conditions }) => conditions);
	return conditions
		.filter(({ class: cls }) => cls === 'outcome')
		.flatMap(({ condition }) => [
			...condition.column.toLowerCase().split(/[^\p{L}]+/u),
			...(condition.kind === 'set'
				? condition.values.filter((value) => typeof value === 'string').map((v) => v.toLowerCase())
				: [])
		])
		.filter((word) => word.length > 3);
}

/** Everything that a participant reads. */
function participantTexts({ plan, questions }: LintedBrief): readonly string[] {
	return [
		plan.publicTitle,
		plan.texts.task,
		...questions.flatMap(({ text, help }) => [text, help ?? ''])
	];
}

function leadingWords(brief: LintedBrief): readonly string[] {
	const texts = participantTexts(brief).map((text) => text.toLowerCase().split(/[^\p{L}]+/u));
	return [...new Set(outcomeWords(brief))].filter((word) =>
		texts.some((words) => words.includes(word))
	);
}

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
			`A submission would be rejected after ${rejectAfter} failed checks; for ${plan.pay.minutes} minutes the platform asks for ${fewest}.`,
			`Reject after ${fewest} failed checks.`
		),
		...when(
			rejectAfter > attentionChecks && attentionChecks > 0,
			'warning',
			`There are ${attentionChecks} checks, so ${rejectAfter} can never fail.`,
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

function withoutWayOut({ questions }: LintedBrief): readonly Question[] {
	return questions.filter(
		({ kind, part, options, isRequired }) =>
			kind === 'choice' &&
			part === 'task' &&
			isRequired &&
			!(options ?? []).some((option) =>
				[CANNOT_TELL, PREFER_NOT, 'None of these', 'Other'].includes(option)
			)
	);
}

function undefinedLabels({ dictionary, plan }: LintedBrief): readonly string[] {
	return dictionary
		.filter(({ origin, codedFrom }) => origin === 'measured' && codedFrom === undefined)
		.map(({ name }) => name)
		.filter((name) => {
			const written = plan.definitions[name];
			return written === undefined || isBlank(written.means) || isBlank(written.nearMiss);
		});
}

function isScreenedLate({ questions, regions }: LintedBrief): boolean {
	const screener = QUESTION_PARTS.indexOf('screener');
	const screened = new Set(
		regions.flatMap(({ conditions }) =>
			conditions.flatMap((c) => (c.class === 'screener' ? [c.condition.column] : []))
		)
	);
	return questions.some(
		({ part, column, name }) =>
			QUESTION_PARTS.indexOf(part) > screener &&
			((column !== undefined && screened.has(column)) || /screen|eligib/i.test(name))
	);
}

const hasSpecial = ({ regions, dictionary }: LintedBrief) =>
	regions.some(({ status }) => status === 'drafted') &&
	specialColumns(regions, dictionary).length > 0;

/** The twenty rules, from complaints about requests for data; see docs/method.md. */
export const LINT_RULES: readonly LintRule[] = [
	{
		id: 'L1',
		section: 'purpose',
		find: ({ plan }) =>
			when(
				isBlank(plan.texts.purpose),
				'error',
				'The purpose is empty.',
				'Say in a sentence what the data are for and what goes wrong without them.'
			)
	},
	{
		id: 'L2',
		section: 'acceptance',
		find: ({ acceptance }) =>
			when(
				acceptance.length === 0,
				'error',
				'Nothing says when a record is accepted.',
				'Switch on the acceptance checks.'
			)
	},
	{
		id: 'L3',
		section: 'record',
		find: ({ examples, regions }) => {
			const missing = (['good', 'bad', 'borderline'] as const).filter(
				(kind) => !examples.some((example) => example.kind === kind)
			);
			return when(
				missing.length > 0 && regions.length > 0,
				'warning',
				`No ${missing.join(', no ')} example.`,
				'Show two good records, two bad ones and one on the border, each with the reason.'
			);
		}
	},
	{
		id: 'L4',
		section: 'record',
		find: (brief) => {
			const names = undefinedLabels(brief);
			return when(
				names.length > 0,
				'warning',
				`Not defined: ${names.join(', ')}.`,
				'Say for each what it means and what just misses it.'
			);
		}
	},
	{
		id: 'L5',
		section: 'task',
		find: (brief) => {
			const names = withoutWayOut(brief).map(({ name }) => name);
			return when(
				names.length > 0,
				'warning',
				`No way out where no answer fits: ${names.join(', ')}.`,
				`Offer “${CANNOT_TELL}” or “${PREFER_NOT}”.`
			);
		}
	},
	{
		id: 'L6',
		section: 'number',
		find: ({ regions }) =>
			regions.flatMap(({ title, numbers }) =>
				numbers.problems.map((problem) => ({
					severity: 'error' as const,
					message: `${title}: ${problem}`,
					fix: 'Widen the region, lower the target, raise the budget, or find another source.'
				}))
			)
	},
	{
		id: 'L7',
		section: 'cost',
		find: ({ plan }) => {
			const { currency, ratePerHour, screenOutReward } = plan.pay;
			const floor = PAY_FLOOR[currency];
			const isBelow = ratePerHour < floor.lowest;
			return [
				...when(
					isBelow,
					'error',
					`${money(ratePerHour, currency)} an hour is below the platform's floor of ${money(floor.lowest, currency)}.`,
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
	{
		id: 'L9',
		section: 'task',
		find: ({ questions }) =>
			questions.filter(isDoubled).map(({ name, text }) => ({
				severity: 'warning' as const,
				message: `${name} asks two things: “${text}”`,
				fix: 'Make two questions of it.'
			}))
	},
	{
		id: 'L10',
		section: 'task',
		find: (brief) => {
			const words = leadingWords(brief);
			return when(
				words.length > 0,
				'error',
				`Participants would read the outcome that is looked for: ${words.join(', ')}.`,
				'Take the words out of titles, questions and help.'
			);
		}
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
		id: 'L13',
		section: 'task',
		find: (brief) =>
			when(
				isScreenedLate(brief),
				'error',
				'A question that selects people comes after the task.',
				'Move it to the start: people sent away late have worked for nothing.'
			)
	},
	{
		id: 'L14',
		section: 'task',
		find: ({ questions }) =>
			questions
				.filter(({ text }) => PERSONAL.test(text))
				.map(({ name }) => ({
					severity: 'error' as const,
					message: `${name} asks for something that identifies a person.`,
					fix: 'Ask for less: a region for an address, a year for a birthday, nothing for a name.'
				}))
	},
	{
		id: 'L15',
		section: 'log',
		find: ({ plan }) =>
			when(
				plan.log.length === 0,
				'warning',
				'The brief has no version.',
				'Save a version, so that everyone can name the one they work from.'
			)
	},
	{
		id: 'L16',
		section: 'record',
		find: ({ plan, dictionary }) =>
			when(
				isBlank(plan.texts.format) || !dictionary.some(({ origin }) => origin !== 'provenance'),
				'error',
				'What the file looks like is not said.',
				'Name the format and the columns.'
			)
	},
	{
		id: 'L17',
		section: 'acceptance',
		find: ({ acceptance, regions }) => {
			const checked = new Set(
				acceptance.flatMap((check) => (check.kind === 'region' ? [check.regionId] : []))
			);
			const missing = regions.filter(({ id, status }) => status === 'drafted' && !checked.has(id));
			return when(
				missing.length > 0,
				'error',
				`Records are not held against the region itself: ${missing.map(({ title }) => title).join(', ')}.`,
				'Switch on the region check: it is the predicate that found the gap.'
			);
		}
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
				`The plan counts on ${count(plan.people.recordsPerPerson)} records a person, the cap allows ${count(plan.people.cap)}.`,
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
