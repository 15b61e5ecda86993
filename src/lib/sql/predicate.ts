import type { ColumnRef, TextMeasure } from '$lib/terms/column';
import type { TableColumn } from '$lib/terms/dataset';
import type { Condition, RangeCondition, Region, Scalar, SetCondition } from '$lib/terms/region';
import { literal, quoteIdentifier } from './identifier';

/**
 * The side's column for a pair's name: the name alone, or the column as its file declares it. With the type at
 * hand the SQL can drop guards that the type makes needless and cast where the two sides' types differ.
 */
export type ColumnOf = (pairName: string) => string | TableColumn;

const FLOATING = /^(FLOAT|DOUBLE|REAL)$/;
const ZONED = /^TIMESTAMP(TZ| WITH TIME ZONE)$/;

const MEASURES: Readonly<Record<TextMeasure, (text: string) => string>> = {
	characters: (text) => `length(${text})`,
	words: (text) =>
		`length(regexp_replace(regexp_replace(${text}, '\\S+', 'w', 'g'), '\\s+', '', 'g'))`,
	'digit-share': (text) => shareOf(text, '\\P{Nd}'),
	'punctuation-share': (text) => shareOf(text, '\\P{P}'),
	'upper-case-share': (text) => shareOf(text, '\\P{Lu}'),
	'question-marks': (text) => countOf(text, '[^?？؟]'),
	'exclamation-marks': (text) => countOf(text, '[^!！]')
};

function countOf(text: string, others: string): string {
	return `length(regexp_replace(${text}, '${others}', '', 'g'))`;
}

function shareOf(text: string, others: string): string {
	return `${countOf(text, others)} / greatest(length(${text}), 1)`;
}

/** The SQL value of a column or of one of its text measures, read from the side's column `columnName`. */
export function columnSql(ref: ColumnRef, columnName: string): string {
	const column = quoteIdentifier(columnName);
	return ref.measure === undefined ? column : `(${MEASURES[ref.measure](column)})`;
}

interface SideColumn {
	readonly name: string;
	/** Null where only the name is known. */
	readonly type: TableColumn | null;
}

function resolve(ref: ColumnRef, columnOf: ColumnOf): SideColumn {
	const found = columnOf(ref.column);
	return typeof found === 'string'
		? { name: found, type: null }
		: { name: found.name, type: found };
}

/** Whether a value of the column can be NaN, as far as is known. */
function canBeNaN(ref: ColumnRef, { type }: SideColumn): boolean {
	return ref.measure === undefined && (type === null || FLOATING.test(type.sqlType));
}

/** A column as a DOUBLE where its own type would compare otherwise: FLOAT rounds the bound, text is no number. */
function numberSql(ref: ColumnRef, side: SideColumn): string {
	const value = columnSql(ref, side.name);
	if (ref.measure !== undefined || side.type === null) return value;
	if (side.type.family === 'text') return `TRY_CAST(${value} AS DOUBLE)`;
	return side.type.sqlType === 'FLOAT' ? `${value}::DOUBLE` : value;
}

/** A date that a side keeps as text is read as a timestamp. */
function dateSql(ref: ColumnRef, side: SideColumn): string {
	const value = columnSql(ref, side.name);
	return side.type?.family === 'text' ? `TRY_CAST(${value} AS TIMESTAMP)` : value;
}

function dateLiteral(text: string, type: TableColumn | null): string {
	const hasTime = text.includes(' ');
	if (type !== null && ZONED.test(type.sqlType))
		return `TIMESTAMPTZ ${literal(`${text}${hasTime ? '' : ' 00:00:00'}+00`)}`;
	return `${hasTime ? 'TIMESTAMP' : 'DATE'} ${literal(text)}`;
}

/**
 * Whether a date lies in the years that four digits write, which alone a condition names: neither infinite, nor
 * before the year 1, nor after 9999. `value` is of the column's type, or a timestamp where the column is text.
 */
export function namableDateSql(value: string, { sqlType }: Pick<TableColumn, 'sqlType'>): string {
	// Nanoseconds reach from 1677 to 2262, so that the bounds could not be cast to them.
	if (sqlType === 'TIMESTAMP_NS') return `isfinite(${value})`;
	return sqlType === 'DATE'
		? `${value} BETWEEN DATE '0001-01-01' AND DATE '9999-12-31'`
		: `${value} BETWEEN TIMESTAMP '0001-01-01 00:00:00' AND TIMESTAMP '9999-12-31 23:59:59.999999'`;
}

function rangeSql(condition: RangeCondition, side: SideColumn): string {
	const isDate = condition.of === 'date';
	const value = isDate ? dateSql(condition, side) : numberSql(condition, side);
	const bound = (at: number | string) =>
		isDate ? dateLiteral(String(at), side.type) : literal(at);
	const parts: string[] = [];
	if (condition.low !== null && condition.low === condition.high)
		return `${value} = ${bound(condition.low)}`;
	if (condition.low !== null)
		parts.push(`${value} ${condition.isLowClosed ? '>=' : '>'} ${bound(condition.low)}`);
	if (condition.high !== null)
		parts.push(`${value} ${condition.isHighClosed ? '<=' : '<'} ${bound(condition.high)}`);
	// DuckDB sorts NaN above every number, so an interval without an upper bound would take it in.
	else if (!isDate && canBeNaN(condition, side)) parts.push(`NOT isnan(${value})`);
	return parts.join(' AND ');
}

function setSql(condition: SetCondition, side: SideColumn): string {
	const plain = columnSql(condition, side.name);
	const isText = (value: Scalar) => typeof value === 'string';
	// Against a text literal DuckDB would cast the literal, and fail on one that is no number.
	const mixed = side.type !== null && side.type.family !== 'text' && condition.values.some(isText);
	const cast = mixed ? `${plain}::VARCHAR` : plain;
	const value = condition.values.some(isText) ? cast : numberOrBoolean(condition, side);
	const list = condition.values.map(literal);
	return list.length === 1 ? `${value} = ${list[0]}` : `${value} IN (${list.join(', ')})`;
}

function numberOrBoolean(condition: SetCondition, side: SideColumn): string {
	if (side.type?.family === 'text' && typeof condition.values[0] === 'boolean')
		return `TRY_CAST(${columnSql(condition, side.name)} AS BOOLEAN)`;
	return numberSql(condition, side);
}

/** A condition as a DuckDB predicate on one side's columns, true or not true for every row. */
export function conditionSql(condition: Condition, columnOf: ColumnOf = (name) => name): string {
	const side = resolve(condition, columnOf);
	if (condition.kind === 'range') return rangeSql(condition, side);
	if (condition.kind === 'set') return setSql(condition, side);
	const value = columnSql(condition, side.name);
	const isFloating = side.type !== null && FLOATING.test(side.type.sqlType);
	return isFloating ? `(${value} IS NULL OR isnan(${value}))` : `${value} IS NULL`;
}

/**
 * A region as a DuckDB predicate on one side's columns; `TRUE` without conditions. `columnOf` maps a pair's name
 * to the side's column; without it the pair's names are used, which are the human ones.
 */
export function regionSql(region: Region, columnOf: ColumnOf = (name) => name): string {
	if (region.conditions.length === 0) return 'TRUE';
	return region.conditions.map((condition) => conditionSql(condition, columnOf)).join(' AND ');
}
