import { literal, quoteIdentifier } from '$lib/sql/identifier';
import { ROLES, type ColumnPair, type Role, type TableColumn } from '$lib/terms/dataset';
import type { CategoryColumn } from '$lib/terms/encoded';
import type { NumberVector, TextVector } from '$lib/terms/engine';
import type { Scalar } from '$lib/terms/region';
import type { RunContext } from '$lib/terms/run';
import { readCodes, readNumbers, type SearchedRows } from './read-column';
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

/**
 * The values with the highest shares, human and synthetic together. Values chosen by what one table holds would be
 * short in the other by the choice alone, which shuffled labels could not show.
 */
async function frequentValues(
	family: Family,
	keys: Readonly<Record<Role, string>>,
	ctx: RunContext
) {
	const [human, synthetic] = ['human', 'synthetic'].map(quoteIdentifier);
	const sql = `SELECT v, (sum(h) / (SELECT count(*) FROM ${human}) + sum(s) / (SELECT count(*) FROM ${synthetic}))::DOUBLE AS n
		FROM (SELECT ${keys.human} AS v, 1 AS h, 0 AS s FROM ${human}
			UNION ALL SELECT ${keys.synthetic}, 0, 1 FROM ${synthetic})
		WHERE v IS NOT NULL GROUP BY v HAVING ${isNamableSql(family, 'v')} ORDER BY n DESC, v LIMIT ${MOST_LEVELS}`;
	const { columns, rowCount } = await ctx.engine.query(sql, { signal: ctx.signal });
	const [{ values }] = columns as [NumberVector | TextVector];
	return Array.from({ length: rowCount }, (_, i): Scalar => values[i]!);
}

/** Codes a category or boolean column: the most frequent values of both tables together, and the rest. */
export async function encodeCategories(
	pair: ColumnPair,
	rows: Readonly<Record<Role, SearchedRows>>,
	ctx: RunContext
): Promise<CategoryColumn> {
	const family = familyOf(pair);
	const keys = {
		human: keySql(family, pair.name, pair.human),
		synthetic: keySql(family, pair.name, pair.synthetic)
	};
	const values = await frequentValues(family, keys, ctx);
	const codes: Record<Role, Uint8Array> = {
		human: new Uint8Array(0),
		synthetic: new Uint8Array(0)
	};
	for (const role of ROLES)
		codes[role] = await (family === 'text' ? codeTexts : codeNumbers)(
			values,
			keys[role],
			role,
			rows[role],
			ctx
		);
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

function codeTexts(
	values: readonly Scalar[],
	key: string,
	role: Role,
	rows: SearchedRows,
	ctx: RunContext
): Promise<Uint8Array> {
	return readCodes(`${textCodeSql(key, values)}::UTINYINT`, role, rows, ctx);
}

async function codeNumbers(
	values: readonly Scalar[],
	key: string,
	role: Role,
	rows: SearchedRows,
	ctx: RunContext
): Promise<Uint8Array> {
	const numbers = await readNumbers(key, role, rows, ctx);
	const codeOf = new Map(values.map((value, i) => [value as number, i + 1]));
	return Uint8Array.from(numbers, (number) =>
		Number.isNaN(number) ? 0 : (codeOf.get(number) ?? values.length + 1)
	);
}
