import type { BriefPlan } from '$lib/terms/brief-plan';
import type { Question } from '$lib/terms/question';
import { ownValue } from '$lib/terms/own-value';
import { closingOf, wantedOf, withDecoys } from './decoys';
import { columnLabel } from './column-label';
import { isCode, patternOf } from './column-patterns';
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

/** A question answered by a number, a date or a text. */
export function openWords(
	label: string,
	pattern: ColumnPattern | null,
	kind: 'integer' | 'number' | 'date' | 'text'
): QuestionWords {
	if (kind === 'text')
		return { text: pattern?.ask ?? `Please write, in your own words: ${label}.` };
	if (kind === 'date') return { text: pattern?.ask ?? `On which date was it: ${label}?` };
	if (pattern !== null && isCode(pattern))
		return {
			text: `Which number of the key stands for your ${pattern.note}?`,
			help: openKey(label)
		};
	return { text: pattern?.ask ?? `What is your ${label}?` };
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
	return {
		text:
			pattern?.class === 'scenario'
				? `Which ${label} was it, in the situation that you describe?`
				: `Which of these describes your ${label}?`
	};
}

/** A question answered by yes or no. */
export function yesNoWords(label: string, pattern: ColumnPattern | null): QuestionWords {
	return { text: pattern?.ask ?? `Does this apply to you: ${label}?` };
}

/** Whether a question has no other words than its column's name, and the name is none that explains itself. */
export function isFromName({ column, text }: Question): boolean {
	if (column === undefined) return false;
	const label = columnLabel({ column });
	if (text === yesNoWords(label, null).text) return true;
	const drafted = [
		...(['integer', 'date', 'text'] as const).map((kind) => openWords(label, null, kind)),
		choiceWords(label, null)
	];
	return patternOf(column) === null && drafted.some((words) => words.text === text);
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
