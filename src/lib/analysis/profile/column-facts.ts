import { quoteIdentifier } from '$lib/sql/identifier';
import type { SideProfile } from '$lib/terms/column';
import type { TableColumn } from '$lib/terms/dataset';
import type { QueryResult } from '$lib/terms/engine';

/** What one pass over a column tells. Facts that a family does not have are 0 (counts) or null. */
export interface ColumnFacts extends SideProfile {
	/** Values that are NaN, infinite, or have a fractional part; numbers only. */
	readonly nan: number;
	readonly infinite: number;
	readonly fractional: number;
	/** Characters and words of all values together, and of the shortest and longest value; texts only. */
	readonly characters: number;
	readonly words: number;
	readonly shortest: number;
	readonly longest: number;
}

type FactName = Exclude<keyof ColumnFacts, 'rows'>;

/** Longer texts are told apart by their hash, so that counting them holds no text in memory. */
const HASHED_CHARACTERS = 64;

const FACTS_OF_FAMILY: Readonly<
	Record<TableColumn['family'], (column: TableColumn) => Partial<Record<FactName, string>>>
> = {
	number: numberFacts,
	boolean: ({ name }) => plainFacts(quoteIdentifier(name)),
	date: dateFacts,
	text: textFacts,
	other: () => ({})
};

/** One SELECT that counts the facts of several columns of a table; its result goes to {@link readFacts}. */
export function factsSql(table: string, columns: readonly TableColumn[]): string {
	const expressions = columns.flatMap((column, index) =>
		Object.entries(FACTS_OF_FAMILY[column.family](column)).map(
			([fact, sql]) => `${sql} AS ${factAlias(index, fact)}`
		)
	);
	return `SELECT ${expressions.join(',\n  ')}\nFROM ${quoteIdentifier(table)}`;
}

/** Reads the result of {@link factsSql} for the same columns, in their order. */
export function readFacts(
	columns: readonly TableColumn[],
	rows: number,
	result: QueryResult
): ColumnFacts[] {
	const vectors = new Map(result.columns.map((vector) => [vector.name, vector]));
	const valueOf = (index: number, fact: FactName): number | string | null => {
		const vector = vectors.get(factAlias(index, fact));
		if (!vector) return null;
		if (vector.kind === 'text') return vector.values[0] ?? null;
		return vector.nulls?.[0] ? null : (vector.values[0] ?? null);
	};
	return columns.map((_, index) => {
		const count = (fact: FactName) => Number(valueOf(index, fact) ?? 0);
		return {
			rows,
			missing: count('missing'),
			distinct: count('distinct'),
			min: valueOf(index, 'min'),
			max: valueOf(index, 'max'),
			nan: count('nan'),
			infinite: count('infinite'),
			fractional: count('fractional'),
			characters: count('characters'),
			words: count('words'),
			shortest: count('shortest'),
			longest: count('longest')
		};
	});
}

function factAlias(index: number, fact: string): string {
	return `c${index}_${fact}`;
}

function plainFacts(x: string) {
	return {
		missing: `CAST(count(*) - count(${x}) AS DOUBLE)`,
		distinct: `CAST(count(DISTINCT ${x}) AS DOUBLE)`
	};
}

function numberFacts({ name, sqlType }: TableColumn) {
	const x = quoteIdentifier(name);
	const extremes = (condition: string) => ({
		min: `CAST(min(${x})${condition} AS DOUBLE)`,
		max: `CAST(max(${x})${condition} AS DOUBLE)`
	});
	if (isIntegerType(sqlType)) return { ...plainFacts(x), ...extremes('') };
	const fractional = countWhere(`isfinite(${x}) AND ${x} <> floor(${x})`);
	if (!isFloatType(sqlType)) return { ...plainFacts(x), ...extremes(''), fractional };
	return {
		missing: countWhere(`${x} IS NULL OR isnan(${x})`),
		distinct: `CAST(count(DISTINCT ${x}) FILTER (WHERE NOT isnan(${x})) AS DOUBLE)`,
		...extremes(` FILTER (WHERE isfinite(${x}))`),
		nan: countWhere(`isnan(${x})`),
		infinite: countWhere(`isinf(${x})`),
		fractional
	};
}

function dateFacts({ name, sqlType }: TableColumn) {
	const column = quoteIdentifier(name);
	// One text form for all precisions and zones; the engines run in UTC.
	const x = sqlType === 'DATE' ? column : `CAST(${column} AS TIMESTAMP)`;
	return {
		...plainFacts(x),
		min: `CAST(min(${x}) FILTER (WHERE isfinite(${x})) AS VARCHAR)`,
		max: `CAST(max(${x}) FILTER (WHERE isfinite(${x})) AS VARCHAR)`,
		infinite: countWhere(`isinf(${x})`)
	};
}

function textFacts({ name }: TableColumn) {
	const x = `CAST(${quoteIdentifier(name)} AS VARCHAR)`;
	const key = `CASE WHEN strlen(${x}) > ${HASHED_CHARACTERS} THEN md5(${x}) ELSE ${x} END`;
	return {
		...plainFacts(x),
		distinct: `CAST(count(DISTINCT ${key}) AS DOUBLE)`,
		characters: `CAST(sum(length(${x})) AS DOUBLE)`,
		words: `CAST(sum(length(${x}) - length(replace(${x}, ' ', '')) + 1) AS DOUBLE)`,
		shortest: `CAST(min(length(${x})) AS DOUBLE)`,
		longest: `CAST(max(length(${x})) AS DOUBLE)`
	};
}

function countWhere(condition: string): string {
	return `CAST(count(*) FILTER (WHERE ${condition}) AS DOUBLE)`;
}

/** Whether a type holds whole numbers alone. */
export function isIntegerType(sqlType: string): boolean {
	return sqlType.endsWith('INT') || sqlType.endsWith('INTEGER');
}

/** Whether a type can hold NaN. */
function isFloatType(sqlType: string): boolean {
	return sqlType === 'FLOAT' || sqlType === 'DOUBLE';
}
