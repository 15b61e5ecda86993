import { quoteIdentifier } from '$lib/sql/identifier';
import { namableDateSql } from '$lib/sql/predicate';
import type { TableColumn } from '$lib/terms/dataset';
import type { QueryResult } from '$lib/terms/engine';

/** Counted over all rows; facts that a family does not have are 0 (counts) or null. */
export interface WholeFacts {
	/** Null, and NaN in floating-point columns. */
	readonly missing: number;
	readonly min: number | string | null;
	readonly max: number | string | null;
	/** Values that are NaN, infinite, or have a fractional part; numbers only. Dates that no year of four digits writes count as infinite. */
	readonly nan: number;
	readonly infinite: number;
	readonly fractional: number;
}

/** Counted over the first rows of a table. */
export interface HeadFacts {
	/** Rows with a value, and how many distinct values they have. */
	readonly present: number;
	readonly distinct: number;
	/** Characters and words of all values together, and of the shortest and longest value; texts only. */
	readonly characters: number;
	readonly words: number;
	readonly shortest: number;
	readonly longest: number;
	/** The first and the last text by code points; null for whatever is no text. */
	readonly least: string | null;
	readonly greatest: string | null;
}

/** What is known of one side of a pair. */
export interface ColumnFacts extends WholeFacts {
	readonly rows: number;
	readonly head: HeadFacts;
	/** Distinct values among `distinctAmong` rows with a value: all of them, or those of the head. */
	readonly distinct: number;
	readonly distinctAmong: number;
	/** Rows of the head with each whole number from the least to the greatest; only where these are few. */
	readonly levels?: readonly number[];
}

type Fact = keyof WholeFacts | keyof HeadFacts;
type FactSql = Partial<Record<Fact, string>>;
type Family = TableColumn['family'];

/** Longer texts are told apart by their hash, so that counting them holds no text in memory. */
const HASHED_CHARACTERS = 64;
/** Extremes of texts serve to know short codes alone. */
const SHOWN_CHARACTERS = 16;

const WHOLE_FACTS: Readonly<Record<Family, (column: TableColumn) => FactSql>> = {
	number: wholeNumberFacts,
	boolean: ({ name }) => ({ missing: missingSql(quoteIdentifier(name)) }),
	date: wholeDateFacts,
	text: ({ name }) => ({ missing: missingSql(quoteIdentifier(name)) }),
	other: () => ({})
};

/** One SELECT of facts over all rows; its result goes to {@link readWholeFacts}. */
export function wholeFactsSql(table: string, columns: readonly TableColumn[]): string {
	return factsSql(
		quoteIdentifier(table),
		columns.map((column) => WHOLE_FACTS[column.family](column))
	);
}

/** One SELECT of facts over the first rows; its result goes to {@link readHeadFacts}. */
export function headFactsSql(table: string, columns: readonly TableColumn[], rows: number): string {
	const names = columns.map(({ name }) => quoteIdentifier(name)).join(', ');
	return factsSql(
		`(SELECT ${names} FROM ${quoteIdentifier(table)} LIMIT ${rows})`,
		columns.map((column) => ({
			present: asDouble(`count(*) - (${missingRows(column)})`),
			distinct: distinctSql(column),
			...(column.family === 'text' ? textFacts(column) : {})
		}))
	);
}

/** One SELECT of the distinct values of all rows; its result goes to {@link readDistinct}. */
export function distinctFactsSql(table: string, columns: readonly TableColumn[]): string {
	return factsSql(
		quoteIdentifier(table),
		columns.map((column) => ({ distinct: distinctSql(column) }))
	);
}

/** Counts of each value over the first rows; its result goes to {@link readLevels}. */
export function levelsSql(table: string, columns: readonly TableColumn[], rows: number): string {
	return columns
		.map(({ name }, index) => {
			const x = quoteIdentifier(name);
			return `SELECT ${index}::DOUBLE AS i, ${asDouble(x)} AS v, count(*)::DOUBLE AS n
				FROM (SELECT ${x} FROM ${quoteIdentifier(table)} LIMIT ${rows}) WHERE ${x} IS NOT NULL GROUP BY v`;
		})
		.join('\nUNION ALL\n');
}

/** Rows by whole number, from the column's least to its greatest, of the column at `index` in {@link levelsSql}. */
export function readLevels(
	{ columns, rowCount }: QueryResult,
	index: number,
	{ min, max }: WholeFacts
): readonly number[] {
	const levels = new Array<number>(Number(max) - Number(min) + 1).fill(0);
	const [of, values, counts] = columns.map(({ values }) => values as ArrayLike<number>);
	for (let row = 0; row < rowCount; row++)
		if (of![row] === index && values![row]! >= Number(min))
			levels[values![row]! - Number(min)] = counts![row]!;
	return levels;
}

/** Facts over all rows of the column at `index` in {@link wholeFactsSql}. */
export function readWholeFacts(result: QueryResult, index: number): WholeFacts {
	const { count, value } = reader(result, index);
	return {
		missing: count('missing'),
		min: value('min'),
		max: value('max'),
		nan: count('nan'),
		infinite: count('infinite'),
		fractional: count('fractional')
	};
}

