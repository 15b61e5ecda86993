import type { ColumnPattern } from './pattern-rows';
import { PEOPLE, SPECIAL } from './people-patterns';
import { ASKED, GUARDED, OUTCOMES, STUDY, TECHNICAL } from './record-patterns';

/** Patterns whose answers are numbers that people know; numbers under another name are codes of answers. */
const NUMBERS = new Set(['age', 'work-hours', 'income', 'household', 'children']);

/** Whether a column of numbers by this pattern holds codes of answers, such as years of school for a degree. */
export function isCode({ id, filters }: ColumnPattern): boolean {
	return filters.length > 0 && !NUMBERS.has(id);
}

/** Patterns of what a rater can tell from the record itself; other outcomes stand in records and instruments. */
const JUDGED = new Set(['sentiment', 'rating', 'label']);

/** Whether raters judge a column by this pattern. */
export function isJudged({ id }: ColumnPattern): boolean {
	return JUDGED.has(id);
}

/** Names and what they stand for; the first that matches holds. */
const COLUMN_PATTERNS: readonly ColumnPattern[] = [
	...TECHNICAL,
	...GUARDED,
	...PEOPLE,
	...SPECIAL,
	...ASKED,
	...STUDY,
	...OUTCOMES
];

/** A name as patterns read it: `maritalStatus`, `Marital-Status` → `marital_status`. */
export function normaliseName(name: string): string {
	return name
		.replace(/([a-z0-9])([A-Z])/g, '$1_$2')
		.toLowerCase()
		.replace(/[^\p{L}\p{N}]+/gu, '_')
		.replace(/^_+|_+$/g, '');
}

/** The pattern of a column's name, or null. */
export function patternOf(name: string): ColumnPattern | null {
	const normal = normaliseName(name);
	return COLUMN_PATTERNS.find((pattern) => pattern.name.test(normal)) ?? null;
}
