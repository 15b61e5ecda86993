import { columnSql } from '$lib/sql/predicate';
import type { ColumnRef } from '$lib/terms/column';
import type { TableColumn } from '$lib/terms/dataset';

/** A number column or text measure as DOUBLE; text that is no number is missing. */
export function numberValueSql(ref: ColumnRef, column: TableColumn): string {
	return `TRY_CAST(${columnSql(ref, column.name)} AS DOUBLE)`;
}

/** Weight of a row as DOUBLE: missing, negative and infinite weights count 0. */
export function weightValueSql(column: TableColumn): string {
	const value = numberValueSql({ column: column.name }, column);
	return `(CASE WHEN isfinite(${value}) AND ${value} > 0 THEN ${value} ELSE 0 END)`;
}

/** A date as microseconds since 1970 (UTC), in a DOUBLE: exact from 1685 to 2255. */
export function dateValueSql(ref: ColumnRef, column: TableColumn): string {
	const raw = columnSql(ref, column.name);
	const value = column.family === 'text' ? `TRY_CAST(${raw} AS TIMESTAMP)` : raw;
	return `CASE WHEN ${value} IS NULL THEN NULL WHEN isfinite(${value}) THEN epoch_us(${value})::DOUBLE
		WHEN ${value} > TIMESTAMP '2000-01-01' THEN 'Infinity'::DOUBLE ELSE '-Infinity'::DOUBLE END`;
}

const MICROSECONDS_PER_DAY = 86_400_000_000;
/** Milliseconds from 1970 to the last day that a Date can hold. */
const LAST_DAY = 8.64e15;

/** Microseconds since 1970 as ISO text: a day, or a day and a time. */
export function isoDate(microseconds: number): string {
	const milliseconds = Math.floor(microseconds / 1000);
	const shown = Math.max(-LAST_DAY, Math.min(LAST_DAY, milliseconds));
	const text = new Date(shown).toISOString().replace(/^\+0*/, '').replace('Z', '');
	const [day, time] = text.split('T') as [string, string];
	if (microseconds % MICROSECONDS_PER_DAY === 0) return day;
	const rest = String(microseconds - milliseconds * 1000).padStart(3, '0');
	const fraction = `${time.slice(9)}${rest}`.replace(/0+$/, '');
	return `${day} ${time.slice(0, 8)}${fraction === '' ? '' : `.${fraction}`}`;
}
