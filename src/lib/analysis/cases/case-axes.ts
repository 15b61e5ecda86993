import { familyOf, isNamableSql } from '$lib/analysis/encode/encode-categories';
import { dateValueSql, numberValueSql } from '$lib/analysis/encode/value-sql';
import { columnSql, conditionSql } from '$lib/sql/predicate';
import { TEXT_MEASURES, type ColumnProfile, type ColumnRef } from '$lib/terms/column';
import type { ColumnPair, Role } from '$lib/terms/dataset';
import type { NumberVector, TextVector } from '$lib/terms/engine';
import { LacunaError } from '$lib/terms/error';
import type { Scalar } from '$lib/terms/region';
import type { RunContext } from '$lib/terms/run';

/** A category column keeps so many levels, the most frequent of both tables; the rest is one more. */
const MAX_LEVELS = 2000;
/** Values that one query reads, so that tables of up to some ten thousand rows take one. */
const CELLS_AT_ONCE = 1_000_000;
/** Distance of the quartiles of a normal distribution with deviation 1. */
const NORMAL_QUARTILES = 1.349;
/** Squares of values beyond it would overflow. */
const MOST_SQUARABLE = 1e150;
/** No single mismatch costs more: −ln of a share of 0.03 %. */
const MAX_SURPRISE = 8;

/** A number, date or text measure on its human scale: (value − median) / scale, tails by their logarithm, times `weight`. */
export interface NumberAxis extends ColumnRef {
	readonly kind: 'number';
	readonly of: 'number' | 'date';
	readonly centre: number;
	readonly scale: number;
	/** 1, or less where several measures speak of one text column. */
	readonly weight: number;
	readonly pair: ColumnPair;
}

/** A category; code 0 is missing, level index + 1 a level, `levels.length + 1` every other value. */
export interface CategoryAxis extends ColumnRef {
	readonly kind: 'category';
	/** Most frequent in both tables first. */
	readonly levels: readonly string[];
	/** Human rows by level. */
	readonly humanCounts: readonly number[];
	/** Cost of a mismatch, by code. */
	readonly costs: Float32Array;
	readonly pair: ColumnPair;
}

/** Whether a value of a number, date or text column is missing: code 1 where it is. */
export interface MissingAxis extends ColumnRef {
	readonly kind: 'missing';
	readonly costs: Float32Array;
	readonly pair: ColumnPair;
}

/** An axis on which rows are alike or not. */
export type CodeAxis = CategoryAxis | MissingAxis;

/** How columns become numbers and codes: the legend of a case space. */
export interface CaseAxes {
	readonly numbers: readonly NumberAxis[];
	readonly codes: readonly CodeAxis[];
}

/** Of a large table few columns a query: what a query holds of all at once would not fit beside the table. */
export function columnsAtOnce(rowCount: number): number {
	return Math.max(1, Math.floor(CELLS_AT_ONCE / rowCount));
}

/**
 * Decides how every used column enters the distance. Numbers: median and quartile distance of the human values. Categories: a
 * mismatch costs clip(−ln p, 0, 8)/2, p the share of the value among synthetic rows.
 * @throws {@link LacunaError} `columns-unusable` where no column is a measure, date, category or text.
 */
export async function caseAxes(
	profiles: readonly ColumnProfile[],
	ctx: RunContext
): Promise<CaseAxes> {
	const numbers = await numberAxes(profiles, ctx);
	const codes: CodeAxis[] = [];
	for (const profile of profiles) {
		if (profile.use === 'category') codes.push(await categoryAxis(profile, ctx));
		else if (isOrdered(profile) && hasMissing(profile)) codes.push(missingAxis(profile));
	}
	if (numbers.length + codes.length === 0) {
		throw new LacunaError('columns-unusable', 'No column can tell one row from another.', {
			hint: 'Give at least one column the use measure, date, category or text.'
		});
	}
	return { numbers, codes };
}

/** The SQL number of an axis on one side, unscaled: dates in microseconds since 1970; null where missing. */
export function axisSql(axis: Unscaled, role: Role): string {
	const sql = axis.of === 'date' ? dateValueSql : numberValueSql;
	return sql(axis, axis.pair[role]);
}

/** Whether a value is missing on one side, in SQL. */
export function missingSql(pair: ColumnPair, role: Role): string {
	return conditionSql({ kind: 'missing', column: pair.name }, () => pair[role]);
}

/** The SQL text of a category on one side, equal for equal values whatever the sides' types. */
export function categorySql(pair: ColumnPair, role: Role): string {
	const value = columnSql({ column: pair.name }, pair[role].name);
	if (pair.human.family === 'number') return `TRY_CAST(${value} AS DOUBLE)::VARCHAR`;
	if (pair.human.family === 'boolean') return `TRY_CAST(${value} AS BOOLEAN)::VARCHAR`;
	return `${value}::VARCHAR`;
}

/** The value of a level as conditions hold it. */
export function levelScalar(pair: ColumnPair, level: string): Scalar {
	if (pair.human.family === 'number') return Number(level);
	return pair.human.family === 'boolean' ? level === 'true' : level;
}

