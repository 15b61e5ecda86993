import type { Brief, DictionaryColumn } from '$lib/terms/brief';
import type { Question, QuestionKind } from '$lib/terms/question';
import { ownValue } from '$lib/terms/own-value';
import { expectedWords } from '$lib/analysis/brief/brief-words';
import { counted } from '$lib/analysis/brief/format';
import { answerLabel } from '$lib/analysis/brief/translate/question-words';
import { readableAnswer } from '$lib/analysis/brief/translate/readable-answer';
import { heading, OPEN, paragraph, table, textOr, type Block } from './blocks';

/** What an answer is, where it is none of a list. */
export const ANSWER_WORDS: Readonly<Record<QuestionKind, string>> = {
	'yes-no': 'Yes or no',
	integer: 'A whole number',
	number: 'A number',
	date: 'A date',
	choice: 'One of several',
	text: 'In their own words'
};

/** What is said of values beyond a list or range, where any column has one that is open. */
const UNUSUAL =
	'A value beyond a list that ends in “or another”, or beyond what is usual, is kept and looked at, never refused: what is rare is what is asked for.';

/** Where the values of a column come from. */
export const ORIGIN_WORDS: Readonly<Record<DictionaryColumn['origin'], string>> = {
	asked: 'asked',
	judged: 'judged by raters',
	measured: 'records or instruments',
	provenance: 'collector'
};

/** What a column holds: its definition, else the question that fills it; and what just misses it, where that is said. */
function columnMeaning(
	{ name, description, origin }: DictionaryColumn,
	{ plan, questions }: Brief
): string {
	const { means = '', nearMiss = '' } = ownValue(plan.definitions, name) ?? {};
	const question = questions.find(({ column }) => column === name);
	const drafted = origin === 'asked' && question ? `“${question.text}”` : description;
	const told = means.trim() === '' ? drafted : means.trim();
	return nearMiss.trim() === '' ? told : `${told} Just misses it: ${nearMiss.trim()}`;
}

/** What a record is made of, with examples. */
export function recordBlocks(brief: Brief): readonly Block[] {
	return [
		heading(2, 'What one record is'),
		paragraph(brief.plan.texts.format.trim() || OPEN),
		...table(
			['Column', 'What it holds', 'Type', 'From', 'Values expected'],
			brief.dictionary.map((column) => [
				column.name,
				columnMeaning(column, brief),
				column.isRequired ? `${column.type}, required` : column.type,
				column.codedFrom === undefined
					? ORIGIN_WORDS[column.origin]
					: `coded from ${column.codedFrom}`,
				expectedWords(column)
			])
		),
		...(brief.dictionary.some(isOpenEnded) ? [paragraph(UNUSUAL)] : []),
		...(brief.dictionary.some(({ isRequired, origin }) => origin === 'asked' && !isRequired)
			? [
					paragraph(
						'Where a person declines (“Prefer not to say”, “Cannot tell”, “None of these”), the field comes back empty.'
					)
				]
			: []),
		...table(
			['Example', 'Record', 'Why'],
			brief.examples.map(({ kind, text, reason }) => [kind, text, reason])
		)
	];
}

/** Whether values beyond those expected are kept. */
function isOpenEnded({ values, isClosed, min, max }: DictionaryColumn): boolean {
	return (values !== null && !isClosed) || min !== null || max !== null;
}

/** The answers of a question as people read them, with what the data hold where a person worded it otherwise. */
function answerWords(question: Question): string {
	if (question.options === undefined) return ANSWER_WORDS[question.kind];
	return question.options
		.map((answer) => {
			const label = answerLabel(question, answer);
			const isDrafted = label === answer || label === readableAnswer(answer);
			return isDrafted ? label : `${label} [${answer}]`;
		})
		.join('; ');
}

/** What participants read and are asked. */
export function taskBlocks({ plan, questions }: Brief): readonly Block[] {
	return [
		heading(2, 'What people are asked'),
		textOr(plan.texts.task, OPEN),
		paragraph(
			`Study name as participants read it: “${plan.publicTitle}”. ${counted(plan.pay.minutes, 'minute')}${plan.pay.isTimed ? ', as measured in the pilot' : ', a guess until the pilot'}.`
		),
		...table(
			['Part', 'Question', 'Answers'],
			questions.map((question) => [
				question.part,
				question.text + (question.help === undefined ? '' : ` (${question.help})`),
				answerWords(question)
			])
		)
	];
}
