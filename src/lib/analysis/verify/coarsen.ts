import { conditionSql } from '$lib/sql/predicate';
import type { Condition, RangeCondition, Region, SetCondition } from '$lib/terms/region';

/** Counts the human rows that meet each condition. */
export type CountRows = (conditions: readonly Condition[]) => Promise<readonly number[]>;

/**
 * Regions without what too few human rows stand behind: a category of fewer than `floor` rows leaves its set; a
 * bound with fewer at or above it, or at or below it, becomes open-ended; a condition of which nothing is left goes.
 * Null for a region of which no condition is left. The caller still has to withhold regions of too few rows.
 */
export async function coarsenRegions(
	regions: readonly Region[],
	floor: number,
	countRows: CountRows
): Promise<readonly (Region | null)[]> {
	const parts = regions.flatMap(({ conditions }) => conditions.flatMap(partsOf));
	const sqlOf = (part: Condition) => conditionSql(part);
	const distinct = new Map(parts.map((part) => [sqlOf(part), part]));
	const counts = await countRows([...distinct.values()]);
	const enough = new Set([...distinct.keys()].filter((_, i) => counts[i]! >= floor));
	const isTold = (part: Condition) => enough.has(sqlOf(part));
	return regions.map((region) => {
		const conditions = region.conditions.flatMap((condition) => coarsen(condition, isTold));
		if (conditions.length === 0) return null;
		const isSame = conditions.every((condition, i) => condition === region.conditions[i]);
		return isSame && conditions.length === region.conditions.length ? region : { conditions };
	});
}

/** The conditions whose rows stand behind each category or bound of a condition. */
function partsOf(condition: Condition): readonly Condition[] {
	if (condition.kind === 'missing') return [condition];
	if (condition.kind === 'set') return condition.values.map((value) => valueOf(condition, value));
	return [...sidesOf(condition, condition.low), ...sidesOf(condition, condition.high)];
}

function valueOf(condition: SetCondition, value: SetCondition['values'][number]): SetCondition {
	return { ...condition, values: [value] };
}

/** Both sides of a bound, itself among them. */
function sidesOf(condition: RangeCondition, bound: number | string | null): RangeCondition[] {
	if (bound === null) return [];
	const closed = { isLowClosed: true, isHighClosed: true };
	return [
		{ ...condition, ...closed, low: bound, high: null },
		{ ...condition, ...closed, low: null, high: bound }
	];
}

function coarsen(condition: Condition, isTold: (part: Condition) => boolean): readonly Condition[] {
	if (condition.kind === 'missing') return isTold(condition) ? [condition] : [];
	if (condition.kind === 'set') {
		const values = condition.values.filter((value) => isTold(valueOf(condition, value)));
		if (values.length === condition.values.length) return [condition];
		return values.length === 0 ? [] : [{ ...condition, values }];
	}
	const low = sidesOf(condition, condition.low).every(isTold) ? condition.low : null;
	const high = sidesOf(condition, condition.high).every(isTold) ? condition.high : null;
	if (low === condition.low && high === condition.high) return [condition];
	return low === null && high === null ? [] : [{ ...condition, low, high }];
}
