import { literal, quoteIdentifier } from '$lib/sql/identifier';
import { numberedRows, ROW_NUMBER } from '$lib/sql/row-number';
import type { ColumnPair, DatasetPair, Role } from '$lib/terms/dataset';
import type { NumberVector, TextVector } from '$lib/terms/engine';
import type { RunContext } from '$lib/terms/run';
import { axisSql, type NumberAxis } from './case-axes';

/** The given rows' values, unscaled: `[row][axis]`, dates in microseconds; null where missing. */
export async function readAxisValues(
	axes: readonly NumberAxis[],
	role: Role,
	rows: ArrayLike<number>,
	ctx: RunContext
): Promise<ReadonlyMap<number, readonly (number | null)[]>> {
	const shown = axes.map((axis) => `(${axisSql(axis, role)})::DOUBLE`);
	const { columns } = await queryRows(shown, role, rows, ctx);
	return byRow(columns, (column, i) => {
		const { values, nulls } = column as NumberVector;
		const value = values[i]!;
		return nulls?.[i] === 1 || Number.isNaN(value) ? null : value;
	});
}

/** The given rows' values of every paired column as text, under the pairs' order: `[row][pair]`; null where missing. */
export async function readRowTexts(
	pair: DatasetPair,
	role: Role,
	rows: ArrayLike<number>,
	ctx: RunContext
): Promise<ReadonlyMap<number, readonly (string | null)[]>> {
	const isReadable = (columns: ColumnPair) => columns[role].family !== 'other';
	// A value that no engine reads stands as the name of its type, so that the columns keep their places.
	const shown = pair.columns.map((columns) =>
		isReadable(columns)
			? `${quoteIdentifier(columns[role].name)}::VARCHAR`
			: literal(columns[role].sqlType)
	);
	await ctx.engine.load(
		role,
		pair.columns.filter(isReadable).map((columns) => columns[role].name),
		{ signal: ctx.signal }
	);
	const { columns } = await queryRows(shown, role, rows, ctx);
	return byRow(columns, (column, i) => (column as TextVector).values[i] ?? null);
}

async function queryRows(
	shown: readonly string[],
	role: Role,
	rows: ArrayLike<number>,
	ctx: RunContext
) {
	const list = [...new Set(Array.from(rows))].join(', ') || '-1';
	return ctx.engine.query(
		`SELECT ${[`${ROW_NUMBER}::DOUBLE`, ...shown].join(', ')}
		FROM ${numberedRows(role)} WHERE ${ROW_NUMBER} IN (${list})`,
		{ signal: ctx.signal }
	);
}

function byRow<T>(
	columns: readonly (NumberVector | TextVector)[],
	valueAt: (column: NumberVector | TextVector, i: number) => T
): Map<number, T[]> {
	const [numbers, ...shown] = columns;
	const rows = Array.from((numbers as NumberVector).values);
	return new Map(rows.map((row, i) => [row, shown.map((column) => valueAt(column, i))]));
}
