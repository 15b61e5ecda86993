import { weightValueSql } from '$lib/analysis/encode/value-sql';
import { assertFits } from '$lib/sql/condition-fit';
import { quoteIdentifier } from '$lib/sql/identifier';
import { conditionSql, type ColumnOf } from '$lib/sql/predicate';
import { ROLES, type DatasetPair, type Role, type TableColumn } from '$lib/terms/dataset';
import type { NumberVector } from '$lib/terms/engine';
import type { RegionCount } from '$lib/terms/gap';
import type { Condition, Region } from '$lib/terms/region';
import type { RunContext } from '$lib/terms/run';
import type { SideCount } from './ratio-interval';

/** Aggregates a query: enough to share one pass, few enough for a planner in a browser. */
const MOST_AGGREGATES = 240;

/** A region's rows on both sides. */
export type PairCount = Readonly<Record<Role, SideCount>>;

/** Regions and the whole tables, counted over the same rows. */
export interface Counted {
	readonly regions: readonly PairCount[];
	readonly tables: PairCount;
}

/** What is left of a count without some of its rows. Sums of weights may miss 0 by a rounding error, and are held to it. */
export function withoutCounts(all: PairCount, some: PairCount): PairCount {
	const left = (role: Role): SideCount => {
		const count = all[role].count - some[role].count;
		const rest = (figure: 'weight' | 'squares') =>
			count <= 0 ? 0 : Math.max(0, all[role][figure] - some[role][figure]);
		return { count: Math.max(0, count), weight: rest('weight'), squares: rest('squares') };
	};
	return { human: left('human'), synthetic: left('synthetic') };
}

/** A region's count on one side with its share of the table. */
export function shareOf(region: SideCount, table: SideCount): RegionCount {
	const share = table.weight === 0 ? 0 : region.weight / table.weight;
	return { count: region.count, weight: region.weight, share };
}

/** Weight columns in use; without one every row counts 1. */
export type WeightColumns = Readonly<Partial<Record<Role, TableColumn>>>;

/** Maps a pair's name to the side's column; {@link regionSql} takes it. */
export function columnOfSide(pair: DatasetPair, role: Role): ColumnOf {
	const columns = new Map(pair.columns.map((columns) => [columns.name, columns[role]]));
	return (name) => columns.get(name) ?? name;
}

/**
 * Counts regions over all rows of both tables, several a pass, and the tables themselves as a last entry. Columns
 * must be loaded.
 */
export async function countRegions(
	regions: readonly Region[],
	pair: DatasetPair,
	weights: WeightColumns,
	ctx: RunContext
): Promise<Counted> {
	const all = [...regions, { conditions: [] }];
	const sides = {
		human: await countSide(all, 'human', pair, weights, ctx),
		synthetic: await countSide(all, 'synthetic', pair, weights, ctx)
	};
	const counts = all.map((_, i) => ({ human: sides.human[i]!, synthetic: sides.synthetic[i]! }));
	return { regions: counts.slice(0, -1), tables: counts.at(-1)! };
}

async function countSide(
	regions: readonly Region[],
	role: Role,
	pair: DatasetPair,
	weights: WeightColumns,
	ctx: RunContext
): Promise<SideCount[]> {
	const weight = weights[role];
	const perRegion = weight === undefined ? 1 : 3;
	const size = Math.floor(MOST_AGGREGATES / perRegion);
	const counts: SideCount[] = [];
	for (let from = 0; from < regions.length; from += size) {
		const batch = regions.slice(from, from + size);
		const sql = countSql(batch, role, columnOfSide(pair, role), weight);
		const { columns } = await ctx.engine.query(sql, { signal: ctx.signal });
		const value = (i: number) => (columns[i] as NumberVector).values[0] ?? 0;
		batch.forEach((_, i) => {
			const count = value(i * perRegion);
			counts.push(
				weight === undefined
					? { count, weight: count, squares: count }
					: { count, weight: value(i * 3 + 1), squares: value(i * 3 + 2) }
			);
		});
	}
	return counts;
}

function countSql(
	regions: readonly Region[],
	role: Role,
	columnOf: ColumnOf,
	weight: TableColumn | undefined
): string {
	// Each condition is judged once a row, however many regions share it.
	const names = new Map<string, string>();
	const nameOf = (condition: Condition) => {
		const sql = conditionSql(condition, columnOf);
		const name = names.get(sql) ?? `c${names.size}`;
		names.set(sql, name);
		return name;
	};
	const aggregates = regions.flatMap(({ conditions }) => {
		const meets = conditions.map(nameOf).join(' AND ');
		// `count_if` takes a third of the time of a filtered `count(*)`.
		const sums = [meets === '' ? 'count(*)::DOUBLE' : `coalesce(count_if(${meets}), 0)::DOUBLE`];
		if (weight === undefined) return sums;
		const filter = meets === '' ? '' : ` FILTER (WHERE ${meets})`;
		for (const sum of ['sum(w)', 'sum(w * w)']) sums.push(`coalesce(${sum}${filter}, 0)::DOUBLE`);
		return sums;
	});
	const judged = [...names].map(([sql, name]) => `(${sql}) AS ${name}`);
	if (weight !== undefined) judged.push(`${weightValueSql(weight)} AS w`);
	if (judged.length === 0) judged.push('1 AS c0');
	return `SELECT ${aggregates.map((sql, i) => `${sql} AS a${i}`).join(', ')}
		FROM (SELECT ${judged.join(', ')} FROM ${quoteIdentifier(role)})`;
}

/** Makes sure that the columns of regions, and of weights, are queryable. */
export async function loadColumns(
	regions: readonly Region[],
	pair: DatasetPair,
	weights: WeightColumns,
	ctx: RunContext
): Promise<void> {
	const used = new Set(regions.flatMap(({ conditions }) => conditions.map(({ column }) => column)));
	for (const role of ROLES) {
		const columnOf = (column: string) => pair.columns.find(({ name }) => name === column)?.[role];
		assertFits(regions, columnOf, pair[role].name);
		const names = pair.columns.filter(({ name }) => used.has(name)).map((pair) => pair[role].name);
		const weight = weights[role];
		if (weight !== undefined) names.push(weight.name);
		await ctx.engine.load(role, [...new Set(names)], { signal: ctx.signal });
	}
}
