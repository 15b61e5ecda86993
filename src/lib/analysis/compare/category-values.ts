import { familyOf, keySql, type Family } from '$lib/analysis/encode/encode-categories';
import { readNumbers, type SearchedRows } from '$lib/analysis/encode/read-column';
import { literal, quoteIdentifier } from '$lib/sql/identifier';
import type { ColumnPair, Role, TableColumn } from '$lib/terms/dataset';
import type { NumberVector, TextVector } from '$lib/terms/engine';
import type { Scalar } from '$lib/terms/region';
import type { RunContext } from '$lib/terms/run';

/** Categories told apart; the rarest beyond are counted together. */
export const MOST_CATEGORIES = 1000;

/** A column of an open table. */
export interface TableOf {
	/** The table's name in SQL. */
	readonly table: string;
	readonly column: TableColumn;
}

/** The categories of a pair, most frequent among humans first, with their rows over both whole tables. */
export interface CategoryLegend {
	readonly family: Family;
	/** Numbers for number and boolean columns, else texts. */
	readonly values: readonly (string | number)[];
	readonly counts: Readonly<Record<Role, Float64Array>>;
	/** Rows of categories beyond {@link MOST_CATEGORIES}. */
	readonly others: Readonly<Record<Role, number>>;
}

/** Counts the categories of a pair in both tables; missing values are left out. */
export async function countCategories(pair: ColumnPair, ctx: RunContext): Promise<CategoryLegend> {
	const family = familyOf(pair);
	const side = (role: Role, human: 0 | 1) =>
		`SELECT ${keySql(family, pair.name, pair[role])} AS v, ${human} AS h, ${1 - human} AS s FROM ${quoteIdentifier(role)}`;
	const sql = `WITH counted AS (
			SELECT v, sum(h)::DOUBLE AS h, sum(s)::DOUBLE AS s FROM (${side('human', 1)} UNION ALL ${side('synthetic', 0)})
			WHERE v IS NOT NULL GROUP BY v
		)
		SELECT v, h, s, (sum(h) OVER ())::DOUBLE AS human_rows, (sum(s) OVER ())::DOUBLE AS synthetic_rows
		FROM counted ORDER BY h DESC, s DESC, v LIMIT ${MOST_CATEGORIES}`;
	const { columns, rowCount } = await ctx.engine.query(sql, { signal: ctx.signal });
	const values = columns[0] as NumberVector | TextVector;
	const [human, synthetic, humanRows, syntheticRows] = columns
		.slice(1)
		.map((vector) => Float64Array.from((vector as NumberVector).values));
	const rest = (counts: Float64Array, rows: Float64Array) =>
		rowCount === 0 ? 0 : rows[0]! - counts.reduce((sum, count) => sum + count, 0);
	return {
		family,
		values: Array.from({ length: rowCount }, (_, row) => values.values[row]!),
		counts: { human: human!, synthetic: synthetic! },
		others: { human: rest(human!, humanRows!), synthetic: rest(synthetic!, syntheticRows!) }
	};
}

/** One code a row: 0 missing, else the place in the legend from 1; one more for what is not in it. */
export async function codeCategories(
	pair: ColumnPair,
	{ table, column }: TableOf,
	legend: CategoryLegend,
	rows: SearchedRows,
	ctx: RunContext
): Promise<Uint16Array> {
	const { family, values } = legend;
	const key = keySql(family, pair.name, column);
	const other = values.length + 1;
	if (family !== 'text') {
		const places = new Map(values.map((value, place) => [value as number, place + 1]));
		const numbers = await readNumbers(key, table, rows, ctx);
		return Uint16Array.from(numbers, (value) =>
			Number.isNaN(value) ? 0 : (places.get(value) ?? other)
		);
	}
	if (values.length === 0) return new Uint16Array(rows.size);
	// A cast to an ENUM looks values up by hash; strings never leave the engine.
	const place = `enum_code(TRY_CAST(${key} AS ENUM(${values.map(literal).join(', ')})))::DOUBLE`;
	const sql = `CASE WHEN ${key} IS NULL THEN 0 ELSE coalesce(${place} + 1, ${other}) END::DOUBLE`;
	return Uint16Array.from(await readNumbers(sql, table, rows, ctx));
}

/** A category as conditions hold it. */
export function categoryValue(family: Family, value: string | number): Scalar {
	return family === 'boolean' ? value === 1 : value;
}

/** A category as people read it. */
export function categoryLabel(family: Family, value: string | number): string {
	if (family === 'boolean') return value === 1 ? 'true' : 'false';
	return value === '' ? '(empty)' : String(value);
}
