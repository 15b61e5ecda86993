import { visibleName, type ColumnRef, type TextMeasure } from '$lib/terms/column';
import type { Condition, RangeCondition, Region, Scalar } from '$lib/terms/region';

const MEASURE_WORDS: Readonly<Record<TextMeasure, string>> = {
	characters: 'number of characters in',
	words: 'number of words in',
	'digit-share': 'share of digits in',
	'punctuation-share': 'share of punctuation in',
	'upper-case-share': 'share of capitals in',
	'question-marks': 'number of question marks in',
	'exclamation-marks': 'number of exclamation marks in'
};

/** A column, or a measure of a text, in words: "number of words in essay". */
export function columnWords({ column, measure }: ColumnRef): string {
	const name = visibleName(column);
	return measure === undefined ? name : `${MEASURE_WORDS[measure]} ${name}`;
}

function valueWords(value: Scalar): string {
	return value === '' ? '(empty)' : String(value);
}

function rangeWords({ of, low, high, isLowClosed, isHighClosed }: RangeCondition): string {
	if (low !== null && low === high) return `is ${low}`;
	const isDate = of === 'date';
	if (high === null) {
		if (isDate) return isLowClosed ? `is ${low} or later` : `is after ${low}`;
		return isLowClosed ? `is ${low} or more` : `is above ${low}`;
	}
	if (low === null) {
		if (isDate) return isHighClosed ? `is ${high} or earlier` : `is before ${high}`;
		return isHighClosed ? `is ${high} or less` : `is below ${high}`;
	}
	const from = isLowClosed ? `from ${low}` : `above ${low}`;
	if (isHighClosed) return `is ${from} to ${high}`;
	return `is ${from} to ${isDate ? 'before' : 'below'} ${high}`;
}

/** A condition in words: "age is 65 or more". */
export function conditionWords(condition: Condition): string {
	const subject = columnWords(condition);
	if (condition.kind === 'missing') return `${subject} is missing`;
	if (condition.kind === 'range') return `${subject} ${rangeWords(condition)}`;
	const values = condition.values.map(valueWords);
	const last = values.pop() ?? '';
	return `${subject} is ${values.length === 0 ? last : `${values.join(', ')} or ${last}`}`;
}

/** A region in words: "age is 65 or more and race is Black". "every row" without conditions. */
export function regionWords(region: Region): string {
	if (region.conditions.length === 0) return 'every row';
	return region.conditions.map(conditionWords).join(' and ');
}
