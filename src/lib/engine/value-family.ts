import type { ValueFamily } from '$lib/terms/dataset';

const FAMILIES: readonly [RegExp, ValueFamily][] = [
	[/^U?(TINYINT|SMALLINT|INTEGER|BIGINT|HUGEINT)$/, 'number'],
	[/^(FLOAT|DOUBLE|DECIMAL\(\d+,\d+\))$/, 'number'],
	[/^BOOLEAN$/, 'boolean'],
	[/^(DATE|TIMESTAMP(_S|_MS|_NS)?|TIMESTAMP WITH TIME ZONE)$/, 'date'],
	[/^(VARCHAR|ENUM\([^[]*\))$/, 'text']
];

/** Fewer numbers a value are rather a pair of coordinates than an embedding. */
export const MIN_VECTOR_LENGTH = 8;

/** What the values of a DuckDB type are; whatever is nested, binary or not understood alike everywhere is `other`. */
export function valueFamily(sqlType: string): ValueFamily {
	return FAMILIES.find(([pattern]) => pattern.test(sqlType))?.[1] ?? 'other';
}
