import { QUESTION_PARTS, type Question } from '$lib/terms/question';
import { ownValue } from '$lib/terms/own-value';
import {
	CANNOT_TELL,
	FEWEST_DECOYS,
	fewDecoys,
	NONE_OF_THESE,
	PREFER_NOT
} from '$lib/analysis/brief/translate/decoys';
import { answerLabel, isFromName, isKeyOpen } from '$lib/analysis/brief/translate/question-words';
import { isBlank, when, type Found, type LintedBrief, type LintRule } from './rule';

/** Names of personal data that nobody has to give. */
const PERSONAL =
	/\b(e-?mail|phone|telephone|mobile number|postal address|home address|street|full name|first name|last name|surname|post ?code|zip ?code|date of birth|passport|social security|national insurance|ip address|bank account|card number)\b/i;

/** Answers that a table's keeper understands and a participant does not: `Married-civ-spouse`, `>50K`, `M`. */
const CODE = /_|^[<>=]|^[^\s-]+(-[^\s-]+){2,}$|^\p{Lu}{1,2}$|^\d+$/u;
/** Codes named in a finding, the others counted. */
const MOST_NAMED = 3;

/** Answers of the task and the screener that people would read as codes. */
function codedAnswers({ questions }: LintedBrief): readonly string[] {
	const labels = questions
		.filter(({ part, column }) => column !== undefined && ['screener', 'task'].includes(part))
		.flatMap((question) => (question.options ?? []).map((answer) => answerLabel(question, answer)));
	return [...new Set(labels)].filter((label) => CODE.test(label));
}

function undefinedLabels({ dictionary, plan }: LintedBrief): readonly string[] {
	return dictionary
		.filter(
			({ origin, codedFrom }) => ['judged', 'measured'].includes(origin) && codedFrom === undefined
		)
		.map(({ name }) => name)
		.filter((name) => {
			const written = ownValue(plan.definitions, name);
			return written === undefined || isBlank(written.means) || isBlank(written.nearMiss);
		});
}

function withoutWayOut({ questions }: LintedBrief): readonly Question[] {
	const ways = [CANNOT_TELL, PREFER_NOT, NONE_OF_THESE, 'Other'];
	return questions.filter(
		({ kind, part, options = [], isRequired }) =>
			kind === 'choice' &&
			part === 'task' &&
			isRequired &&
			!options.some((option) => ways.includes(option))
	);
}

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
function outcomeWords({ regions }: LintedBrief): readonly string[] {
	return regions
		.flatMap(({ conditions }) => conditions)
		.filter(({ class: cls }) => cls === 'outcome')
		.flatMap(({ condition }) => [
			...condition.column.toLowerCase().split(/[^\p{L}]+/u),
			...(condition.kind === 'set'
				? condition.values.filter((value) => typeof value === 'string').map((v) => v.toLowerCase())
				: [])
		])
		.filter((word) => word.length > 3);
}

/** Outcome words in anything that a participant reads. */
function leadingWords(brief: LintedBrief): readonly string[] {
	const { plan, questions } = brief;
	const texts = [
		plan.publicTitle,
		plan.texts.task,
		...questions.flatMap(({ text, help = '', labels = {} }) => [
			text,
			help,
			...Object.values(labels)
		])
	].map((text) => text.toLowerCase().split(/[^\p{L}]+/u));
	return [...new Set(outcomeWords(brief))].filter((word) =>
		texts.some((words) => words.includes(word))
	);
}

/** Screeners with too few other answers to hide what they look for. */
function bareScreeners({ questions }: LintedBrief): readonly Found[] {
	return questions.flatMap(({ name, part, decoys }) =>
		when(
			part === 'screener' && decoys !== undefined && decoys.length < FEWEST_DECOYS,
			'warning',
			`${fewDecoys(decoys?.length ?? 0)}: ${name} tells what is looked for.`,
			`Add other answers to it, at least ${FEWEST_DECOYS}.`
		)
	);
}

function isScreenedLate({ questions, regions }: LintedBrief): boolean {
	const screener = QUESTION_PARTS.indexOf('screener');
	const screened = new Set(
		regions.flatMap(({ conditions }) =>
			conditions.flatMap((c) => (c.class === 'screener' ? [(c.answers ?? c.condition).column] : []))
		)
	);
	return questions.some(
		({ part, column, name }) =>
			QUESTION_PARTS.indexOf(part) > screener &&
			((column !== undefined && screened.has(column)) || /screen|eligib/i.test(name))
	);
}

const inTask = (finding: Found): Found => ({ ...finding, section: 'task' });

/** Rules about what words mean, and what participants read and are asked. */
export const QUESTION_RULES: readonly LintRule[] = [
	{
		id: 'L4',
		section: 'record',
		find: (brief) => {
			const names = undefinedLabels(brief);
			const codes = codedAnswers(brief);
			const others = codes.length - MOST_NAMED;
			const named = brief.questions.filter(isFromName).map(({ column }) => column!);
			const keyless = brief.questions.filter(isKeyOpen).map(({ name }) => name);
			return [
				...when(
					names.length > 0,
					'warning',
					`Not defined: ${names.join(', ')}.`,
					'Say for each what it means and what just misses it.'
				),
				...when(
					named.length > 0,
					'warning',
					`Drafted from the column’s name alone: ${named.join(', ')}.`,
					'Write in words what is asked, or set the column to another use under Columns.'
				).map(inTask),
				...when(
					codes.length > 0,
					'warning',
					`Participants would read codes: ${codes.slice(0, MOST_NAMED).join(', ')}${others > 0 ? ` and ${others} more` : ''}.`,
					'Write for each answer what people read; the data keep the code.'
				).map(inTask),
				...when(
					keyless.length > 0,
					'error',
					`A number of a key is asked for that is not written: ${keyless.join(', ')}.`,
					'Write the key into the question, each number with its answer, or ask for the answer itself.'
				).map(inTask)
			];
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
			return [
				...when(
					words.length > 0,
					'error',
					`Participants would read the outcome that is looked for: ${words.join(', ')}.`,
					'Take the words out of titles, questions and help.'
				),
				...bareScreeners(brief)
			];
		}
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
	}
];
