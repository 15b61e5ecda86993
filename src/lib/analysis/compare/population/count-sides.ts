import { weightColumn } from '$lib/analysis/encode/read-weights';
import { weightValueSql } from '$lib/analysis/encode/value-sql';
import { literal, quoteIdentifier } from '$lib/sql/identifier';
import type { ColumnProfile } from '$lib/terms/column';
import type { DatasetPair, Role } from '$lib/terms/dataset';
import type { NumberVector, TextVector } from '$lib/terms/engine';
import type { Recipe } from '$lib/terms/recipe';
import type { RunContext } from '$lib/terms/run';
import type { Band } from './bands';

/** Rows of one table by the value or band that they stand in. */
export interface Counted<Key> {
	readonly of: ReadonlyMap<Key, number>;
	/** Rows with a value, their weight, and the sum of squared weights; equal without weights. */
	readonly rows: number;
	readonly weight: number;
	readonly squares: number;
}

/** The weight of a row of a table as SQL: 1 without a weight column; what is no weight counts 0. */
export async function weightSql(
	pair: DatasetPair,
	profiles: readonly ColumnProfile[],
	recipe: Recipe,
	role: Role,
	ctx: RunContext
): Promise<string> {
	const column = weightColumn(pair, profiles, recipe, role);
	if (column === undefined) return '1.0::DOUBLE';
	await ctx.engine.load(role, [column.name], { signal: ctx.signal });
	return weightValueSql(column);
}

/** Counts the rows of a table by an expression's value; null and what is no value are left out. */
export async function countBy<Key extends string | number>(
	key: string,
	table: string,
	weight: string,
	ctx: RunContext
): Promise<Counted<Key>> {
	const { columns, rowCount } = await ctx.engine.query(
		`SELECT v, count(*)::DOUBLE AS n, sum(w)::DOUBLE AS w1, sum(w * w)::DOUBLE AS w2
		FROM (SELECT ${key} AS v, ${weight} AS w FROM ${quoteIdentifier(table)})
		WHERE v IS NOT NULL GROUP BY v ORDER BY v`,
		{ signal: ctx.signal }
	);
	const [keys, rows, weights, squares] = columns as [NumberVector | TextVector, ...NumberVector[]];
	const total = ({ values }: NumberVector) => {
		let sum = 0;
		for (let i = 0; i < rowCount; i++) sum += values[i]!;
		return sum;
	};
	const of = new Map<Key, number>();
	for (let i = 0; i < rowCount; i++) of.set(keys.values[i] as Key, weights!.values[i]!);
	return { of, rows: total(rows!), weight: total(weights!), squares: total(squares!) };
}

/** The place of the band that a number stands in, as SQL; one more than the last for any other number. */
export function bandSql(value: string, bands: readonly Band[]): string {
	const cases = bands.map((band, i) => {
		const parts: string[] = [];
		if (band.low > -Infinity)
			parts.push(`${value} ${band.isLowClosed ? '>=' : '>'} ${literal(band.low)}`);
		if (band.high < Infinity)
			parts.push(`${value} ${band.isHighClosed ? '<=' : '<'} ${literal(band.high)}`);
		return `WHEN ${parts.join(' AND ') || 'TRUE'} THEN ${i}`;
	});
	const missing = `${value} IS NULL OR isnan(${value})`;
	return `(CASE WHEN ${missing} THEN NULL ${cases.join(' ')} ELSE ${bands.length} END)::INTEGER`;
}
