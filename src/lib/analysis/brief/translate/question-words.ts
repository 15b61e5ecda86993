import type { BriefPlan, Question } from '$lib/terms/brief';
import { isCode, type ColumnPattern } from './column-patterns';

/** Text and help of a question. */
export type QuestionWords = Pick<Question, 'text' | 'help'>;

/** How categories say that nothing is known: no answer that one offers to a person. */
const UNKNOWN = /^(\?|n\/?a|nan|none|null|unknown|missing|not (known|stated|available))?$/i;

/** Values of a column that a person can be offered as answers. */
export function answersOf(values: readonly string[]): readonly string[] {
	return values.filter((value) => !UNKNOWN.test(value.trim()));
}

/** A question answered by a number, a date or a text. */
export function openWords(
	label: string,
	pattern: ColumnPattern | null,
	kind: 'integer' | 'number' | 'date' | 'text'
): QuestionWords {
	if (kind === 'text')
		return { text: pattern?.ask ?? `Please write, in your own words: ${label}.` };
	if (kind === 'date') return { text: pattern?.ask ?? `Which date is your ${label}?` };
	if (pattern !== null && isCode(pattern))
		return {
			text: `Which number of the key stands for your ${pattern.note}?`,
			help: `The key to “${label}” goes here: each number with its answer in words.`
		};
	return { text: pattern?.ask ?? `What is your ${label}?` };
}

/** A question answered by one of several values. */
export function choiceWords(label: string, pattern: ColumnPattern | null): QuestionWords {
	return { text: pattern?.ask ?? `Which of these describes your ${label}?` };
}

/** A question answered by yes or no. */
export function yesNoWords(label: string, pattern: ColumnPattern | null): QuestionWords {
	return { text: pattern?.ask ?? `Does this apply to you: ${label}?` };
}

/** A question in the person's own words, where the plan has them. */
export function reword(question: Question, { wordings }: BriefPlan): Question {
	return { ...question, ...wordings[question.name] };
}
