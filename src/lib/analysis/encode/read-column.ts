import { quoteIdentifier } from '$lib/sql/identifier';
import type { NumberVector } from '$lib/terms/engine';
import type { RunContext } from '$lib/terms/run';

/** The rows of a table that the search reads. */
export interface SearchedRows {
	/** Row numbers, ascending; null where all are read. */
	readonly chosen: Uint32Array | null;
	readonly size: number;
}

/** The values of expressions, DOUBLE or UTINYINT, for each row of a table, in file order, read in one pass. */
export async function readVectors(
	expressions: readonly string[],
	table: string,
	ctx: RunContext
): Promise<readonly NumberVector[]> {
	const selected = expressions.map((sql, i) => `${sql} AS v${i}`);
	const result = await ctx.engine.query(
		`SELECT ${selected.join(', ')} FROM ${quoteIdentifier(table)}`,
		{ signal: ctx.signal, inOnePiece: true }
	);
	return result.columns as readonly NumberVector[];
}

/** The numbers of the searched rows; null and NaN come as NaN. */
export function numbersOf(
	{ values, nulls }: NumberVector,
	{ chosen, size }: SearchedRows
): Float64Array {
	const numbers = new Float64Array(size);
	for (let i = 0; i < size; i++) {
		const row = chosen === null ? i : chosen[i]!;
		numbers[i] = nulls !== null && nulls[row] === 1 ? NaN : values[row]!;
	}
	return numbers;
}

/** The codes of the searched rows, of which none is null. */
export function codesOf({ values }: NumberVector, { chosen, size }: SearchedRows): Uint8Array {
	const codes = new Uint8Array(size);
	for (let i = 0; i < size; i++) codes[i] = values[chosen === null ? i : chosen[i]!]!;
	return codes;
}

/** A DOUBLE expression's value for each searched row, in file order; null and NaN come as NaN. */
export async function readNumbers(
	sql: string,
	table: string,
	rows: SearchedRows,
	ctx: RunContext
): Promise<Float64Array> {
	const [vector] = await readVectors([sql], table, ctx);
	return numbersOf(vector!, rows);
}

/** A UTINYINT expression's value for each searched row, in file order; the expression is never null. */
export async function readCodes(
	sql: string,
	table: string,
	rows: SearchedRows,
	ctx: RunContext
): Promise<Uint8Array> {
	const [vector] = await readVectors([sql], table, ctx);
	return codesOf(vector!, rows);
}
