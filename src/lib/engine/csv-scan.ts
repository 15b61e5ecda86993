import { literal } from '$lib/sql/identifier';

/**
 * The SELECT that reads a CSV file, in every engine alike: types are judged on all rows, from those that every build
 * of DuckDB knows.
 */
export function csvScanSql(path: string): string {
	const types = ['BOOLEAN', 'BIGINT', 'DOUBLE', 'DATE', 'TIMESTAMP', 'VARCHAR'];
	return `SELECT * FROM read_csv(${literal(path)}, sample_size = -1, auto_type_candidates = [${types.map(literal).join(', ')}])`;
}
