/**
 * Values as they travel from a file that we parse ourselves into DuckDB, natively and in the browser alike: each SQL
 * type is carried by one that both ways in know, and read back by one SQL expression.
 */
export type CarriedValue = boolean | number | bigint | string | null;

/** Types that values are carried in. */
export type Carrier =
	| 'BOOLEAN'
	| 'TINYINT'
	| 'SMALLINT'
	| 'INTEGER'
	| 'BIGINT'
	| 'UTINYINT'
	| 'USMALLINT'
	| 'UINTEGER'
	| 'UBIGINT'
	| 'FLOAT'
	| 'DOUBLE'
	| 'VARCHAR';

/**
 * The type that carries an SQL type: days since 1970 for dates, micro- or nanoseconds for points in time, text for
 * decimals; every other type carries itself.
 */
export function carrierOf(sqlType: string): Carrier {
	if (sqlType === 'DATE') return 'INTEGER';
	if (sqlType.startsWith('TIMESTAMP')) return 'BIGINT';
	if (sqlType.startsWith('DECIMAL')) return 'VARCHAR';
	return sqlType as Carrier;
}

/** The expression that makes a value of its SQL type from the one that carried it. */
export function fromCarrier(carried: string, sqlType: string): string {
	if (sqlType === 'DATE') return `(DATE '1970-01-01' + ${carried})`;
	if (sqlType === 'TIMESTAMP_NS') return `make_timestamp_ns(${carried})`;
	if (sqlType === 'TIMESTAMP') return `make_timestamp(${carried})`;
	if (sqlType.startsWith('TIMESTAMP')) return `CAST(make_timestamp(${carried}) AS ${sqlType})`;
	return sqlType.startsWith('DECIMAL') ? `CAST(${carried} AS ${sqlType})` : carried;
}
