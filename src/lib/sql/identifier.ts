import type { Scalar } from '$lib/terms/region';

/** Writes any name as a SQL identifier: `"a ""b"""`. */
export function quoteIdentifier(name: string): string {
	return `"${name.replaceAll('"', '""')}"`;
}

/** Writes a value as a SQL literal; numbers are finite and come back exactly as they were. */
export function literal(value: Scalar): string {
	if (typeof value === 'string') return `'${value.replaceAll("'", "''")}'`;
	if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE';
	return Object.is(value, -0) ? '0' : String(value);
}