/** Cost of a mismatch for a value that `share` of the synthetic rows hold. */
export function mismatchCost(share: number): number {
	return Math.min(MAX_SURPRISE, Math.max(0, -Math.log(share))) / 2;
}

function isOrdered({ use }: ColumnProfile): boolean {
	return use === 'measure' || use === 'date' || use === 'text';
}

function hasMissing({ sides }: ColumnProfile): boolean {
	return sides.human.missing > 0 || sides.synthetic.missing > 0;
}

type Unscaled = Omit<NumberAxis, 'centre' | 'scale'>;

function unscaledAxes({ pair, use }: ColumnProfile): Unscaled[] {
	const base = { kind: 'number', column: pair.name, pair } as const;
	if (use === 'measure') return [{ ...base, of: 'number', weight: 1 }];
	if (use === 'date') return [{ ...base, of: 'date', weight: 1 }];
	if (use !== 'text') return [];
	const weight = 1 / Math.sqrt(TEXT_MEASURES.length);
	return TEXT_MEASURES.map((measure) => ({ ...base, of: 'number', measure, weight }));
}

async function numberAxes(
	profiles: readonly ColumnProfile[],
	ctx: RunContext
): Promise<NumberAxis[]> {
	const axes = profiles.flatMap(unscaledAxes);
	const rowCount = profiles[0]?.sides.human.rows ?? 0;
	const atOnce = columnsAtOnce(rowCount);
	const scaled: NumberAxis[] = [];
	for (let from = 0; from < axes.length; from += atOnce)
		scaled.push(...(await scaleAxes(axes.slice(from, from + atOnce), ctx)));
	return scaled;
}

/** Finds the median and the scale of human values; quartiles keep every value of an axis till the end of the query. */
async function scaleAxes(axes: readonly Unscaled[], ctx: RunContext): Promise<NumberAxis[]> {
	// One aggregate for all quartiles of an axis: each would sort the column anew.
	const facts = axes.map((axis, i) => {
		const value = axisSql(axis, 'human');
		const ofFinite = `FILTER (isfinite(${value}))`;
		return `quantile_cont(${value}, [0.25, 0.5, 0.75]) ${ofFinite} AS q${i}, stddev_samp(${value}) FILTER (abs(${value}) < ${MOST_SQUARABLE}) AS d${i}`;
	});
	const shown = axes.map((_, i) => `q${i}[1], q${i}[2], q${i}[3], d${i}`);
	const { columns } = await ctx.engine.query(
		`SELECT ${shown.join(', ')} FROM (SELECT ${facts.join(', ')} FROM human)`,
		{ signal: ctx.signal }
	);
	const fact = (axis: number, i: number) => {
		const column = columns[4 * axis + i] as NumberVector;
		return column.nulls?.[0] === 1 ? 0 : column.values[0]!;
	};
	return axes.map((axis, i) => {
		const [low, median, high, deviation] = [fact(i, 0), fact(i, 1), fact(i, 2), fact(i, 3)];
		// Where half the rows share a value the quartiles say nothing of the spread.
		const scale = Math.min((high - low) / NORMAL_QUARTILES, Number.MAX_VALUE) || deviation || 1;
		return { ...axis, centre: median, scale };
	});
}

async function categoryAxis(
	{ pair, sides }: ColumnProfile,
	ctx: RunContext
): Promise<CategoryAxis> {
	const grouped = (role: Role, counted: string) =>
		`SELECT ${categorySql(pair, role)} AS level, count(*) AS rows, ${counted} AS synthetic FROM ${role} GROUP BY 1`;
	const family = familyOf(pair);
	const isNamable = isNamableSql(family, family === 'number' ? 'level::DOUBLE' : 'level');
	const { columns } = await ctx.engine.query(
		`SELECT level, sum(synthetic)::DOUBLE, sum(rows - synthetic)::DOUBLE FROM (${grouped('human', '0')} UNION ALL ${grouped('synthetic', 'count(*)')})
		WHERE level IS NOT NULL GROUP BY level HAVING ${isNamable} ORDER BY sum(rows) DESC, level LIMIT ${MAX_LEVELS}`,
		{ signal: ctx.signal }
	);
	const levels = (columns[0] as TextVector).values as readonly string[];
	const counts = Array.from((columns[1] as NumberVector).values);
	const humanCounts = Array.from((columns[2] as NumberVector).values);
	const { rows, missing } = sides.synthetic;
	const named = counts.reduce((sum, count) => sum + count, 0);
	const shares = [missing, ...counts, rows - missing - named].map((count) => count / rows);
	const costs = Float32Array.from(shares, mismatchCost);
	return { kind: 'category', column: pair.name, pair, levels, humanCounts, costs };
}

function missingAxis({ pair, sides }: ColumnProfile): MissingAxis {
	const missing = sides.synthetic.missing / sides.synthetic.rows;
	const costs = Float32Array.of(mismatchCost(1 - missing), mismatchCost(missing));
	return { kind: 'missing', column: pair.name, pair, costs };
}
