import type { Scalar } from '$lib/terms/region';

/** A name as a quoted SQL identifier: any name of a column or table is safe in it. */
export function quoteIdentifier(name: string): string {
	return `"${name.replaceAll('"', '""')}"`;
}

/**
 * A value as an SQL literal. Numbers that DuckDB would not read back exactly as a decimal are written as doubles.
 * @throws RangeError for a number that is not finite: no condition holds one.
 */
export function literal(value: Scalar): string {
	if (typeof value === 'string') return textLiteral(value);
	if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE';
	if (!Number.isFinite(value))
		throw new RangeError('A condition cannot hold a number that is not finite.');
	const text = String(Object.is(value, -0) ? 0 : value);
	if (Number.isSafeInteger(value) || text.includes('e')) return text;
	// DuckDB reads "0.1" as DECIMAL and casts it; up to 15 digits that cast is exact, beyond it an exponent is.
	const digits = text.replace(/[-.]/g, '').length;
	return digits <= 15 ? text : value.toExponential();
}

/** A null character ends the text of a statement, so that it cannot stand in it. */
function textLiteral(text: string): string {
	const parts = text.split('\0').map((part) => `'${part.replaceAll("'", "''")}'`);
	return parts.length === 1 ? parts[0]! : `(${parts.join(' || chr(0) || ')})`;
}
