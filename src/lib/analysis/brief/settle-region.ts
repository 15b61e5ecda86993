import type { MeasuredRegion, RegionCount } from '$lib/terms/gap';
import type { Condition } from '$lib/terms/region';
import { regionWords } from '$lib/analysis/gaps/region-words';
import { regionSql } from '$lib/sql/predicate';
import type { BriefFacts } from './facts';

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

function withoutRare(condition: Condition, { values }: BriefFacts): Condition {
	const frequent = values[condition.column] ?? [];
	if (condition.kind !== 'set' || frequent.length === 0) return condition;
	const kept = condition.values.filter((value) => frequent.includes(String(value)));
	return kept.length === 0 || kept.length === condition.values.length
		? condition
		: { ...condition, values: kept };
}

/**
 * The region without the categories that too few human rows have to be written down; the same region where there
 * is none, or where a condition would be left without a value.
 */
export function withoutRareValues(measured: MeasuredRegion, facts: BriefFacts): MeasuredRegion {
	const conditions = measured.region.conditions.map((condition) => withoutRare(condition, facts));
	if (conditions.every((condition, i) => condition === measured.region.conditions[i]))
		return measured;
	const region = { conditions };
	return { ...measured, region, words: regionWords(region), sql: regionSql(region) };
}