/** Facts over the first rows of the column at `index` in {@link headFactsSql}. */
export function readHeadFacts(result: QueryResult, index: number): HeadFacts {
	const { count, value } = reader(result, index);
	const text = (fact: Fact) => value(fact) as string | null;
	return {
		present: count('present'),
		distinct: count('distinct'),
		characters: count('characters'),
		words: count('words'),
		shortest: count('shortest'),
		longest: count('longest'),
		least: text('least'),
		greatest: text('greatest')
	};
}

/** Distinct values of the column at `index` in {@link distinctFactsSql}. */
export function readDistinct(result: QueryResult, index: number): number {
	return reader(result, index).count('distinct');
}

function factsSql(from: string, columns: readonly FactSql[]): string {
	const expressions = columns.flatMap((facts, index) =>
		Object.entries(facts).map(([fact, sql]) => `${sql} AS ${alias(index, fact)}`)
	);
	return `SELECT ${expressions.join(',\n  ')}\nFROM ${from}`;
}

function reader(result: QueryResult, index: number) {
	const value = (fact: Fact): number | string | null => {
		const vector = result.columns.find(({ name }) => name === alias(index, fact));
		if (!vector) return null;
		if (vector.kind === 'text') return vector.values[0] ?? null;
		return vector.nulls?.[0] ? null : (vector.values[0] ?? null);
	};
	return { value, count: (fact: Fact) => Number(value(fact) ?? 0) };
}

function alias(index: number, fact: string): string {
	return `c${index}_${fact}`;
}

function asDouble(sql: string): string {
	return `CAST(${sql} AS DOUBLE)`;
}

function countWhere(condition: string): string {
	return asDouble(`count(*) FILTER (WHERE ${condition})`);
}

function missingSql(x: string): string {
	return asDouble(`count(*) - count(${x})`);
}

function missingRows({ name, sqlType }: TableColumn): string {
	const x = quoteIdentifier(name);
	return isFloatType(sqlType)
		? `count(*) FILTER (WHERE ${x} IS NULL OR isnan(${x}))`
		: `count(*) - count(${x})`;
}

function distinctSql({ name, sqlType, family }: TableColumn): string {
	const x = quoteIdentifier(name);
	if (isFloatType(sqlType)) return asDouble(`count(DISTINCT ${x}) FILTER (WHERE NOT isnan(${x}))`);
	if (family !== 'text') return asDouble(`count(DISTINCT ${x})`);
	const text = `CAST(${x} AS VARCHAR)`;
	const isLong = `strlen(${text}) > ${HASHED_CHARACTERS}`;
	return asDouble(`count(DISTINCT CASE WHEN ${isLong} THEN md5(${text}) ELSE ${text} END)`);
}

function wholeNumberFacts(column: TableColumn): FactSql {
	const { name, sqlType } = column;
	const x = quoteIdentifier(name);
	const missing = asDouble(missingRows(column));
	const extremes = (condition: string) => ({
		min: asDouble(`min(${x})${condition}`),
		max: asDouble(`max(${x})${condition}`)
	});
	if (isIntegerType(sqlType)) return { missing, ...extremes('') };
	const fractional = countWhere(`isfinite(${x}) AND ${x} <> floor(${x})`);
	if (!isFloatType(sqlType)) return { missing, ...extremes(''), fractional };
	return {
		missing,
		...extremes(` FILTER (WHERE isfinite(${x}))`),
		nan: countWhere(`isnan(${x})`),
		infinite: countWhere(`isinf(${x})`),
		fractional
	};
}

function wholeDateFacts({ name, sqlType }: TableColumn): FactSql {
	const column = quoteIdentifier(name);
	// One text form for all precisions and zones; the engines run in UTC.
	const x = sqlType === 'DATE' ? column : `CAST(${column} AS TIMESTAMP)`;
	const isNamable = namableDateSql(column, { sqlType });
	return {
		missing: missingSql(column),
		min: `CAST(min(${x}) FILTER (WHERE ${isNamable}) AS VARCHAR)`,
		max: `CAST(max(${x}) FILTER (WHERE ${isNamable}) AS VARCHAR)`,
		infinite: countWhere(`NOT (${isNamable})`)
	};
}

function textFacts({ name }: TableColumn): FactSql {
	const x = `CAST(${quoteIdentifier(name)} AS VARCHAR)`;
	return {
		characters: asDouble(`sum(length(${x}))`),
		words: asDouble(`sum(length(${x}) - length(replace(${x}, ' ', '')) + 1)`),
		shortest: asDouble(`min(length(${x}))`),
		longest: asDouble(`max(length(${x}))`),
		least: `left(min(${x}), ${SHOWN_CHARACTERS})`,
		greatest: `left(max(${x}), ${SHOWN_CHARACTERS})`
	};
}

/** Whether a type holds whole numbers alone. */
export function isIntegerType(sqlType: string): boolean {
	return sqlType.endsWith('INT') || sqlType.endsWith('INTEGER');
}

/** Whether a type can hold NaN. */
function isFloatType(sqlType: string): boolean {
	return sqlType === 'FLOAT' || sqlType === 'DOUBLE';
}
