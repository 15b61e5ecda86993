import type { ColumnRef } from '$lib/terms/column';
import type { Condition } from '$lib/terms/region';

/** A column's name for people: `marital-status` → "marital status", `capitalGain` → "capital gain". */
export function columnLabel(ref: ColumnRef): string {
	const label = ref.column
		.replace(/([a-z0-9])([A-Z])/g, '$1 $2')
		.replace(/[_\-.]+/g, ' ')
		.trim()
		.toLowerCase();
	return ref.measure === undefined ? label : `${ref.measure.replaceAll('-', ' ')} of ${label}`;
}

/** A key of a column or text measure, by which plans name it. */
export function columnKey(ref: ColumnRef): string {
	return ref.measure === undefined ? ref.column : `${ref.column} · ${ref.measure}`;
}

function listed(values: readonly string[]): string {
	if (values.length < 2) return values.join('');
	return `${values.slice(0, -1).join(', ')} or ${values.at(-1)!}`;
}

/** A condition in words: "age is 71 or more", "race is Black or Other", "income is missing". */
export function conditionWords(condition: Condition): string {
	const label = columnLabel(condition);
	if (condition.kind === 'missing') return `${label} is missing`;
	if (condition.kind === 'set') return `${label} is ${listed(condition.values.map(String))}`;
	const { low, high, isLowClosed, isHighClosed } = condition;
	if (low !== null && low === high) return `${label} is ${low}`;
	if (low !== null && high !== null)
		return `${label} is ${isLowClosed ? 'from' : 'above'} ${low} ${isHighClosed ? 'to' : 'to below'} ${high}`;
	if (low !== null) return `${label} is ${isLowClosed ? `${low} or more` : `above ${low}`}`;
	return `${label} is ${isHighClosed ? `${high} or less` : `below ${high}`}`;
}
