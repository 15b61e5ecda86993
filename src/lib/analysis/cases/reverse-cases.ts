import type { CaseNeighbours } from '$lib/kernels/case-nearest';
import type { CaseGroup, CaseReport, CopiedRow, Invention } from '$lib/terms/case';
import type { DatasetPair, Role } from '$lib/terms/dataset';
import type { NumberVector } from '$lib/terms/engine';
import type { RunContext } from '$lib/terms/run';
import { axisSql, categorySql, type CaseAxes } from './case-axes';
import type { CaseDistances, CaseTables } from './case-distances';
import { caseReasons, explainCases, type ExplainedCase } from './explain-cases';
import { farthestRows } from './farthest-rows';
import { groupOf } from './group-cases';
import { nearestNeighbours, nearestRows } from './nearest-rows';

/** Inventions and copies listed, each. */
const MOST_LISTED = 100;
/** Human rows whose differences from an invention are read together. */
const NEIGHBOURS = 3;

/** The synthetic rows farthest from every human row, farthest first, with what sets them apart from people. */
export async function explainInventions(
	{ across, tiles }: CaseDistances,
	axes: CaseAxes,
	tables: CaseTables,
	ctx: RunContext
): Promise<ExplainedCase[]> {
	const { space, rows } = tables;
	const { distances } = across.synthetic;
	const order = farthestRows(distances, MOST_LISTED).filter((row) => distances[row]! > 0);
	const picked = Uint32Array.from(order);
	const asked = { rows: rows.synthetic, picked, isSelf: false };
	const nearest = await nearestNeighbours({ space, tiles: tiles.human, k: NEIGHBOURS }, asked, ctx);
	return explainCases('synthetic', order, nearest, axes, tables, ctx);
}

/** Every synthetic row's nearest human row, and how the distance is judged. */
export interface JudgedSynthetic {
	readonly of: CaseNeighbours;
	readonly pAdjusted: Float32Array;
}

/** The explained synthetic rows as the report lists them. */
export async function listInventions(
	explained: readonly ExplainedCase[],
	groups: readonly CaseGroup[],
	{ of: { distances, rowIds }, pAdjusted }: JudgedSynthetic,
	pair: DatasetPair,
	ctx: RunContext
): Promise<Invention[]> {
	const reasons = await caseReasons('synthetic', explained, pair, ctx);
	return explained.map(({ row, columns }, i) => ({
		row,
		score: distances[row]!,
		pAdjusted: pAdjusted[row]!,
		columns,
		reasons: reasons[i]!,
		nearest: { row: rowIds[row]!, distance: distances[row]! },
		group: groupOf(row, groups)
	}));
}

/** Finds synthetic rows that equal a human row in every used column, and how many would, were they people. */
export async function findCopies(
	axes: CaseAxes,
	{ space, rows }: CaseTables,
	{ tiles }: CaseDistances,
	ctx: RunContext
): Promise<CaseReport['copies']> {
	const { count, repeated } = await countCopies(axes, ctx);
	const copied = await readCopiedRows(axes, ctx);
	const humanRows = copied.map(({ humanRow }) => humanRow);
	const picked = Uint32Array.from(humanRows);
	const asked = { rows: rows.human, picked, isSelf: true };
	const [others] = await nearestRows({ space, tiles: tiles.human }, [asked], ctx);
	const listed = copied.map((copy, i): CopiedRow => ({ ...copy, solitude: others.distances[i]! }));
	listed.sort((a, b) => b.solitude - a.solitude || a.row - b.row);
	return {
		count,
		expected: repeated * rows.synthetic.count,
		rows: listed.filter(({ solitude }) => solitude > 0).slice(0, MOST_LISTED)
	};
}

/** A row as one number: equal rows have equal ones, and others hardly ever do. */
function hashSql(axes: CaseAxes, role: Role): string {
	const numbers = axes.numbers.filter(({ measure }) => measure === undefined);
	const texts = new Set(
		axes.numbers.filter(({ measure }) => measure !== undefined).map(({ pair }) => pair)
	);
	const values = [
		...numbers.map((axis) => axisSql(axis, role)),
		...[...texts].map((pair) => categorySql(pair, role)),
		...axes.codes.flatMap((axis) =>
			axis.kind === 'category' ? [categorySql(axis.pair, role)] : []
		)
	];
	return `hash(${values.join(', ')})`;
}

async function countCopies(
	axes: CaseAxes,
	ctx: RunContext
): Promise<{ count: number; repeated: number }> {
	const { columns } = await ctx.engine.query(
		`WITH people AS MATERIALIZED (SELECT ${hashSql(axes, 'human')} AS print, count(*) AS rows FROM human GROUP BY 1)
		SELECT
			(SELECT count(*) FROM synthetic WHERE ${hashSql(axes, 'synthetic')} IN (SELECT print FROM people))::DOUBLE,
			(SELECT sum(rows) FILTER (WHERE rows > 1) / sum(rows) FROM people)::DOUBLE`,
		{ signal: ctx.signal }
	);
	const value = (i: number) => (columns[i] as NumberVector).values[0] ?? 0;
	return { count: value(0), repeated: value(1) };
}

/** Copies of human rows that stand once in the human file: one synthetic row each, the first ones in the file. */
async function readCopiedRows(
	axes: CaseAxes,
	ctx: RunContext
): Promise<{ row: number; humanRow: number }[]> {
	const prints = (role: Role) =>
		`SELECT ${hashSql(axes, role)} AS print, row_number() OVER () - 1 AS row FROM ${role}`;
	const { columns } = await ctx.engine.query(
		`SELECT min(s.row)::DOUBLE, min(h.row)::DOUBLE
		FROM (SELECT print, min(row) AS row FROM (${prints('human')}) GROUP BY print HAVING count(*) = 1) h
		JOIN (${prints('synthetic')}) s ON s.print = h.print
		GROUP BY h.print ORDER BY 1 LIMIT ${10 * MOST_LISTED}`,
		{ signal: ctx.signal }
	);
	const [synthetic, human] = columns as readonly NumberVector[];
	return Array.from(synthetic!.values, (row, i) => ({ row, humanRow: human!.values[i]! }));
}
