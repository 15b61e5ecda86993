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
}

/** Counted over the first rows of a table, and only for texts whose type may hang on it; else 0 and null. */
export interface TextFacts {
	/** Characters and words of all values together, and of the shortest and longest value. */
	readonly characters: number;
	readonly words: number;
	readonly shortest: number;
	readonly longest: number;
	/** The first and the last text by code points. */
	readonly least: string | null;
	readonly greatest: string | null;
}

/** What is known of one side of a pair. */
export interface ColumnFacts extends WholeFacts {
	readonly rows: number;
	readonly head: HeadFacts & TextFacts;
	/** Distinct values among `distinctAmong` rows with a value: all of them, or those of the head. */
	readonly distinct: number;
	readonly distinctAmong: number;
	/** Rows of the head with each whole number from the least to the greatest; only where these are few. */
	readonly levels?: readonly number[];
}

type Fact = keyof WholeFacts | keyof HeadFacts | keyof TextFacts;
type FactSql = Partial<Record<Fact, string>>;
type Family = TableColumn['family'];

/** Aggregates over the rows of a column, by the fact that each gives. */
export type FactsSql = (column: TableColumn) => FactSql;

/** Longer texts are told apart by their hash, so that counting them holds no text in memory. */
const HASHED_CHARACTERS = 64;
/** Extremes of texts serve to know short codes alone. */
const SHOWN_CHARACTERS = 16;

const WHOLE_FACTS: Readonly<Record<Family, FactsSql>> = {
	number: wholeNumberFacts,
	boolean: ({ name }) => ({ missing: missingSql(quoteIdentifier(name)) }),
	date: wholeDateFacts,
	text: ({ name }) => ({ missing: missingSql(quoteIdentifier(name)) }),
	other: () => ({})
};

/** Aggregates of {@link WholeFacts}. */
export function wholeFactsSql(column: TableColumn): FactSql {
	return WHOLE_FACTS[column.family](column);
}

/** Aggregates of {@link HeadFacts}. */
export function headFactsSql(column: TableColumn): FactSql {
	return { present: asDouble(`count(*) - (${missingRows(column)})`), ...distinctFactsSql(column) };
}

/** Distinct values. */
export function distinctFactsSql(column: TableColumn): FactSql {
	return { distinct: distinctSql(column) };
}

/** One SELECT of facts over the rows of a table or subquery; its result goes to {@link readFacts}. */
export function factsSql(
	from: string,
	columns: readonly TableColumn[],
	facts: readonly FactsSql[]
): string {
	const expressions = columns.flatMap((column, index) =>
		facts
			.flatMap((some) => Object.entries(some(column)))
			.map(([fact, sql]) => `${sql} AS ${alias(index, fact)}`)
	);
	return `SELECT ${expressions.join(',\n  ')}\nFROM ${from}`;
}

/** The first rows of a table, as SQL to select from: the table itself where it has no more. */
export function headSql(
	table: string,
	columns: readonly TableColumn[],
	rows: number,
	rowCount: number
): string {
	// A LIMIT, even one that cuts nothing, costs more than the counting.
	if (rowCount <= rows) return quoteIdentifier(table);
	const names = columns.map(({ name }) => quoteIdentifier(name)).join(', ');
	return `(SELECT ${names} FROM ${quoteIdentifier(table)} LIMIT ${rows})`;
}

/** Counts of each value of a table or subquery; its result goes to {@link readLevels}. */
export function levelsSql(from: string, columns: readonly TableColumn[]): string {
	const counts = columns.map(({ name }, index) => {
		const x = quoteIdentifier(name);
		return `SELECT ${index}::DOUBLE AS i, ${asDouble(x)} AS v, count(*)::DOUBLE AS n
			FROM head WHERE ${x} IS NOT NULL GROUP BY v`;
	});
	const names = columns.map(({ name }) => quoteIdentifier(name)).join(', ');
	return `WITH head AS (SELECT ${names} FROM ${from}) ${counts.join('\nUNION ALL\n')}`;
}

/** What {@link levelsSql} counted: rows by whole number from a column's least to its greatest, column by column. */
export function readLevels(
	{ columns, rowCount }: QueryResult,
	extents: readonly Pick<WholeFacts, 'min' | 'max'>[]
): number[][] {
	const levels = extents.map(({ min, max }) =>
		new Array<number>(Number(max) - Number(min) + 1).fill(0)
	);
	const [of, values, counts] = columns.map(({ values }) => values as ArrayLike<number>);
	for (let row = 0; row < rowCount; row++) {
		const place = values![row]! - Number(extents[of![row]!]!.min);
		if (place >= 0) levels[of![row]!]![place] = counts![row]!;
	}
	return levels;
}

/** Facts of one column as far as a query counted them; all others are 0 and null. */
interface CountedFacts {
	readonly whole: WholeFacts;
	readonly head: HeadFacts;
	readonly texts: TextFacts;
}

/** What {@link factsSql} counted, column by column. */
export function readFacts(
	{ columns: vectors }: QueryResult,
	columns: readonly TableColumn[]
): CountedFacts[] {
	const values = new Map(vectors.map((one) => [one.name, one]));
	return columns.map((_, index) => {
		const value = (fact: Fact): number | string | null => {
			const vector = values.get(alias(index, fact));
			if (!vector) return null;
			if (vector.kind === 'text') return vector.values[0] ?? null;
			return vector.nulls?.[0] ? null : (vector.values[0] ?? null);
		};
		const count = (fact: Fact) => Number(value(fact) ?? 0);
		const text = (fact: Fact) => value(fact) as string | null;
		return {
			whole: {
				missing: count('missing'),
				min: value('min'),
				max: value('max'),
				nan: count('nan'),
				infinite: count('infinite'),
				fractional: count('fractional')
			},
			head: { present: count('present'), distinct: count('distinct') },
			texts: {
				characters: count('characters'),
				words: count('words'),
				shortest: count('shortest'),
				longest: count('longest'),
				least: text('least'),
				greatest: text('greatest')
			}
		};
	});
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

/** Aggregates of {@link TextFacts}. */
export function textFactsSql({ name }: TableColumn): FactSql {
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
