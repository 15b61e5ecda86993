import { describe, expect, it } from 'vitest';
import { columnLabel } from './column-label';
import { patternOf } from './column-patterns';
import { choiceWords, isFromName, openWords, yesNoWords } from './question-words';

const asked = (column: string) => ({ label: columnLabel({ column }), pattern: patternOf(column) });
const choice = (column: string, values: readonly string[] = []) => {
	const { label, pattern } = asked(column);
	return choiceWords(label, pattern, values).text;
};
const open = (column: string, kind: Parameters<typeof openWords>[2]) => {
	const { label, pattern } = asked(column);
	return openWords(label, pattern, kind).text;
};
const isOpen = (column: string, text: string) =>
	isFromName({ name: 'q', part: 'task', kind: 'text', isRequired: true, column, text });

describe('the words of a drafted question', () => {
	it.each([
		['poutcome', choice('poutcome'), 'Please choose your answer: “poutcome”.'],
		['newsletter', choice('newsletter', ['yes', 'no']), 'Please answer yes or no: “newsletter”.'],
		['newsletter', yesNoWords('newsletter', null).text, 'Please answer yes or no: “newsletter”.'],
		['pdays', open('pdays', 'integer'), 'Please give a number: “pdays”.'],
		['joined', open('joined', 'date'), 'Please give a date: “joined”.'],
		['plan_name', open('plan_name', 'category'), 'Please write your answer: “plan name”.'],
		['diabetes', choice('diabetes'), 'Please choose your answer: “diabetes”.'],
		['city', choice('city'), 'Please choose your answer: “city”.']
	])('make no sentence of %s, and are to be reworded', (column, text, expected) => {
		expect(text).toBe(expected);
		expect(isOpen(column, text)).toBe(true);
	});

	it.each([
		['n_children', open('n_children', 'integer'), 'What is your number of children?'],
		['income', choice('income'), 'Which of these describes your income?'],
		['sexual_orient', choice('sexual_orient'), 'Which of these describes your sexual orientation?'],
		['message', open('message', 'text'), 'Please write the message, in your own words.'],
		['age', open('age', 'integer'), 'How old are you?']
	])('name what %s is known to be', (column, text, expected) => {
		expect(text).toBe(expected);
		expect(isOpen(column, text)).toBe(false);
	});
});
