import { MISSING_CODE, type EncodedColumn } from '$lib/terms/encoded';
import { ROLES, type Role } from '$lib/terms/dataset';
import type { Condition, Scalar } from '$lib/terms/region';

/** A bar of a distribution: a group of ordered values, a category, or the missing ones. Shares are 0 to 1. */
export interface Bin {
	readonly label: string;
	/** Bounds of an ordered bin, both inclusive; ISO text for dates. */
	readonly low: number | string | null;
	readonly high: number | string | null;
	/** The category; null stands for all rarer ones, and for bins that are none. */
	readonly value: Scalar | null;
	readonly kind: 'ordered' | 'category' | 'others' | 'missing';
	readonly share: Readonly<Record<Role, number>>;
}

/** How the codes of a column fall into bins. */
export interface Binning {
	readonly bins: readonly Omit<Bin, 'share'>[];
	/** Bin of each code, 0 to 255. */
	readonly binOf: Uint8Array;
}

/** The bins of a column, a bin for missing values last and only where there are any. */
export function binsOf(column: EncodedColumn): Binning {
	const bins: Omit<Bin, 'share'>[] = [];
	const binOf = new Uint8Array(256);
	if (column.kind === 'ordered') {
		column.levels.forEach(({ low, high }, i) => {
			const group = column.groups[i]!;
			binOf[i + 1] = group;
			const first = bins[group]?.low ?? low;
			const label = first === high ? String(first) : `${first} to ${high}`;
			bins[group] = { kind: 'ordered', label, low: first, high, value: null };
		});
	} else {
		column.levels.forEach((value, i) => {
			binOf[i + 1] = i;
			const kind = value === null ? 'others' : 'category';
			const label = value === null ? 'all others' : value === '' ? '(empty)' : String(value);
			bins.push({ kind, label, low: null, high: null, value });
		});
	}
	if (ROLES.some((role) => column.codes[role].includes(MISSING_CODE))) {
		binOf[MISSING_CODE] = bins.length;
		bins.push({ kind: 'missing', label: 'missing', low: null, high: null, value: null });
	}
	return { bins, binOf };
}

/** The condition that some bins of a column stand for; null where no condition says it: the rarer values, a mixture. */
export function conditionOfBins(
	column: EncodedColumn,
	picked: readonly Omit<Bin, 'share'>[]
): Condition | null {
	const ref = { column: column.column, ...(column.measure && { measure: column.measure }) };
	if (picked.length === 0) return null;
	if (picked.every(({ kind }) => kind === 'missing')) return { kind: 'missing', ...ref };
	if (column.kind === 'ordered') {
		if (picked.some(({ kind }) => kind !== 'ordered')) return null;
		const [low, high] = [picked[0]!.low, picked.at(-1)!.high];
		return {
			kind: 'range',
			of: column.of,
			...ref,
			low,
			high,
			isLowClosed: true,
			isHighClosed: true
		};
	}
	const values = picked.flatMap(({ kind, value }) => (kind === 'category' ? [value!] : []));
	return values.length === picked.length ? { kind: 'set', ...ref, values } : null;
}

/** Whether a bin of a distribution lies in what a condition asks for, wholly or in part. */
export function isBinIn(bin: Bin, condition: Condition): boolean {
	if (condition.kind === 'missing') return bin.kind === 'missing';
	if (condition.kind === 'set') return bin.value !== null && condition.values.includes(bin.value);
	if (bin.low === null || bin.high === null) return false;
	const { low, high, isLowClosed, isHighClosed } = condition;
	const isAbove = low === null || (isLowClosed ? bin.high >= low : bin.high > low);
	const isBelow = high === null || (isHighClosed ? bin.low <= high : bin.low < high);
	return isAbove && isBelow;
}
