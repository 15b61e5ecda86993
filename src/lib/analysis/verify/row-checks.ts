import { literal, quoteIdentifier } from '$lib/sql/identifier';
import { regionSql, type ColumnOf } from '$lib/sql/predicate';
import { ROW_NUMBER } from '$lib/sql/row-number';
import type { AcceptanceCheck, DictionaryColumn } from '$lib/terms/brief';
import type { TableColumn } from '$lib/terms/dataset';
import type { RowCheck } from '$lib/terms/verification';

/**
 * A check of the returned rows as SQL over `numberedRows`: `pass` is true for rows that pass; or why it cannot be made.
 */
export type RowTest = Pick<RowCheck, 'id' | 'words' | 'severity'> &
	({ readonly pass: string } | { readonly skipped: string });

/** What RE2 finds of addresses and numbers that name a person: e-mail, net address, long number with separators. */
const PERSONAL_DATA = [
	'[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+\\.[A-Za-z]{2,}',
	'(https?://|www\\.)\\S+',
	'(\\+|\\b)\\d([ ().-]{0,2}\\d){7,}'
].join('|');

type Columns = ReadonlyMap<string, TableColumn>;

/** The brief's checks as SQL; the near-duplicates of texts are found elsewhere. */
export function acceptanceTests(
	checks: readonly AcceptanceCheck[],
	columns: Columns
): readonly RowTest[] {
	const regions = checks.filter((check) => check.kind === 'region');
	const tests = checks.flatMap((check) => testsOf(check, columns));
	return regions.length === 0 ? tests : [...tests, regionTest(regions, columns)];
}

function testsOf(check: AcceptanceCheck, columns: Columns): readonly RowTest[] {
	const base = { id: check.id, words: check.words, severity: 'reject' } as const;
	const on = (name: string, passOf: (column: string) => string): RowTest =>
		columns.has(name)
			? { ...base, pass: passOf(quoteIdentifier(name)) }
			: { ...base, skipped: `The file has no column ${name}.` };
	switch (check.kind) {
		case 'schema':
			return check.columns.flatMap((column) => columnTests(column, columns.get(column.name)));
		case 'consent':
			return [on(check.column, isYes)];
		case 'length':
			return [
				on(check.column, (text) => `length(${text}::VARCHAR) BETWEEN ${check.min} AND ${check.max}`)
			];
		case 'person-cap':
			return [
				on(
					check.column,
					(person) =>
						`row_number() OVER (PARTITION BY ${person} ORDER BY ${ROW_NUMBER}) <= ${check.max}`
				)
			];
		case 'unique':
			return [uniqueTest(base, check.columns, columns)];
		case 'personal-data':
			return [personalDataTest(base, check.columns, columns)];
		case 'region':
		case 'near-duplicate':
			return [];
	}
}

function isYes(column: string): string {
	return `lower(trim(${column}::VARCHAR)) IN ('true', 'yes', 'y', '1')`;
}

function uniqueTest(
	base: Pick<RowTest, 'id' | 'words' | 'severity'>,
	names: readonly string[],
	columns: Columns
): RowTest {
	const missing = names.filter((name) => !columns.has(name));
	if (missing.length > 0)
		return { ...base, skipped: `The file has no column ${missing.join(', ')}.` };
	return { ...base, pass: firstOfItsKind(names) };
}

/** True for the first of equal rows. */
export function firstOfItsKind(names: readonly string[]): string {
	const by = names.map(quoteIdentifier).join(', ');
	return `row_number() OVER (PARTITION BY ${by} ORDER BY ${ROW_NUMBER}) = 1`;
}

function personalDataTest(
	base: Pick<RowTest, 'id' | 'words' | 'severity'>,
	names: readonly string[],
	columns: Columns
): RowTest {
	const texts = names.filter((name) => columns.get(name)?.family === 'text');
	const clean = texts.map(
		(name) =>
			`NOT regexp_matches(coalesce(${quoteIdentifier(name)}, ''), ${literal(PERSONAL_DATA)})`
	);
	return { ...base, pass: clean.length === 0 ? 'TRUE' : clean.join(' AND ') };
}

const TYPE_OF: Readonly<Record<DictionaryColumn['type'], string>> = {
	integer: 'DOUBLE',
	number: 'DOUBLE',
	boolean: 'BOOLEAN',
	date: 'TIMESTAMP',
	category: 'VARCHAR',
	text: 'VARCHAR'
};

