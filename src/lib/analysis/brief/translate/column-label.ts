import type { ColumnRef } from '$lib/terms/column';

/** A column's name for people: `marital-status` → "marital status", `capitalGain` → "capital gain". */
export function columnLabel(ref: ColumnRef): string {
	const label = ref.column
		.replace(/([a-z0-9])([A-Z])/g, '$1 $2')
		.replace(/[_\-.]+/g, ' ')
		.trim()
		.toLowerCase();
	return ref.measure === undefined ? label : `${ref.measure.replaceAll('-', ' ')} of ${label}`;
}
