import { dateValueSql, numberValueSql } from '$lib/analysis/encode/value-sql';
import { ln } from '$lib/kernels/ln';
import { literal, quoteIdentifier } from '$lib/sql/identifier';
import type { ColumnProfile, ColumnRef, ColumnUse } from '$lib/terms/column';
import type { DatasetPair, Role, TableColumn } from '$lib/terms/dataset';
import type { RunContext } from '$lib/terms/run';
import type { Diversity, TableDiversity } from '$lib/terms/verification';

const CUT_USES: readonly ColumnUse[] = ['measure', 'date', 'category', 'text'];
const TENTHS = [1, 2, 3, 4, 5, 6, 7, 8, 9] as const;
const LN_2 = ln(2);

/**
 * How a column is cut into cells: at the tenths of its human values, or, without cuts, each value a cell. A value
 * that holds two tenths or more is a cell by itself, so that what lies above it is seen.
 */
export interface ColumnCut {
	readonly name: string;
	readonly use: ColumnUse;
	readonly cuts: { readonly from: readonly number[]; readonly above: readonly number[] } | null;
}

/** Cuts every searched column; human columns must be loaded. */
export async function cutColumns(
	profiles: readonly ColumnProfile[],
	ctx: RunContext
): Promise<readonly ColumnCut[]> {
	const cuts: ColumnCut[] = [];
	for (const { pair, use } of profiles) {
		if (!CUT_USES.includes(use)) continue;
		const { name, human } = pair;
		const isCategory = use === 'category';
		cuts.push({
			name,
			use,
			cuts: isCategory ? null : await tenthsOf(valueSql(name, use, human), ctx)
		});
	}
	return cuts;
}

/** A column's value as a DOUBLE; of a text its number of characters; NaN is missing. */
function valueSql(column: string, use: ColumnUse, side: TableColumn): string {
	if (use === 'date') return dateValueSql({ column }, side);
	const ref: ColumnRef = use === 'text' ? { column, measure: 'characters' } : { column };
	return `nullif(${numberValueSql(ref, side)}, 'NaN'::DOUBLE)`;
}

async function tenthsOf(value: string, ctx: RunContext): Promise<ColumnCut['cuts']> {
	const cuts = TENTHS.map((tenth) => `quantile_disc(x, 0.${tenth}) AS q${tenth}`);
	const sql = `SELECT ${cuts.join(', ')} FROM (SELECT ${value} AS x FROM human) WHERE isfinite(x)`;
	const { columns } = await ctx.engine.query(sql, { signal: ctx.signal });
	const found = columns.flatMap((column) =>
		column.kind === 'number' && column.nulls?.[0] !== 1 ? [column.values[0]!] : []
	);
	const repeated = found.filter((cut, i) => found.indexOf(cut) < i);
	return { from: [...new Set(found)], above: [...new Set(repeated)] };
}

/** The value to cut, and its cell in terms of that value as `name`. */
function cellOf({ name: column, use, cuts }: ColumnCut, side: TableColumn, name: string) {
	if (cuts === null) return { value: `CAST(${quoteIdentifier(side.name)} AS VARCHAR)`, cell: name };
	const steps = [
		...cuts.from.map((cut) => `(${name} >= ${literal(cut)})::INTEGER`),
		...cuts.above.map((cut) => `(${name} > ${literal(cut)})::INTEGER`)
	];
	const cell = `CASE WHEN ${name} IS NULL THEN -1 ELSE ${['0', ...steps].join(' + ')} END`;
	return { value: valueSql(column, use, side), cell };
}

/**
 * Diversity of one side in `rows` of its rows, evenly spaced through the file, so that tables of different sizes
 * compare. Columns that the side lacks are left out. Entropy, to a hundredth of a bit: H = −Σ p log₂ p (Shannon 1948).
 */
export async function measureDiversity(
	role: Role,
	pair: DatasetPair,
	rows: number,
	columnCuts: readonly ColumnCut[],
	ctx: RunContext
): Promise<TableDiversity> {
	const sides = new Map(pair.columns.map((columns) => [columns.name, columns[role]]));
	const cuts = columnCuts.filter(({ name }) => sides.has(name));
	const cells = cuts.map((cut, i) => cellOf(cut, sides.get(cut.name)!, `v${i}`));
	const all = pair[role].rowCount;
	const values = cells.map(({ value }, i) => `${value} AS v${i}`);
	const numbered = `SELECT ${['row_number() OVER () AS nth', ...values].join(', ')} FROM ${role}`;
	const picked = `SELECT ${cells.map(({ cell }, i) => `${cell} AS c${i}`).join(', ')} FROM (${numbered})
		WHERE (nth * ${rows}) // ${all} > ((nth - 1) * ${rows}) // ${all}`;
	const columns: TableDiversity['columns'][number][] = [];
	for (const [i, { name }] of cuts.entries())
		columns.push({ column: name, ...(await countCells(picked, [`c${i}`], rows, ctx)) });
	const names = cuts.map((_, i) => `c${i}`);
	return {
		rows,
		overall: tell(await countCells(picked, names, rows, ctx)),
		together: tell({
			cells: columns.reduce((sum, { cells }) => sum + cells, 0),
			entropy: columns.reduce((sum, { entropy }) => sum + entropy, 0)
		}),
		columns: columns.map(tell)
	};
}

/** To a hundredth of a bit, from which no count of few people can be worked out. */
function tell<One extends Diversity>(one: One): One {
	return { ...one, entropy: Number(one.entropy.toFixed(2)) };
}

async function countCells(
	picked: string,
	by: readonly string[],
	rows: number,
	ctx: RunContext
): Promise<Diversity> {
	const grouped = `SELECT count(*) AS n FROM (${picked}) GROUP BY ${by.join(', ')}`;
	const sql = `SELECT n::INTEGER AS n, count(*)::INTEGER AS times FROM (${grouped}) GROUP BY n ORDER BY n`;
	const { columns, rowCount } = await ctx.engine.query(sql, { signal: ctx.signal });
	const [sizes, times] = columns;
	let cells = 0;
	let entropy = 0;
	for (let i = 0; i < rowCount; i++) {
		const share = Number(sizes!.values[i]) / rows;
		const count = Number(times!.values[i]);
		cells += count;
		entropy -= count * share * (ln(share) / LN_2);
	}
	return { cells, entropy };
}