/** The tests of a column: whether its values are sound, and whether they are what people's are like. */
function columnTests(column: DictionaryColumn, found: TableColumn | undefined): readonly RowTest[] {
	const { name, type, values, isClosed, isRequired } = column;
	const base = { id: `schema:${name}`, words: columnWords(column), severity: 'reject' } as const;
	if (found === undefined)
		return isRequired ? [{ ...base, skipped: `The file has no column ${name}.` }] : [];
	const raw = quoteIdentifier(name);
	const value = `TRY_CAST(${raw} AS ${TYPE_OF[type]})`;
	const parts = [`${value} IS NOT NULL`];
	if (type === 'integer') parts.push(`${value} = floor(${value})`);
	if (values !== null && isClosed) parts.push(isOneOf(value, values, type));
	const isMissing = `(${raw} IS NULL OR ${raw}::VARCHAR = '')`;
	const passes = `(${parts.join(' AND ')})`;
	return [
		{ ...base, pass: isRequired ? `NOT ${isMissing} AND ${passes}` : `${isMissing} OR ${passes}` },
		...usualTests(column, value)
	];
}

/** What is written in a brief as a value of the column's type; null where it is none, which no row equals. */
function typed(written: number | string, type: DictionaryColumn['type']): string {
	return `TRY_CAST(${literal(String(written))} AS ${TYPE_OF[type]})`;
}

function isOneOf(value: string, values: readonly string[], type: DictionaryColumn['type']): string {
	const list =
		TYPE_OF[type] === 'VARCHAR' ? values.map(literal) : values.map((one) => typed(one, type));
	return list.length === 0 ? 'FALSE' : `${value} IN (${list.join(', ')})`;
}

/** What a value of the right type is like where many people have it; one that is not is kept, and looked at. */
function usualTests(column: DictionaryColumn, value: string): readonly RowTest[] {
	const { name, type, values, isClosed, min, max } = column;
	const within = [
		...(min === null ? [] : [`${value} >= ${typed(min, type)}`]),
		...(max === null ? [] : [`${value} <= ${typed(max, type)}`])
	];
	const base = { id: `usual:${name}`, severity: 'note' } as const;
	const kept = 'another is kept, and to be looked at';
	if (within.length > 0) {
		const range = [
			...(min === null ? [] : [`from ${min}`]),
			...(max === null ? [] : [`up to ${max}`])
		];
		const words = `${name} is ${range.join(' ')}, the plausible range; ${kept}.`;
		return [{ ...base, words, pass: `coalesce(${within.join(' AND ')}, TRUE)` }];
	}
	if (values === null || values.length === 0 || isClosed) return [];
	const words = `${name} is a value that many people have; ${kept}.`;
	const known = `${value}::VARCHAR = '' OR ${isOneOf(value, values, type)}`;
	return [{ ...base, words, pass: `coalesce(${known}, TRUE)` }];
}

const TYPE_WORDS: Readonly<Record<DictionaryColumn['type'], string>> = {
	integer: 'a whole number',
	number: 'a number',
	boolean: 'true or false',
	date: 'a date',
	category: 'one of the known values',
	text: 'a text'
};

function columnWords({ name, type, values, isClosed, isRequired }: DictionaryColumn): string {
	const what =
		type === 'category' && !(isClosed && values !== null) ? 'any value' : TYPE_WORDS[type];
	return `${name} is ${what}${isRequired ? '' : ' or empty'}.`;
}

function regionTest(
	regions: readonly (AcceptanceCheck & { readonly kind: 'region' })[],
	columns: Columns
): RowTest {
	const words =
		'The row falls into a region that was asked for; it is kept and paid for all the same.';
	const base = { id: 'region', words, severity: 'note' } as const;
	const used = regions.flatMap(({ region }) => region.conditions.map(({ column }) => column));
	const missing = [...new Set(used)].filter((name) => !columns.has(name));
	if (missing.length > 0)
		return { ...base, skipped: `The file has no column ${missing.join(', ')}.` };
	const columnOf: ColumnOf = (name) => columns.get(name) ?? name;
	// Never the brief's own SQL text: the file may come from anywhere.
	const any = regions.map(({ region }) => `coalesce(${regionSql(region, columnOf)}, FALSE)`);
	return { ...base, pass: any.join(' OR ') };
}
