import { familyOf, keySql } from '$lib/analysis/encode/encode-categories';
import { dateValueSql, numberValueSql } from '$lib/analysis/encode/value-sql';
import { nameLikeness } from '$lib/analysis/open/name-likeness';
import { quoteIdentifier } from '$lib/sql/identifier';
import type { PairSuggestion } from '$lib/terms/compare';
import type { ColumnPair, DatasetPair, Role, TableColumn } from '$lib/terms/dataset';
import type { NumberVector } from '$lib/terms/engine';
import type { RunContext } from '$lib/terms/run';

/** Columns of a side that are held against the other's; beyond, only those with the likest names. */
const MOST_CANDIDATES = 200;
/** Rows at the head of each table whose values are held against each other. */
const HEAD_ROWS = 20_000;
/** What a name, and what values, contribute to the confidence. */
const NAME_WEIGHT = 0.5;
const LEAST_CONFIDENCE = 0.4;
const BINS = 20;

/**
 * Suggests partners for columns that stand on one side alone, by the likeness of their names, the kinds of their
 * values and the values themselves. Nothing is paired by it; a person decides.
 * @returns the most confident first, each column at most once.
 */
export async function suggestPairs(
	pair: DatasetPair,
	ctx: RunContext
): Promise<readonly PairSuggestion[]> {
	const alone = (role: Role) =>
		pair[role].columns.filter(
			({ name, family }) => pair.unpaired[role].includes(name) && family !== 'other'
		);
	const candidates = alone('human')
		.flatMap((human) =>
			alone('synthetic').map((synthetic) => ({ name: human.name, human, synthetic }))
		)
		.filter(({ human, synthetic }) => human.family === synthetic.family)
		.map((columns) => ({
			columns,
			likeness: nameLikeness(columns.human.name, columns.synthetic.name)
		}))
		.toSorted((a, b) => b.likeness - a.likeness)
		.slice(0, MOST_CANDIDATES);
	const found: PairSuggestion[] = [];
	for (const [done, { columns, likeness }] of candidates.entries()) {
		const { human, synthetic } = columns;
		ctx.onProgress({
			stage: 'compare',
			done: done / candidates.length,
			message: `holding ${human.name} against ${synthetic.name}`
		});
		await ctx.engine.load('human', [human.name], { signal: ctx.signal });
		await ctx.engine.load('synthetic', [synthetic.name], { signal: ctx.signal });
		const overlap = await valueOverlap(columns, ctx);
		const confidence = NAME_WEIGHT * likeness + (1 - NAME_WEIGHT) * overlap;
		if (confidence >= LEAST_CONFIDENCE)
			found.push({ human: human.name, synthetic: synthetic.name, likeness, overlap, confidence });
	}
	return takeBest(found);
}

function takeBest(found: readonly PairSuggestion[]): PairSuggestion[] {
	const taken: PairSuggestion[] = [];
	for (const one of found.toSorted((a, b) => b.confidence - a.confidence)) {
		const isTaken = taken.some(
			({ human, synthetic }) => human === one.human || synthetic === one.synthetic
		);
		if (!isTaken) taken.push(one);
	}
	return taken;
}

/** Σ min(p, q) over the values of both heads, or over bins between their common extremes: 0 to 1. */
async function valueOverlap(columns: ColumnPair, ctx: RunContext): Promise<number> {
	const keyOf = keyFor(columns);
	const side = (role: Role) =>
		`SELECT v, count(*) / sum(count(*)) OVER () AS share FROM (
			SELECT ${keyOf(columns[role])} AS v FROM ${quoteIdentifier(role)} LIMIT ${HEAD_ROWS}
		) WHERE v IS NOT NULL GROUP BY v`;
	const isOrdered = columns.human.family === 'number' || columns.human.family === 'date';
	const sql = isOrdered
		? binnedSql(side)
		: `SELECT coalesce(sum(least(h.share, s.share)), 0)::DOUBLE AS n
			FROM (${side('human')}) h JOIN (${side('synthetic')}) s USING (v)`;
	const result = await ctx.engine.query(sql, { signal: ctx.signal });
	return (result.columns[0] as NumberVector).values[0]!;
}

function keyFor(columns: ColumnPair): (column: TableColumn) => string {
	const { family } = columns.human;
	const ref = (column: TableColumn) => ({ column: column.name });
	if (family === 'date') return (column) => finite(dateValueSql(ref(column), column));
	if (family === 'number') return (column) => finite(numberValueSql(ref(column), column));
	return (column) => keySql(familyOf(columns), columns.name, column);
}

function finite(value: string): string {
	return `CASE WHEN isfinite(${value}) THEN ${value} END`;
}

/** Few values are held against each other as they are, many in even bins. */
function binnedSql(side: (role: Role) => string): string {
	const sides = `h AS (${side('human')}), s AS (${side('synthetic')}),
		ends AS (SELECT min(v) AS low, max(v) AS high FROM (SELECT v FROM h UNION ALL SELECT v FROM s)),
		few AS (SELECT (SELECT count(*) FROM h) <= ${BINS} AND (SELECT count(*) FROM s) <= ${BINS} AS yes)`;
	const bin = `CASE WHEN yes OR high = low THEN v ELSE floor(${BINS} * (v - low) / (high - low)) END`;
	const binned = (table: string) =>
		`(SELECT ${bin} AS b, sum(share) AS share FROM ${table}, ends, few GROUP BY b)`;
	return `WITH ${sides} SELECT coalesce(sum(least(x.share, y.share)), 0)::DOUBLE AS n
		FROM ${binned('h')} x JOIN ${binned('s')} y USING (b)`;
}
