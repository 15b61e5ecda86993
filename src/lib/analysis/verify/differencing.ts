import { figures } from '$lib/kernels/figures';
import { SMALL_COUNT_FLOOR } from '$lib/terms/findings';
import type { Condition, Region, Scalar } from '$lib/terms/region';

/** A region with the human rows that are told of it. */
export interface ToldCount {
	readonly region: Region;
	readonly rows: number;
}

/** A count that is told of no human row, or of enough: fewer than the floor are never told of. */
export function isTellable(rows: number): boolean {
	return rows === 0 || rows >= SMALL_COUNT_FLOOR;
}

/**
 * The counts that may stand beside each other, in order: where one region lies within another, or within the table,
 * whoever has both counts has their difference too, so that the later one goes where that is of too few rows.
 * @param told counts that stand already; the whole table is a region without conditions.
 */
export function withoutDifferences<Count extends ToldCount>(
	counts: readonly Count[],
	told: readonly ToldCount[]
): readonly Count[] {
	const kept: ToldCount[] = [...told];
	return counts.filter((count) => {
		const isApart = kept.every(
			(other) =>
				isTellable(Math.abs(other.rows - count.rows)) ||
				!(isWithin(count.region, other.region) || isWithin(other.region, count.region))
		);
		if (isApart) kept.push(count);
		return isApart;
	});
}

/** Whether the conditions alone say that every row of `inner` is one of `outer`, whatever the data. */
export function isWithin(inner: Region, outer: Region): boolean {
	return outer.conditions.every((wide) =>
		inner.conditions.some((narrow) => isImplied(narrow, wide))
	);
}

function isImplied(narrow: Condition, wide: Condition): boolean {
	if (narrow.column !== wide.column || narrow.measure !== wide.measure) return false;
	if (wide.kind === 'missing') return narrow.kind === 'missing';
	if (narrow.kind === 'missing') return false;
	if (narrow.kind === 'set') return narrow.values.every((value) => holds(wide, value));
	return wide.kind === 'range' && reachesDown(wide, narrow) && reachesUp(wide, narrow);
}

/** Whether a condition holds for a value. */
function holds(condition: Exclude<Condition, { kind: 'missing' }>, value: Scalar): boolean {
	if (condition.kind === 'set') return condition.values.includes(value);
	const point = { ...condition, low: value as number, high: value as number };
	const closed = { ...point, isLowClosed: true, isHighClosed: true };
	return reachesDown(condition, closed) && reachesUp(condition, closed);
}

type Range = Extract<Condition, { kind: 'range' }>;

function reachesDown(wide: Range, narrow: Range): boolean {
	if (wide.low === null) return true;
	if (narrow.low === null) return false;
	const isEqual = narrow.low === wide.low && (wide.isLowClosed || !narrow.isLowClosed);
	return narrow.low > wide.low || isEqual;
}

function reachesUp(wide: Range, narrow: Range): boolean {
	if (wide.high === null) return true;
	if (narrow.high === null) return false;
	const isEqual = narrow.high === wide.high && (wide.isHighClosed || !narrow.isHighClosed);
	return narrow.high < wide.high || isEqual;
}

/**
 * A share of human rows that is told beside exact counts of other rows: in steps of the floor, so that no difference
 * to them tells of few.
 */
export function inSteps(share: number, rows: number): number {
	if (share === 0) return 0;
	const steps = Math.max(1, Math.round((share * rows) / SMALL_COUNT_FLOOR));
	return Math.min(1, figures((steps * SMALL_COUNT_FLOOR) / rows));
}
