import { literal, quoteIdentifier } from '$lib/sql/identifier';
import type { ColumnPair, Role, TableColumn } from '$lib/terms/dataset';
import type { CategoryColumn } from '$lib/terms/encoded';
import type { NumberVector, TextVector } from '$lib/terms/engine';
import type { Scalar } from '$lib/terms/region';
import type { RunContext } from '$lib/terms/run';
import { codesOf, numbersOf, type SearchedRows } from './read-column';
import { numberValueSql } from './value-sql';

const MOST_LEVELS = 80;

/** Human values decide the type of the levels; the other side is cast to it. */
export type Family = 'number' | 'boolean' | 'text';

/** The kind of value that a category column's levels are. */
export function familyOf({ human }: ColumnPair): Family {
	return human.family === 'number' || human.family === 'boolean' ? human.family : 'text';
}

/** A category's value in SQL, alike on both sides: DOUBLE for numbers and booleans, else text; null where missing. */
export function keySql(family: Family, name: string, column: TableColumn): string {
	if (family === 'number') {
		const number = numberValueSql({ column: name }, column);
		return `CASE WHEN isnan(${number}) THEN NULL ELSE ${number} END`;
	}
	const value = quoteIdentifier(column.name);
	if (family === 'boolean') return `TRY_CAST(TRY_CAST(${value} AS BOOLEAN) AS DOUBLE)`;
	return column.family === 'text' ? value : `${value}::VARCHAR`;
}

/** Whether a condition can name a category: no infinity, and no text with a null character, which SQL cannot hold. */
export function isNamableSql(family: Family, value: string): string {
	if (family === 'boolean') return 'TRUE';
	return family === 'number' ? `isfinite(${value})` : `NOT contains(${value}, chr(0))`;
}

/** A category column with the values that have a level of their own. */
interface CategoryLevels {
	readonly pair: ColumnPair;
	readonly values: readonly Scalar[];
}

/**
 * Finds for some category columns the values with the highest shares, human and synthetic together. Values chosen by
 * what one table holds would be short in the other by the choice alone, which shuffled labels could not show.
 */
export async function findLevels(
	pairs: readonly ColumnPair[],
	rowCounts: Readonly<Record<Role, number>>,
	ctx: RunContext
): Promise<readonly CategoryLevels[]> {
	const found = new Map<ColumnPair, Scalar[]>(pairs.map((pair) => [pair, []]));
	const texts = pairs.filter((pair) => familyOf(pair) === 'text');
	const numbers = pairs.filter((pair) => familyOf(pair) !== 'text');
	for (const alike of [texts, numbers]) {
		if (alike.length === 0) continue;
		const sql = alike.map((pair, i) => `(${frequentSql(pair, i, rowCounts)})`).join(' UNION ALL ');
		const result = await ctx.engine.query(`FROM (${sql}) ORDER BY i, n DESC, v`, {
			signal: ctx.signal
		});
		const [of, { values }] = result.columns as [NumberVector, NumberVector | TextVector];
		for (let row = 0; row < result.rowCount; row++)
			found.get(alike[of.values[row]!]!)!.push(values[row]!);
	}
	return pairs.map((pair) => ({ pair, values: found.get(pair)! }));
}

function frequentSql(
	pair: ColumnPair,
	index: number,
	rowCounts: Readonly<Record<Role, number>>
): string {
	const family = familyOf(pair);
	const keyOf = (role: Role) => keySql(family, pair.name, pair[role]);
	return `SELECT ${index} AS i, v, (sum(h) / ${rowCounts.human} + sum(s) / ${rowCounts.synthetic})::DOUBLE AS n
		FROM (SELECT ${keyOf('human')} AS v, 1 AS h, 0 AS s FROM ${quoteIdentifier('human')}
			UNION ALL SELECT ${keyOf('synthetic')}, 0, 1 FROM ${quoteIdentifier('synthetic')})
		WHERE v IS NOT NULL GROUP BY v HAVING ${isNamableSql(family, 'v')} ORDER BY n DESC, v LIMIT ${MOST_LEVELS}`;
}

/** What a category column is coded from, for each row of a side: the code of a text, or a number. */
export function categorySql({ pair, values }: CategoryLevels, role: Role): string {
	const family = familyOf(pair);
	const key = keySql(family, pair.name, pair[role]);
	return family === 'text' ? `${textCodeSql(key, values)}::UTINYINT` : key;
}

/** Codes a category or boolean column: its levels, and the rest. */
export function encodeCategories(
	{ pair, values }: CategoryLevels,
	vectors: Readonly<Record<Role, NumberVector>>,
	rows: Readonly<Record<Role, SearchedRows>>
): CategoryColumn {
	const family = familyOf(pair);
	const code = (role: Role) =>
		family === 'text'
			? codesOf(vectors[role], rows[role])
			: codeNumbers(values, numbersOf(vectors[role], rows[role]));
	const codes = { human: code('human'), synthetic: code('synthetic') };
	const named = values.map((value) => (family === 'boolean' ? value === 1 : value));
	return { kind: 'categories', column: pair.name, codes, levels: [...named, null] };
}

/** The place of a text among some values from 1, as SQL: 0 where missing, one more than the last for any other text. */
export function textCodeSql(key: string, values: readonly Scalar[]): string {
	const other = values.length + 1;
	// A cast to an ENUM looks values up by hash; strings never leave the engine.
	const index = `enum_code(TRY_CAST(${key} AS ENUM(${values.map(literal).join(', ')})))::INTEGER`;
	const named = values.length === 0 ? String(other) : `coalesce(${index} + 1, ${other})`;
	return `(CASE WHEN ${key} IS NULL THEN 0 ELSE ${named} END)`;
}

function codeNumbers(values: readonly Scalar[], numbers: Float64Array): Uint8Array {
	const codeOf = new Map(values.map((value, i) => [value as number, i + 1]));
	return Uint8Array.from(numbers, (number) =>
		Number.isNaN(number) ? 0 : (codeOf.get(number) ?? values.length + 1)
	);
}
