import { weightValueSql } from '$lib/analysis/encode/value-sql';
import { quoteIdentifier } from '$lib/sql/identifier';
import { regionSql } from '$lib/sql/predicate';
import type { DatasetPair } from '$lib/terms/dataset';
import type { NumberVector } from '$lib/terms/engine';
import type { Gap, GapReport } from '$lib/terms/gap';
import type { RunContext } from '$lib/terms/run';
import { columnOfSide, type WeightColumns } from './count-regions';

/** The share of human rows in any gap, and in any gap that no reweighting can mend, each row once. */
export async function countShares(
	gaps: readonly Pick<Gap, 'region' | 'kind'>[],
	pair: DatasetPair,
	weights: WeightColumns,
	ctx: RunContext
): Promise<GapReport['summary']> {
	const columnOf = columnOfSide(pair, 'human');
	const anyOf = (some: readonly Pick<Gap, 'region'>[]) =>
		some.length === 0
			? 'FALSE'
			: some.map(({ region }) => `(${regionSql(region, columnOf)})`).join(' OR ');
	const weight = weights.human === undefined ? '1' : weightValueSql(weights.human);
	const firm = gaps.filter(({ kind }) => kind !== 'drift');
	const sql = `SELECT coalesce(sum(w) FILTER (WHERE g) / sum(w), 0)::DOUBLE AS in_gaps,
			coalesce(sum(w) FILTER (WHERE f) / sum(w), 0)::DOUBLE AS not_mendable
		FROM (SELECT ${weight}::DOUBLE AS w, ${anyOf(gaps)} AS g, ${anyOf(firm)} AS f
			FROM ${quoteIdentifier('human')})`;
	const { columns } = await ctx.engine.query(sql, { signal: ctx.signal });
	const value = (i: number) => (columns[i] as NumberVector).values[0] ?? 0;
	return { inGaps: value(0), notMendable: value(1) };
}
