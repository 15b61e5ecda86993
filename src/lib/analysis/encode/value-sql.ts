import { columnSql, namableDateSql } from '$lib/sql/predicate';
import type { ColumnRef } from '$lib/terms/column';
import type { TableColumn } from '$lib/terms/dataset';

/** A number column or text measure as DOUBLE; text that is no number is missing. */
export function numberValueSql(ref: ColumnRef, column: TableColumn): string {
	return `TRY_CAST(${columnSql(ref, column.name)} AS DOUBLE)`;
}

/** Sums of the squares of a billion such weights do not overflow. */
const MOST_WEIGHT = 1e100;

/** Weight of a row as DOUBLE: missing, negative, infinite and absurdly large weights count 0. */
export function weightValueSql(column: TableColumn): string {
	const value = numberValueSql({ column: column.name }, column);
	return `(CASE WHEN ${value} > 0 AND ${value} <= ${MOST_WEIGHT} THEN ${value} ELSE 0 END)`;
}

/**
 * A date as microseconds since 1970 (UTC), in a DOUBLE: exact from 1685 to 2255. Days before the year 1 and after 9999,
 * which no condition can name, count as infinite.
 */
export function dateValueSql(ref: ColumnRef, column: TableColumn): string {
	const raw = columnSql(ref, column.name);
	const value = column.family === 'text' ? `TRY_CAST(${raw} AS TIMESTAMP)` : raw;
	return `CASE WHEN ${value} IS NULL THEN NULL WHEN ${namableDateSql(value, column)} THEN epoch_us(${value})::DOUBLE
		WHEN ${value} > TIMESTAMP '2000-01-01' THEN 'Infinity'::DOUBLE ELSE '-Infinity'::DOUBLE END`;
}

const MICROSECONDS_PER_DAY = 86_400_000_000;
/** Milliseconds from 1970 to the ends of the years that four digits write. */
const FIRST_MOMENT = Date.parse('0001-01-01T00:00:00Z');
const LAST_MOMENT = Date.parse('9999-12-31T23:59:59.999Z');

/** Microseconds since 1970, in the years 1 to 9999, as ISO text: a day, or a day and a time. */
export function isoDate(microseconds: number): string {
	const milliseconds = Math.floor(microseconds / 1000);
	const shown = Math.max(FIRST_MOMENT, Math.min(LAST_MOMENT, milliseconds));
	const text = new Date(shown).toISOString().replace('Z', '');
	const [day, time] = text.split('T') as [string, string];
	if (microseconds % MICROSECONDS_PER_DAY === 0) return day;
	const rest = String(microseconds - milliseconds * 1000).padStart(3, '0');
	const fraction = `${time.slice(9)}${rest}`.replace(/0+$/, '');
	return `${day} ${time.slice(0, 8)}${fraction === '' ? '' : `.${fraction}`}`;
}
