import type { CaseRows, CaseSpace } from '$lib/kernels/case-space';
import { literal } from '$lib/sql/identifier';
import type { Role } from '$lib/terms/dataset';
import type { NumberVector } from '$lib/terms/engine';
import type { RunContext } from '$lib/terms/run';
import {
	axisSql,
	categorySql,
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
	// A query a column: the whole table by column and by row at once would not fit beside each other.
	for (const [i, axis] of numbers.entries()) {
		const values = await readColumn(presentSql(axis, role), from, ctx);
		for (let row = 0; row < rowCount; row++)
			rows.numbers[row * numbers.length + i] = scoreSteps(axis, values[row]!);
	}
	for (const [i, axis] of codes.entries()) {
		const values = await readColumn(codeSql(axis, role), from, ctx);
		for (let row = 0; row < rowCount; row++) rows.codes[row * codes.length + i] = values[row]!;
	}
	return rows;
}

async function readColumn(
	sql: string,
	from: string,
	ctx: RunContext
): Promise<NumberVector['values']> {
	const { columns } = await ctx.engine.query(`SELECT ${sql} FROM ${from}`, {
		signal: ctx.signal,
		inOnePiece: true
	});
	return (columns[0] as NumberVector).values;
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
		return `(CASE WHEN ${value} IS NULL THEN 0 ELSE ${other} END)::INTEGER`;
	const level = `enum_code(TRY_CAST(${value} AS ENUM(${axis.levels.map(literal).join(', ')})))::INTEGER`;
	return `(CASE WHEN ${value} IS NULL THEN 0 ELSE coalesce(${level} + 1, ${other}) END)::INTEGER`;
}
