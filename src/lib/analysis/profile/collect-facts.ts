import type { ColumnPair, DatasetPair, Role, TableColumn } from '$lib/terms/dataset';
import type { QueryResult } from '$lib/terms/engine';
import type { RunContext } from '$lib/terms/run';
import { MOST_STEPS } from './code-order';
import {
	distinctFactsSql,
	headFactsSql,
	levelsSql,
	readDistinct,
	readHeadFacts,
	readLevels,
	readWholeFacts,
	wholeFactsSql,
	type ColumnFacts,
	type HeadFacts,
	type WholeFacts
} from './column-facts';

/** Rows at the head of a table that tell codes, categories, prose and measures apart. */
const HEAD_ROWS = 50_000;
/** With more distinct values in the head than this, their exact number in all rows decides nothing, */
const MANY_VALUES = 5_000;
/** unless nearly every value of the head differs: then the column may name rows. */
const ID_SHARE = 0.9;
const COLUMNS_PER_QUERY = 16;
/** Distinct counts hold every value of a column: so many at a time fit the browser's memory. */
const VALUES_PER_QUERY = 2_000_000;
/** Share of a side's work that reading the columns takes, before they are counted. */
const LOAD_SHARE = 0.7;

/**
 * Counts the facts of one side of the pairs: in one pass, plus one over those whose distinct values matter.
 * @param report is told the share done, 0 to 1.
 */
export async function collectFacts(
	pair: DatasetPair,
	role: Role,
	pairs: readonly ColumnPair[],
	ctx: RunContext,
	report: (done: number, message: string) => void
): Promise<Map<ColumnPair, ColumnFacts>> {
	const { name, rowCount } = pair[role];
	const columns = pairs.map((one) => one[role]);
	const reading = `reading ${name}`;
	report(0, reading);
	const names = columns.map((column) => column.name);
	await ctx.engine.load(role, names, {
		signal: ctx.signal,
		onProgress: (done) => report(done * LOAD_SHARE, reading)
	});
	const counting = (from: number, to: number) => (done: number) =>
		report(LOAD_SHARE + (1 - LOAD_SHARE) * (from + (to - from) * done), `counting ${name}`);

	const query = (sql: string) => ctx.engine.query(sql, { signal: ctx.signal });
	const heads = await inBatches(
		columns,
		COLUMNS_PER_QUERY,
		readHeadFacts,
		(batch) => query(headFactsSql(role, batch, HEAD_ROWS)),
		counting(0, 0.5)
	);
	const wholes = await inBatches(
		columns,
		COLUMNS_PER_QUERY,
		readWholeFacts,
		(batch) => query(wholeFactsSql(role, batch)),
		counting(0.5, 0.65)
	);
	const isOpen = heads.map((head, i) => rowCount > HEAD_ROWS && mattersExactly(head, columns[i]!));
	const open = columns.filter((_, i) => isOpen[i]);
	const atOnce = Math.max(1, Math.floor(VALUES_PER_QUERY / rowCount));
	const exact = await inBatches(
		open,
		atOnce,
		readDistinct,
		(batch) => query(distinctFactsSql(role, batch)),
		counting(0.65, 0.85)
	);
	const isStepped = wholes.map((whole, i) => hasSteps(heads[i]!, whole, columns[i]!));
	const ofStepped = wholes.filter((_, i) => isStepped[i]);
	const levels = await inBatches(
		columns.filter((_, i) => isStepped[i]),
		COLUMNS_PER_QUERY,
		(result, index, at) => readLevels(result, index, ofStepped[at]!),
		(batch) => query(levelsSql(role, batch, HEAD_ROWS)),
		counting(0.85, 1)
	);

	return new Map(
		pairs.map((one, i): [ColumnPair, ColumnFacts] => {
			const [head, whole] = [heads[i]!, wholes[i]!];
			const facts = {
				...{ ...whole, head, rows: rowCount },
				...(isStepped[i] && { levels: levels.shift()! })
			};
			return isOpen[i]
				? [one, { ...facts, distinct: exact.shift()!, distinctAmong: rowCount - whole.missing }]
				: [one, { ...facts, distinct: head.distinct, distinctAmong: head.present }];
		})
	);
}

function mattersExactly({ distinct, present }: HeadFacts, { sqlType }: TableColumn): boolean {
	if (distinct <= MANY_VALUES) return true;
	const canNameRows = !/^(FLOAT|DOUBLE|DECIMAL)/.test(sqlType);
	return canNameRows && distinct >= ID_SHARE * present;
}

/** Whether a column holds so few whole numbers that their counts can tell a scale from codes. */
function hasSteps(
	{ distinct }: HeadFacts,
	{ min, max, fractional, infinite }: WholeFacts,
	{ family }: TableColumn
): boolean {
	const isWhole = family === 'number' && fractional === 0 && infinite === 0 && min !== null;
	return isWhole && distinct > 0 && Number(max) - Number(min) < MOST_STEPS;
}

/**
 * @param read takes a query's result, a column's place in its batch, and its place among all.
 * @param report is told the share of the columns that is read.
 */
async function inBatches<T>(
	columns: readonly TableColumn[],
	size: number,
	read: (result: QueryResult, index: number, at: number) => T,
	run: (batch: readonly TableColumn[]) => Promise<QueryResult>,
	report: (done: number) => void
): Promise<T[]> {
	const all: T[] = [];
	for (let start = 0; start < columns.length; start += size) {
		const batch = columns.slice(start, start + size);
		const result = await run(batch);
		all.push(...batch.map((_, index) => read(result, index, start + index)));
		report(all.length / columns.length);
	}
	if (columns.length === 0) report(1);
	return all;
}
