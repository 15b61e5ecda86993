import {
	MISSING_CODE,
	type CategoryColumn,
	type EncodedPair,
	type OrderedColumn
} from '$lib/terms/encoded';
import type { Condition, SetCondition } from '$lib/terms/region';
import { isWithin } from './range-bounds';
import { SMALL_CELL } from './small-cells';
import { isCode, patternOf } from './translate/column-patterns';

/** Answers and the number that every row with the answer has; answers of fewer than ten rows are left out. */
export interface AnswerKey {
	readonly column: string;
	readonly numbers: readonly (readonly [answer: string, number: number])[];
}

/** The number of each answer; null where rows of one answer have several numbers, or one number several answers. */
function keyOf(answers: CategoryColumn, numbers: OrderedColumn): AnswerKey | null {
	const rows = new Map<number, { code: number; count: number }>();
	for (const [row, answer] of answers.codes.human.entries()) {
		const code = numbers.codes.human[row]!;
		if (answer === MISSING_CODE && code === MISSING_CODE) continue;
		if (answer === MISSING_CODE || code === MISSING_CODE) return null;
		const known = rows.get(answer);
		if (known === undefined) rows.set(answer, { code, count: 1 });
		else if (known.code === code) known.count++;
		else return null;
	}
	const taken = new Set([...rows.values()].map(({ code }) => code));
	if (rows.size < 2 || taken.size < rows.size) return null;
	const pairs = [...rows].flatMap(([answer, { code, count }]) => {
		const value = answers.levels[answer - 1] ?? null;
		const { low, high } = numbers.levels[code - 1]!;
		return value === null || low !== high || count < SMALL_CELL
			? []
			: [[String(value), Number(low)] as const];
	});
	return { column: answers.column, numbers: pairs.sort((a, b) => a[1] - b[1]) };
}

/**
 * Columns of numbers that code the answers of another column of the same meaning, one to one in every human row, as
 * years of school code degrees.
 */
export function answerKeys({ columns }: EncodedPair): Readonly<Record<string, AnswerKey>> {
	const keys = new Map<string, AnswerKey>();
	for (const numbers of columns) {
		const pattern = patternOf(numbers.column);
		if (numbers.kind !== 'ordered' || numbers.measure !== undefined) continue;
		if (pattern === null || !isCode(pattern)) continue;
		for (const answers of columns) {
			if (answers.kind !== 'categories' || patternOf(answers.column)?.id !== pattern.id) continue;
			const key = keyOf(answers, numbers);
			if (key !== null && !keys.has(numbers.column)) keys.set(numbers.column, key);
		}
	}
	return Object.fromEntries(keys);
}

/** A condition on numbers as one on the answers that they code; null where none or not all of it has an answer. */
export function answersFor(condition: Condition, key: AnswerKey | null): SetCondition | null {
	if (key === null || condition.kind === 'missing' || condition.measure !== undefined) return null;
	const isMet = (number: number) =>
		condition.kind === 'set'
			? condition.values.map(Number).includes(number)
			: isWithin(condition, number);
	const values = key.numbers.flatMap(([answer, number]) => (isMet(number) ? [answer] : []));
	return values.length === 0 ? null : { kind: 'set', column: key.column, values };
}
