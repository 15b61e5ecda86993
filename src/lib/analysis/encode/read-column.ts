import { quoteIdentifier } from '$lib/sql/identifier';
import type { NumberVector } from '$lib/terms/engine';
import type { RunContext } from '$lib/terms/run';

/** The rows of a table that the search reads. */
export interface SearchedRows {
	/** Row numbers, ascending; null where all are read. */
	readonly chosen: Uint32Array | null;
	readonly size: number;
}

async function readVector(sql: string, table: string, ctx: RunContext): Promise<NumberVector> {
	const result = await ctx.engine.query(`SELECT ${sql} AS v FROM ${quoteIdentifier(table)}`, {
		signal: ctx.signal,
		inOnePiece: true
	});
	return result.columns[0] as NumberVector;
}

/** A DOUBLE expression's value for each searched row, in file order; null and NaN come as NaN. */
export async function readNumbers(
	sql: string,
	table: string,
	{ chosen, size }: SearchedRows,
	ctx: RunContext
): Promise<Float64Array> {
	const { values, nulls } = await readVector(sql, table, ctx);
	const numbers = new Float64Array(size);
	for (let i = 0; i < size; i++) {
		const row = chosen === null ? i : chosen[i]!;
		numbers[i] = nulls !== null && nulls[row] === 1 ? NaN : values[row]!;
	}
	return numbers;
}

/** A UTINYINT expression's value for each searched row, in file order; the expression is never null. */
export async function readCodes(
	sql: string,
	table: string,
	{ chosen, size }: SearchedRows,
	ctx: RunContext
): Promise<Uint8Array> {
	const { values } = await readVector(sql, table, ctx);
	const codes = new Uint8Array(size);
	for (let i = 0; i < size; i++) codes[i] = values[chosen === null ? i : chosen[i]!]!;
	return codes;
}
