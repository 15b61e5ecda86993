import type { RangeCondition } from '$lib/terms/region';

/** A bound as a number; dates in milliseconds since 1970. */
export function stepBound(of: 'number' | 'date', bound: number | string): number {
	if (of === 'number') return Number(bound);
	const text = String(bound);
	// A day is read as UTC, a day with a time as local unless it says so.
	return Date.parse(text.includes(' ') ? `${text.replace(' ', 'T')}Z` : text);
}

/** Whether a range lets a number in, a date by its milliseconds. */
export function isWithin(range: RangeCondition, value: number): boolean {
	const at = (bound: number | string | null) =>
		bound === null ? null : stepBound(range.of, bound);
	const [low, high] = [at(range.low), at(range.high)] as const;
	const isAbove = low === null || value > low || (range.isLowClosed && value === low);
	return isAbove && (high === null || value < high || (range.isHighClosed && value === high));
}
