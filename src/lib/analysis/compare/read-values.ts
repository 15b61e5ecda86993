import type { SearchedRows } from '$lib/analysis/encode/read-column';
import { quoteIdentifier } from '$lib/sql/identifier';
import type { NumberVector } from '$lib/terms/engine';
import type { RunContext } from '$lib/terms/run';

/**
 * Several DOUBLE expressions over the chosen rows of a table, in file order; null and NaN come as NaN. One query for
 * all: with hundreds of columns, asking takes longer than answering.
 */
export async function readValues(
	expressions: readonly string[],
	table: string,
	{ chosen, size }: SearchedRows,
	ctx: RunContext
): Promise<Float64Array[]> {
	if (expressions.length === 0) return [];
	const list = expressions.map((sql, i) => `${sql} AS v${i}`).join(', ');
	const { columns } = await ctx.engine.query(`SELECT ${list} FROM ${quoteIdentifier(table)}`, {
		signal: ctx.signal,
		inOnePiece: true
	});
	return columns.map((column) => {
		const { values, nulls } = column as NumberVector;
		const numbers = new Float64Array(size);
		for (let i = 0; i < size; i++) {
			const row = chosen === null ? i : chosen[i]!;
			numbers[i] = nulls !== null && nulls[row] === 1 ? NaN : values[row]!;
		}
		return numbers;
	});
}
