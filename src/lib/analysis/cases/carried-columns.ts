import type { CaseColumn } from '$lib/terms/case';
import type { CaseAxes } from './case-axes';

/** Columns are named until they carry this share of the squared distance. */
const TOLD_SHARE = 0.8;

/** The columns that carry a squared distance, greatest share first, until four fifths are told. */
export function carriedColumns(axes: CaseAxes, parts: Float64Array): CaseColumn[] {
	const byColumn = new Map<string, number>();
	[...axes.numbers, ...axes.codes].forEach(({ column }, axis) =>
		byColumn.set(column, (byColumn.get(column) ?? 0) + parts[axis]!)
	);
	const sum = parts.reduce((total, part) => total + part, 0);
	if (sum === 0) return [];
	const told: CaseColumn[] = [];
	let share = 0;
	// Sorting is stable: equal shares keep the order of the columns.
	for (const [column, part] of [...byColumn].sort((a, b) => b[1] - a[1])) {
		if (share >= TOLD_SHARE || part === 0) break;
		told.push({ column, share: part / sum });
		share += part / sum;
	}
	return told;
}
