import { columnKey } from '$lib/terms/column';
import type { MeasuredRegion, RegionCount } from '$lib/terms/gap';
import type { Condition, RangeCondition, SetCondition } from '$lib/terms/region';
import { ownValue } from '$lib/terms/own-value';
import { regionWords } from '$lib/analysis/gaps/region-words';
import { regionSql } from '$lib/sql/predicate';
import type { BriefFacts, ValueStep } from './facts';
import { stepBound } from './range-bounds';
import { SMALL_CELL } from './small-cells';

/** A region to ask for: a gap, a region of the person's own, or a group of cases with their human row numbers. */
export type AskedRegion = MeasuredRegion & { readonly rows?: readonly number[] };

/** What the person's verdicts leave of a region. */
export interface SettledRegion {
	readonly measured: MeasuredRegion;
	/** Rows of its cases that were judged no people's answers, and are not counted. */
	readonly errors: number;
}

function fewer({ count, weight, share }: RegionCount, by: number): RegionCount {
	const kept = count <= by ? 0 : (count - by) / count;
	return { count: Math.max(0, count - by), weight: weight * kept, share: share * kept };
}

/** The region without the human rows of cases that were judged errors or impossible. */
export function withoutErrors(asked: AskedRegion, { verdicts }: BriefFacts): SettledRegion {
	const errors = (asked.rows ?? []).filter((row) =>
		['error', 'impossible'].includes(verdicts[`c${row}`] ?? '')
	).length;
	if (errors === 0) return { measured: asked, errors };
	return {
		measured: {
			...asked,
			human: fewer(asked.human, errors),
			// Such a row meets every condition, so it stands on every rung.
			ladder: asked.ladder.map((rung) => ({ ...rung, human: fewer(rung.human, errors) }))
		},
		errors
	};
}

function withoutRareCategories(condition: SetCondition, frequent: readonly string[]): Condition {
	const kept = condition.values.filter((value) => frequent.includes(String(value)));
	return kept.length === 0 || kept.length === condition.values.length
		? condition
		: { ...condition, values: kept };
}

/**
 * A range whose bound tells of too few rows, opened there: a lower bound with fewer than the floor at or below it, an
 * upper one with fewer at or above it. Rows of a step that the bound cuts are not counted on for either side.
 */
function withoutRareBounds(condition: RangeCondition, steps: readonly ValueStep[]): Condition {
	const rowsWhere = (isBeyond: (step: ValueStep) => boolean) =>
		steps.filter(isBeyond).reduce((sum, [, , rows]) => sum + rows, 0);
	const isTold = (bound: number | string | null, side: 'low' | 'high') => {
		if (bound === null) return true;
		const at = stepBound(condition.of, bound);
		return rowsWhere(([low, high]) => (side === 'low' ? high <= at : low >= at)) >= SMALL_CELL;
	};
	const low = isTold(condition.low, 'low') ? condition.low : null;
	const high = isTold(condition.high, 'high') ? condition.high : null;
	// What is left without a bound would be no condition; the region has enough rows, so that one bound is told.
	if ((low === null && high === null) || (low === condition.low && high === condition.high))
		return condition;
	return {
		...condition,
		low,
		high,
		isLowClosed: low !== null && condition.isLowClosed,
		isHighClosed: high !== null && condition.isHighClosed
	};
}

function withoutRare(condition: Condition, { values, steps }: BriefFacts): Condition {
	const key = columnKey(condition);
	const [frequent, known] = [ownValue(values, key) ?? [], ownValue(steps, key) ?? []];
	if (condition.kind === 'set' && frequent.length > 0)
		return withoutRareCategories(condition, frequent);
	if (condition.kind === 'range' && known.length > 0) return withoutRareBounds(condition, known);
	return condition;
}

/**
 * The region without the categories that too few human rows have to be written down, and without the bounds beyond
 * which too few lie; the same region where there is none, or where nothing would be left of a condition.
 */
export function withoutRareValues(measured: MeasuredRegion, facts: BriefFacts): MeasuredRegion {
	const conditions = measured.region.conditions.map((condition) => withoutRare(condition, facts));
	if (conditions.every((condition, i) => condition === measured.region.conditions[i]))
		return measured;
	const region = { conditions };
	return { ...measured, region, words: regionWords(region), sql: regionSql(region) };
}
