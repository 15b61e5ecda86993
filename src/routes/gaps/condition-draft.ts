import { columnWords } from '$lib/session/wording';
import type { EncodedColumn, EncodedPair } from '$lib/terms/encoded';
import type { Condition, Scalar } from '$lib/terms/region';

/** A condition as it is being put together: a column by its words, bounds as typed, or values as ticked. */
export interface Draft {
	readonly name: string;
	readonly low: string;
	readonly high: string;
	readonly values: readonly Scalar[];
}

export function emptyDraft(name: string): Draft {
	return { name, low: '', high: '', values: [] };
}

export function columnOfDraft(
	{ columns }: EncodedPair,
	{ name }: Draft
): EncodedColumn | undefined {
	return columns.find((column) => columnWords(column) === name);
}

/** The condition that a draft asks for; null while it asks for nothing. */
export function toCondition(column: EncodedColumn, draft: Draft): Condition | null {
	const ref = { column: column.column, ...(column.measure && { measure: column.measure }) };
	if (column.kind === 'categories')
		return draft.values.length === 0 ? null : { kind: 'set', ...ref, values: draft.values };
	const bound = (text: string) =>
		text === '' ? null : column.of === 'number' ? Number(text) : text;
	const [low, high] = [bound(draft.low), bound(draft.high)];
	if (low === null && high === null) return null;
	return { kind: 'range', of: column.of, ...ref, low, high, isLowClosed: true, isHighClosed: true };
}

/** The draft that asks for what a condition does. */
export function draftOf(name: string, condition: Condition | null): Draft {
	const draft = emptyDraft(name);
	if (condition?.kind === 'set') return { ...draft, values: condition.values };
	if (condition?.kind !== 'range') return draft;
	return { ...draft, low: String(condition.low ?? ''), high: String(condition.high ?? '') };
}
