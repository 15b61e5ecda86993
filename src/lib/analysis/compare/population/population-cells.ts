import { familyOf, keySql, type Family } from '$lib/analysis/encode/encode-categories';
import { dateValueSql, isoDate, numberValueSql } from '$lib/analysis/encode/value-sql';
import { categoryLabel } from '$lib/analysis/compare/category-values';
import type { ColumnProfile, ColumnRef } from '$lib/terms/column';
import type { TableColumn } from '$lib/terms/dataset';
import type { NumberVector } from '$lib/terms/engine';
import type { RunContext } from '$lib/terms/run';
import { quoteIdentifier } from '$lib/sql/identifier';
import { alignBands, parseBand, type Band } from './bands';
import { bandSql, countBy } from './count-sides';
import type { MarginLine } from './read-margins';

/** How a column is cut, and the population's share of each cell. */
export interface PopulationColumn {
	readonly profile: ColumnProfile;
	readonly ref: ColumnRef;
	readonly labels: readonly string[];
	/** Sums to 1. */
	readonly shares: readonly number[];
	/** Rows of the population behind the shares; Infinity where they are given. */
	readonly rows: number;
	/** The expression that tells a row's cell in a table's column, and which cell its value is. */
	readonly keySql: (column: TableColumn) => string;
	/** The cell of a key; the last one, `labels.length − 1`, takes what the population does not list. */
	readonly cellOf: (key: string | number) => number;
}

/** Cells told apart in a population of rows; the rarest beyond are one. */
const MOST_CATEGORIES = 30;
const BINS = 10;
const REST = 'anything else';

/** Cuts a column as its margins say, or says why it cannot. */
export function cutByMargins(
	profile: ColumnProfile,
	lines: readonly MarginLine[],
	fileName: string
): PopulationColumn | string {
	const ref = { column: profile.pair.name };
	if (profile.use !== 'measure' && profile.use !== 'category')
		return profile.use === 'date' || profile.use === 'text'
			? 'Shares can be given of categories and numbers; hold dates and texts against rows of the population.'
			: 'It takes no part in the comparison.';
	const family = familyOf(profile.pair);
	const listed = lines.reduce((sum, { share }) => sum + share, 0);
	const rest = Math.max(0, 1 - listed);
	if (family !== 'number') return cutByValues(profile, lines, rest, family);
	const bands = lines.map(({ value }) => parseBand(value));
	const odd = lines.find((_, i) => bands[i] === null);
	if (odd)
		return `It holds numbers, and “${odd.value}” is no number and no band such as 18-24, 65+ or <18.`;
	const aligned = alignBands(bands as Band[], ref.column, fileName);
	const shareOf = new Map(lines.map(({ value, share }) => [value, share]));
	return cutByBands(profile, ref, aligned, [
		...aligned.map(({ label }) => shareOf.get(label)!),
		rest
	]);
}

function cutByValues(
	profile: ColumnProfile,
	lines: readonly MarginLine[],
	rest: number,
	family: Family
): PopulationColumn {
	const exact = new Map(lines.map(({ value }, cell) => [value, cell]));
	const plain = new Map<string, number | null>();
	for (const { value } of lines) {
		const known = plain.has(plainValue(value));
		plain.set(plainValue(value), known ? null : exact.get(value)!);
	}
	const labels = [...lines.map(({ value }) => (value === '' ? '(empty)' : value)), REST];
	return {
		profile,
		ref: { column: profile.pair.name },
		labels,
		shares: [...lines.map(({ share }) => share), rest],
		rows: Infinity,
		keySql: (column) => keySql(family, profile.pair.name, column),
		cellOf: (key) => {
			const label = family === 'boolean' ? categoryLabel(family, key) : String(key);
			return exact.get(label) ?? plain.get(plainValue(label)) ?? lines.length;
		}
	};
}

function cutByBands(
	profile: ColumnProfile,
	ref: ColumnRef,
	bands: readonly Band[],
	shares: readonly number[],
	rows = Infinity
): PopulationColumn {
	const valueSql = profile.use === 'date' ? dateValueSql : numberValueSql;
	return {
		profile,
		ref,
		labels: [...bands.map(({ label }) => label), REST],
		shares,
		rows,
		keySql: (column) => bandSql(valueSql({ ...ref, column: column.name }, column), bands),
		cellOf: (key) => Number(key)
	};
}

