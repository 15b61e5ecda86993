import type { PlatformFilter } from '$lib/terms/brief';
import type { Condition } from '$lib/terms/region';
import { findFilter } from './find-filter';
import type { ColumnValues } from './screener';

/**
 * Human rows that a select filter lets in, those outside the condition among them: counted from the column's known
 * values, each held against the filter's answers. Rows of values too rare to be known count as let in. Null
 * where the values were not counted.
 */
export function filteredRows(
	filter: PlatformFilter,
	condition: Condition,
	{ profile, values, counts, steps }: ColumnValues
): number | null {
	if (filter.kind !== 'select' || profile === null || condition.measure !== undefined) return null;
	if (condition.kind === 'missing' || (condition.kind === 'range' && condition.of === 'date'))
		return null;
	const ids = new Set(filter.choices.map(({ id }) => id));
	const isLetIn = (part: Condition) => {
		const { filter: own } = findFilter(part, [filter.filterId], 'GBP');
		return own?.kind === 'select' && own.choices.some(({ id }) => ids.has(id));
	};
	const { column } = condition;
	const parts: readonly { readonly part: Condition; readonly rows: number }[] =
		condition.kind === 'set'
			? values.map((value, i) => ({
					part: { kind: 'set', column, values: [value] },
					rows: counts[i] ?? 0
				}))
			: steps.map(([low, high, rows]) => ({
					part: {
						...{ kind: 'range', of: 'number', column, low, high },
						...{ isLowClosed: true, isHighClosed: true }
					},
					rows
				}));
	const known = parts.reduce((sum, { rows }) => sum + rows, 0);
	if (known === 0) return null;
	const { rows, missing } = profile.sides.human;
	const letIn = parts.filter(({ part }) => isLetIn(part)).reduce((sum, part) => sum + part.rows, 0);
	return letIn + Math.max(0, rows - missing - known);
}
