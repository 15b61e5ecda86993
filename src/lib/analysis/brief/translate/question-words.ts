import type { BriefPlan } from '$lib/terms/brief-plan';
import type { Question } from '$lib/terms/question';
import { ownValue } from '$lib/terms/own-value';
import { closingOf, wantedOf, withDecoys } from './decoys';
import { columnLabel } from './column-label';
import { isCode } from './column-patterns';
import type { ColumnPattern } from './pattern-rows';

/** Text and help of a question. */
export type QuestionWords = Pick<Question, 'text' | 'help'>;

/** How categories say that nothing is known: no answer that one offers to a person. */
const UNKNOWN = /^(\?|n\/?a|nan|none|null|unknown|missing|not (known|stated|available))?$/i;

/** Values of a column that says no more than yes or no. */
const YES_NO = /^(yes|no|y|n|true|false)$/i;

/** Values of a column that a person can be offered as answers. */
export function answersOf(values: readonly string[]): readonly string[] {
	return values.filter((value) => !UNKNOWN.test(value.trim()));
}

/** What stands where the key to a code is to be written. */
function openKey(label: string): string {
	return `The key to “${label}” goes here: each number with its answer in words.`;
}

/** Whether a question asks for a number of a key that nobody has written yet. */
export function isKeyOpen({ column, help }: Question): boolean {
	return column !== undefined && help === openKey(columnLabel({ column }));
}

/** What a question says before a column's name that no pattern knows: no sentence is made up around it. */
const NEUTRAL = {
	choice: 'Please choose your answer',
	'yes-no': 'Please answer yes or no',
	integer: 'Please give a number',
	number: 'Please give a number',
	date: 'Please give a date',
	category: 'Please write your answer',
	text: 'Please write, in your own words'
} as const;

/** A question that has no other words than its column's name, to be reworded. */
function neutralWords(label: string, kind: keyof typeof NEUTRAL): QuestionWords {
	return { text: `${NEUTRAL[kind]}: “${label}”.` };
}

/**
 * What a pattern calls its matter, so that it can follow “your”; null where its note says what the matter is, or shares
 * no word with the column's name, which may then mean something narrower: `diabetes` is not all of health.
 */
function nounOf(label: string, pattern: ColumnPattern | null): string | null {
	const noun = pattern?.note.split(/[,;]/)[0] ?? '';
	const words = noun.toLowerCase().split(' ');
	const isSame = label.split(' ').some((word) => words.includes(word));
	return isSame && !/^(an?|the) /.test(noun) ? noun : null;
}

/** A question answered by a number, a date, a text, or a category that is written out: a few words, no text. */
export function openWords(
	label: string,
	pattern: ColumnPattern | null,
	kind: 'integer' | 'number' | 'date' | 'text' | 'category'
): QuestionWords {
	const isNumber = kind === 'integer' || kind === 'number';
	const noun = nounOf(label, pattern);
	if (isNumber && pattern !== null && isCode(pattern))
		return {
			text: `Which number of the key stands for your ${noun ?? label}?`,
			help: openKey(label)
		};
	if (pattern?.ask !== undefined) return { text: pattern.ask };
	if (kind === 'text')
		return pattern?.class === 'scenario'
			? { text: `Please write the ${label}, in your own words.` }
			: neutralWords(label, kind);
	if (kind === 'date' || noun === null) return neutralWords(label, kind);
	return { text: `What is your ${noun}?` };
}

/** A question answered by one of several values: about the person, or about the situation that a scenario brings about. */
export function choiceWords(
	label: string,
	pattern: ColumnPattern | null,
	values: readonly string[] = []
): QuestionWords {
	if (pattern?.ask !== undefined) return { text: pattern.ask };
	if (values.length > 0 && values.every((value) => YES_NO.test(value)))
		return yesNoWords(label, pattern);
	if (pattern?.class === 'scenario')
		return { text: `Which ${label} was it, in the situation that you describe?` };
	const noun = nounOf(label, pattern);
	return noun === null
		? neutralWords(label, 'choice')
		: { text: `Which of these describes your ${noun}?` };
}

/** A question answered by yes or no. */
export function yesNoWords(label: string, pattern: ColumnPattern | null): QuestionWords {
	return pattern?.ask === undefined ? neutralWords(label, 'yes-no') : { text: pattern.ask };
}

/** Whether a question has no other words than its column's name. */
export function isFromName({ column, text }: Question): boolean {
	if (column === undefined) return false;
	const label = columnLabel({ column });
	return (Object.keys(NEUTRAL) as (keyof typeof NEUTRAL)[]).some(
		(kind) => neutralWords(label, kind).text === text
	);
}

/** A question as the person has it: their words, their answers' labels, their decoys in place of the drafted ones. */
export function reword(question: Question, { wordings }: BriefPlan): Question {
	const wording = ownValue(wordings, question.name);
	if (wording === undefined) return question;
	const { decoys, labels, ...words } = wording;
	const reworded = { ...question, ...words };
	const answered =
		decoys === undefined || question.decoys === undefined
			? reworded
			: { ...reworded, ...withDecoys(wantedOf(question), decoys, closingOf(question)) };
	const known = Object.entries(labels ?? {}).filter(([answer]) =>
		answered.options?.includes(answer)
	);
	return known.length === 0
		? answered
		: { ...answered, labels: { ...answered.labels, ...Object.fromEntries(known) } };
}

/** What people read for an answer. */
export function answerLabel({ labels }: Question, answer: string): string {
	return ownValue(labels ?? {}, answer) ?? answer;
}