/** Case, accents and punctuation aside, the same value: “Never married” and “never-married”. */
function plainValue(value: string): string {
	return value
		.normalize('NFKD')
		.toLowerCase()
		.replace(/[^\p{L}\p{N}]/gu, '');
}

/** Cuts a column by rows of the population: its frequent categories, or tenths of its numbers. */
export async function cutByRows(
	profile: ColumnProfile,
	ref: ColumnRef,
	column: TableColumn,
	table: string,
	ctx: RunContext
): Promise<PopulationColumn | string> {
	if (profile.use !== 'category') return cutByQuantiles(profile, ref, column, table, ctx);
	const family = familyOf(profile.pair);
	const sql = (one: TableColumn) => keySql(family, profile.pair.name, one);
	const { of, rows } = await countBy<string | number>(sql(column), table, '1.0::DOUBLE', ctx);
	if (rows === 0) return 'Every value of the population is missing.';
	const frequent = [...of].toSorted(([, a], [, b]) => b - a).slice(0, MOST_CATEGORIES);
	const cells = new Map(frequent.map(([key], cell) => [key, cell]));
	const shares = frequent.map(([, count]) => count / rows);
	return {
		profile,
		ref,
		labels: [...frequent.map(([key]) => categoryLabel(family, key)), REST],
		shares: [...shares, Math.max(0, 1 - shares.reduce((sum, share) => sum + share, 0))],
		rows,
		keySql: sql,
		cellOf: (key) => cells.get(key) ?? frequent.length
	};
}

async function cutByQuantiles(
	profile: ColumnProfile,
	ref: ColumnRef,
	column: TableColumn,
	table: string,
	ctx: RunContext
): Promise<PopulationColumn | string> {
	const valueSql = profile.use === 'date' ? dateValueSql : numberValueSql;
	const value = valueSql({ ...ref, column: column.name }, column);
	const quantiles = Array.from({ length: BINS + 1 }, (_, i) => `quantile_disc(v, ${i / BINS})`);
	const { columns } = await ctx.engine.query(
		`SELECT ${quantiles.map((sql, i) => `${sql} AS q${i}`).join(', ')}
		FROM (SELECT ${value} AS v FROM ${quoteIdentifier(table)}) WHERE isfinite(v)`,
		{ signal: ctx.signal }
	);
	const cuts = columns.map((vector) => {
		const { values, nulls } = vector as NumberVector;
		return nulls?.[0] ? NaN : values[0]!;
	});
	if (cuts.some(Number.isNaN)) return 'Every value of the population is missing.';
	const bands = bandsOfCuts(cuts, (at) =>
		profile.use === 'date' ? isoDate(at) : String(Number(at.toPrecision(6)))
	);
	const { of, rows } = await countBy<number>(bandSql(value, bands), table, '1.0::DOUBLE', ctx);
	const shares = [...bands, null].map((_, cell) => (of.get(cell) ?? 0) / rows);
	return cutByBands(profile, ref, bands, shares, rows);
}

/** Bands between ascending quantiles; a value that takes up a tenth or more at the low end stands alone. */
function bandsOfCuts(cuts: readonly number[], word: (at: number) => string): Band[] {
	const distinct = [...new Set(cuts)];
	const lowest = distinct[0]!;
	const isAlone = cuts[1] === lowest || distinct.length === 1;
	const single: Band = {
		label: word(lowest),
		low: lowest,
		high: lowest,
		isLowClosed: true,
		isHighClosed: true
	};
	const rest = distinct.slice(1).map((high, i): Band => {
		const low = distinct[i]!;
		const isLowClosed = i === 0 && !isAlone;
		const label = `${isLowClosed ? '' : 'above '}${word(low)} to ${word(high)}`;
		return { label, low, high, isLowClosed, isHighClosed: true };
	});
	return isAlone ? [single, ...rest] : rest;
}
