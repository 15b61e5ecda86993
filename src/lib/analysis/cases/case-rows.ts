import type { CaseRows, CaseSpace } from '$lib/kernels/case-space';
import { literal } from '$lib/sql/identifier';
import type { Role } from '$lib/terms/dataset';
import type { NumberVector } from '$lib/terms/engine';
import { freeBuffer } from '$lib/terms/free-buffer';
import type { RunContext } from '$lib/terms/run';
import {
	axisSql,
	categorySql,
	columnsAtOnce,
	missingSql,
	type CaseAxes,
	type CodeAxis,
	type NumberAxis
} from './case-axes';
import { scoreSteps } from './scores';

/** The distance that the axes define. */
export function caseSpace(axes: CaseAxes): CaseSpace {
	return { numberCount: axes.numbers.length, costs: axes.codes.map(({ costs }) => costs) };
}

/**
 * Reads all rows of one table, or those of the given SQL table made of it, as numbers and codes, in file order. A missing
 * number stands at the centre.
 */
export async function readCaseRows(
	axes: CaseAxes,
	role: Role,
	rowCount: number,
	ctx: RunContext,
	from: string = role
): Promise<CaseRows> {
	const { numbers, codes } = axes;
	const rows: CaseRows = {
		count: rowCount,
		numbers: new Int16Array(rowCount * numbers.length),
		codes: new Uint16Array(rowCount * codes.length)
	};
	const shown = [
		...numbers.map((axis) => presentSql(axis, role)),
		...codes.map((axis) => codeSql(axis, role))
	];
	const atOnce = columnsAtOnce(rowCount);
	for (let first = 0; first < shown.length; first += atOnce) {
		const asked = shown.slice(first, first + atOnce).map((sql, i) => `${sql} AS c${i}`);
		const { columns } = await ctx.engine.query(`SELECT ${asked.join(', ')} FROM ${from}`, {
			signal: ctx.signal,
			inOnePiece: true
		});
		columns.forEach((column, i) => fillColumn(axes, rows, first + i, column as NumberVector));
		// Columns come faster than garbage is collected.
		for (const { values } of columns as readonly NumberVector[]) freeBuffer(values.buffer);
	}
	return rows;
}

/** Puts the values of one axis, in file order, into their places of each row. */
function fillColumn(
	{ numbers, codes }: CaseAxes,
	rows: CaseRows,
	at: number,
	{ values }: NumberVector
): void {
	const axis = numbers[at];
	if (axis === undefined) {
		const code = at - numbers.length;
		for (let row = 0; row < rows.count; row++) rows.codes[row * codes.length + code] = values[row]!;
		return;
	}
	for (let row = 0; row < rows.count; row++)
		rows.numbers[row * numbers.length + at] = scoreSteps(axis, values[row]!);
}

/** The number of an axis, the centre where it is missing. */
function presentSql(axis: NumberAxis, role: Role): string {
	const value = axisSql(axis, role);
	return `(CASE WHEN isnan(${value}) OR ${value} IS NULL THEN ${literal(axis.centre)} ELSE ${value} END)::DOUBLE`;
}

function codeSql(axis: CodeAxis, role: Role): string {
	if (axis.kind === 'missing') {
		return `(${missingSql(axis.pair, role)})::UTINYINT`;
	}
	const value = categorySql(axis.pair, role);
	const other = axis.levels.length + 1;
	if (axis.levels.length === 0)
		return `(CASE WHEN ${value} IS NULL THEN 0 ELSE ${other} END)::USMALLINT`;
	const level = `enum_code(TRY_CAST(${value} AS ENUM(${axis.levels.map(literal).join(', ')})))::INTEGER`;
	return `(CASE WHEN ${value} IS NULL THEN 0 ELSE coalesce(${level} + 1, ${other}) END)::USMALLINT`;
}
