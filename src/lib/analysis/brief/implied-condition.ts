import type { TranslatedCondition } from '$lib/terms/brief';
import { columnKey } from '$lib/terms/column';

/** Of conditions on the same answers, the one that this holds wherever it does, so that nothing more is asked for this. */
function impliedBy(
	condition: TranslatedCondition,
	conditions: readonly TranslatedCondition[]
): TranslatedCondition | undefined {
	const answersOf = (one: TranslatedCondition) => one.answers ?? one.condition;
	const wide = answersOf(condition);
	return conditions.find((other) => {
		const narrow = answersOf(other);
		return (
			other !== condition &&
			wide.kind === 'set' &&
			narrow.kind === 'set' &&
			columnKey(wide) === columnKey(narrow) &&
			narrow.values.length < wide.values.length &&
			narrow.values.every((value) => wide.values.includes(value))
		);
	});
}

/** What is said of a condition that another of its region implies; null where none does. */
export function impliedWords(
	condition: TranslatedCondition,
	conditions: readonly TranslatedCondition[]
): string | null {
	const narrower = impliedBy(condition, conditions);
	return narrower === undefined
		? null
		: `Holds wherever ${narrower.words}: nothing more is asked for it.`;
}
