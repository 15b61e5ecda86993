import {
	familyOf,
	isNamableSql,
	keySql,
	textCodeSql,
	type Family
} from '$lib/analysis/encode/encode-categories';
import { quoteIdentifier } from '$lib/sql/identifier';
import type { ColumnPair, Role, TableColumn } from '$lib/terms/dataset';
import type { Scalar } from '$lib/terms/region';
import type { RunContext } from '$lib/terms/run';

/** Categories told apart; the rarest beyond are counted together. */
export const MOST_CATEGORIES = 1000;

/** The categories of a pair, most frequent among humans first, with their rows over both whole tables. */
export interface CategoryLegend {
	readonly family: Family;
	/** Numbers for number and boolean columns, else texts. */
	readonly values: readonly (string | number)[];
	readonly counts: Readonly<Record<Role, Float64Array>>;
	/** Rows of categories beyond {@link MOST_CATEGORIES}, and of those that no condition can name. */
	readonly others: Readonly<Record<Role, number>>;
}

/** Counts the categories of some pairs in both tables, in one query; missing values are left out. */
export async function countCategories(
	pairs: readonly ColumnPair[],
	ctx: RunContext
): Promise<CategoryLegend[]> {
	if (pairs.length === 0) return [];
	const sql = pairs.map((pair, i) => `(${categoriesSql(pair, i)})`).join('\nUNION ALL\n');
	const { columns, rowCount } = await ctx.engine.query(sql, { signal: ctx.signal });
	const [of, place, human, synthetic, humanRows, syntheticRows, numbers, texts] = columns.map(
		({ values }) => values as unknown as ArrayLike<number> & ArrayLike<string>
	);
	const rowsOf: number[][] = pairs.map(() => []);
	for (let row = 0; row < rowCount; row++) rowsOf[of![row]!]!.push(row);
	return pairs.map((pair, i) => {
		const family = familyOf(pair);
		const rows = rowsOf[i]!.sort((a, b) => place![a]! - place![b]!);
		const pick = (counts: ArrayLike<number>) => Float64Array.from(rows, (row) => counts[row]!);
		const counts = { human: pick(human!), synthetic: pick(synthetic!) };
		const rest = (of: Float64Array, all: ArrayLike<number>) =>
			rows.length === 0 ? 0 : all[rows[0]!]! - of.reduce((sum, count) => sum + count, 0);
		return {
			family,
			values: rows.map((row) => (family === 'text' ? texts![row]! : numbers![row]!)),
			counts,
			others: {
				human: rest(counts.human, humanRows!),
				synthetic: rest(counts.synthetic, syntheticRows!)
			}
		};
	});
}

/** The most frequent categories of one pair: `i`, their place, rows of either table and of all, and the value. */
function categoriesSql(pair: ColumnPair, i: number): string {
	const family = familyOf(pair);
	const side = (role: Role, human: 0 | 1) =>
		`SELECT ${keySql(family, pair.name, pair[role])} AS v, ${human} AS h, ${1 - human} AS s FROM ${quoteIdentifier(role)}`;
	return `WITH counted AS (
			SELECT v, sum(h)::DOUBLE AS h, sum(s)::DOUBLE AS s FROM (${side('human', 1)} UNION ALL ${side('synthetic', 0)})
			WHERE v IS NOT NULL GROUP BY v
		)
		SELECT ${i}::DOUBLE AS i, (row_number() OVER (ORDER BY h DESC, s DESC, v))::DOUBLE AS place, h, s,
			(sum(h) OVER ())::DOUBLE AS human_rows, (sum(s) OVER ())::DOUBLE AS synthetic_rows,
			${family === 'text' ? 'NULL' : 'v'}::DOUBLE AS number, ${family === 'text' ? 'v' : 'NULL'}::VARCHAR AS text
		FROM counted QUALIFY place <= ${MOST_CATEGORIES} AND ${isNamableSql(family, 'v')}`;
}

/** What is read of a column so that {@link codesOf} can code its rows by a legend: a DOUBLE. */
export function codeSql(pair: ColumnPair, column: TableColumn, legend: CategoryLegend): string {
	const { family, values } = legend;
	const key = keySql(family, pair.name, column);
	return family === 'text' ? `${textCodeSql(key, values)}::DOUBLE` : key;
}

/** One code a row: 0 missing, else the place in the legend from 1; one more for what is not in it. */
export function codesOf(numbers: Float64Array, { family, values }: CategoryLegend): Uint16Array {
	const codes = new Uint16Array(numbers.length);
	if (family === 'text') {
		codes.set(numbers);
		return codes;
	}
	const other = values.length + 1;
	const places = new Map(values.map((value, place) => [value as number, place + 1]));
	for (let row = 0; row < numbers.length; row++) {
		const value = numbers[row]!;
		if (value === value) codes[row] = places.get(value) ?? other;
	}
	return codes;
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
