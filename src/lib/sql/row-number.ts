import { quoteIdentifier } from './identifier';

/** The column of {@link numberedRows}, from 0. No column of a file is likely to be called so. */
export const ROW_NUMBER = quoteIdentifier('row number in file');

/** A table with its rows numbered in file order. */
export function numberedRows(table: string): string {
	return `(SELECT *, row_number() OVER () - 1 AS ${ROW_NUMBER} FROM ${quoteIdentifier(table)})`;
}
