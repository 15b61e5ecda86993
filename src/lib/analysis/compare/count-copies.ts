import { familyOf, keySql } from '$lib/analysis/encode/encode-categories';
import { dateValueSql } from '$lib/analysis/encode/value-sql';
import { quoteIdentifier } from '$lib/sql/identifier';
import type { ColumnProfile } from '$lib/terms/column';
import type { CopyScores } from '$lib/terms/compare';
import { ROLES, type DatasetPair, type Role, type TableColumn } from '$lib/terms/dataset';
import type { NumberVector } from '$lib/terms/engine';
import { LacunaError } from '$lib/terms/error';
import type { RunContext } from '$lib/terms/run';

/** A table with the columns in which its rows are held against another's, in the same order. */
interface HashedTable {
	readonly table: string;
	readonly columns: readonly { readonly profile: ColumnProfile; readonly column: TableColumn }[];
}

/** Columns in which a copy has to equal its original. */
export function copiedColumns(profiles: readonly ColumnProfile[]): ColumnProfile[] {
	const compared = profiles.filter(({ use }) =>
		['measure', 'date', 'category', 'text', 'constant', 'weight'].includes(use)
	);
	if (compared.length > 0) return compared;
	throw new LacunaError('columns-unusable', 'No shared column can be compared.', {
		hint: 'Give a column another use, or choose tables that share categories, numbers or dates.'
	});
}

/** A 64-bit hash of each row of a table. */
function hashSql({ table, columns }: HashedTable): string {
	const values = columns.map(({ profile: { pair, use }, column }) =>
		use === 'date'
			? dateValueSql({ column: pair.name }, column)
			: keySql(familyOf(pair), pair.name, column)
	);
	return `SELECT hash(${values.join(', ')}) AS k FROM ${quoteIdentifier(table)}`;
}

/** Counts the rows of one table that equal a row of another in every column. */
export function countMatches(
	rows: HashedTable,
	originals: HashedTable,
	ctx: RunContext
): Promise<number> {
	return countSql(
		`SELECT count(*)::DOUBLE AS n FROM (${hashSql(rows)}) WHERE k IN (${hashSql(originals)})`,
		ctx
	);
}

async function countSql(sql: string, ctx: RunContext): Promise<number> {
	const { columns } = await ctx.engine.query(sql, { signal: ctx.signal });
	return (columns[0] as NumberVector).values[0]!;
}

/**
 * Counts synthetic rows that equal a human row in every column that takes part, by a 64-bit hash of the row.
 * @throws {@link LacunaError} `columns-unusable` where no column takes part.
 */
export async function countCopies(
	pair: DatasetPair,
	profiles: readonly ColumnProfile[],
	ctx: RunContext
): Promise<CopyScores> {
	const compared = copiedColumns(profiles);
	for (const role of ROLES)
		await ctx.engine.load(
			role,
			compared.map((profile) => profile.pair[role].name),
			{ signal: ctx.signal }
		);
	ctx.onProgress({ stage: 'compare', done: 0.3, message: 'looking for copies' });
	const of = (table: Role): HashedTable => ({
		table,
		columns: compared.map((profile) => ({ profile, column: profile.pair[table] }))
	});
	const copies = await countMatches(of('synthetic'), of('human'), ctx);
	const humanTwins = await countSql(
		`SELECT coalesce(sum(n), 0)::DOUBLE AS n FROM (SELECT count(*) AS n FROM (${hashSql(of('human'))}) GROUP BY k HAVING count(*) > 1)`,
		ctx
	);
	const expected = (humanTwins / pair.human.rowCount) * pair.synthetic.rowCount;
	return { columns: compared.length, copies, expected, humanTwins };
}
