import { quoteIdentifier } from '$lib/sql/identifier';
import { regionSql } from '$lib/sql/predicate';
import type { DatasetPair, Role } from '$lib/terms/dataset';
import type { QueryResult } from '$lib/terms/engine';
import type { Region } from '$lib/terms/region';
import type { RunContext } from '$lib/terms/run';
import { columnOfSide } from './count-regions';

/**
 * The first `limit` rows of a region on one side, in file order, every shared column that an engine reads as text
 * under the pair's name.
 */
export async function regionRows(
	region: Region,
	pair: DatasetPair,
	role: Role,
	limit: number,
	ctx: RunContext
): Promise<QueryResult> {
	const { signal } = ctx;
	const readable = pair.columns.filter((columns) => columns[role].family !== 'other');
	await ctx.engine.load(
		role,
		readable.map((columns) => columns[role].name),
		{ signal }
	);
	const shown = readable.map(
		(columns) =>
			`${quoteIdentifier(columns[role].name)}::VARCHAR AS ${quoteIdentifier(columns.name)}`
	);
	const sql = `SELECT ${shown.join(', ')} FROM ${regionTableSql(region, pair, role, limit)}`;
	return ctx.engine.query(sql, { signal });
}

/** The first `limit` rows of a region on one side, in file order, as a table in SQL. */
export function regionTableSql(
	region: Region,
	pair: DatasetPair,
	role: Role,
	limit: number
): string {
	return `(SELECT * FROM ${quoteIdentifier(role)}
		WHERE ${regionSql(region, columnOfSide(pair, role))} LIMIT ${Math.floor(limit)})`;
}
