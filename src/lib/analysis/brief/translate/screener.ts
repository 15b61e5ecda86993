import type { ColumnProfile } from '$lib/terms/column';
import type { Question } from '$lib/terms/question';
import type { Condition } from '$lib/terms/region';
import type { AnswerKey } from '$lib/analysis/brief/answer-key';
import { columnLabel } from './column-label';
import { isCode } from './column-patterns';
import type { ColumnPattern } from './pattern-rows';
import { withReadableAnswers } from './readable-answer';
import { FEWEST_DECOYS, NONE_OF_THESE, PREFER_NOT, withDecoys } from './decoys';
import { answersOf, choiceWords, openWords, yesNoWords } from './question-words';

/** So many answers are all offered: a list with holes is no list that people trust. */
const WHOLE_LIST = 20;
/** Answers beside the wanted ones of a longer list, so that the question does not tell what is looked for. */
const MOST_DECOYS = 5;

/** A name that every survey tool takes: letters, digits and underscores, a letter first, at most 40. */
export function questionName(text: string): string {
	const name = text
		.normalize('NFKD')
		.replace(/[^A-Za-z0-9]+/g, '_')
		.replace(/^_+|_+$/g, '')
		.toLowerCase()
		.slice(0, 40);
	return /^[a-z]/.test(name) ? name : `q_${name}`;
}

/** What is known of the values of a column, for decoys and dictionaries. */
export interface ColumnValues {
	readonly profile: ColumnProfile | null;
	/** Frequent values, as text; empty where none are known. */
	readonly values: readonly string[];
	/** Human rows of each value; empty where they were not counted. */
	readonly counts: readonly number[];
	/** Intervals of numbers with their human rows, ascending; empty where none are known. */
	readonly steps: readonly (readonly [low: number, high: number, rows: number])[];
	/** The column of answers that this one's numbers code, and what is known of it; null where it codes none. */
	readonly key: (AnswerKey & { readonly known: ColumnValues }) | null;
}

/** Even spread of at most `count` of the values, so that the same ones are chosen each time. */
function spread(values: readonly string[], count: number): readonly string[] {
	if (values.length <= count) return values;
	return Array.from({ length: count }, (_, i) => values[Math.floor((i * values.length) / count)]!);
}

function optionsFor(wanted: readonly string[], others: readonly string[], isSensitive: boolean) {
	const free = [...new Set(others)]
		.filter((value) => !wanted.includes(value))
		.sort((a, b) => (a < b ? -1 : 1));
	const isShort = wanted.length + free.length <= WHOLE_LIST;
	return withDecoys(wanted, isShort ? free : spread(free, MOST_DECOYS), [
		NONE_OF_THESE,
		...(isSensitive ? [PREFER_NOT] : [])
	]);
}

/**
 * The question by which a condition is screened: a number, date or text is asked for openly, a value is put among decoys.
 * The note says where a number is a code.
 */
export function screenerQuestion(
	condition: Condition,
	pattern: ColumnPattern | null,
	known: ColumnValues,
	fallbackDecoys: readonly string[],
	isSensitive: boolean
): { readonly question: Question | null; readonly note: string | null } {
	if (condition.kind === 'missing' || condition.measure !== undefined)
		return { question: null, note: null };
	const label = columnLabel(condition);
	const base = {
		name: questionName(condition.column),
		part: 'screener',
		column: condition.column,
		isRequired: true
	} as const;
	if (condition.kind === 'range') {
		const kind = condition.of === 'date' ? 'date' : numberKind(known.profile);
		const isKeyed = kind !== 'date' && pattern !== null && isCode(pattern);
		return {
			question: { ...base, kind, ...openWords(label, pattern, kind) },
			note: isKeyed
				? `“${label}” is a code: write its key into the question, or ask for the answer that it stands for.`
				: null
		};
	}
	if (condition.values.every((value) => typeof value === 'boolean'))
		return { question: { ...base, kind: 'yes-no', ...yesNoWords(label, pattern) }, note: null };
	const wanted = condition.values.map(String);
	const values = answersOf(known.values);
	// Answers of the table and of the platform cut people differently, so the one only fills up the other.
	const others =
		values.length >= wanted.length + FEWEST_DECOYS ? values : [...values, ...fallbackDecoys];
	const question = {
		...base,
		kind: 'choice',
		...choiceWords(label, pattern, values),
		...optionsFor(wanted, others, isSensitive)
	} as const;
	return { question: withReadableAnswers(question), note: null };
}

function numberKind(profile: ColumnProfile | null): 'integer' | 'number' {
	return /INT/i.test(profile?.pair.human.sqlType ?? '') ? 'integer' : 'number';
}
