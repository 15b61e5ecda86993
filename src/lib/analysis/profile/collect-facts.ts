import { quoteIdentifier } from '$lib/sql/identifier';
import type { ColumnPair, DatasetPair, Role, TableColumn } from '$lib/terms/dataset';
import type { QueryResult } from '$lib/terms/engine';
import type { RunContext } from '$lib/terms/run';
import { isTextTelling } from './choose-type';
import { MOST_STEPS } from './code-order';
import {
	distinctFactsSql,
	factsSql,
	headFactsSql,
	headSql,
	levelsSql,
	readFacts,
	readLevels,
	textFactsSql,
	wholeFactsSql,
	type ColumnFacts
} from './column-facts';

/** Rows at the head of a table that tell codes, categories, prose and measures apart. */
const HEAD_ROWS = 50_000;
/** With more distinct values in the head than this, their exact number in all rows decides nothing, */
const MANY_VALUES = 5_000;
/** unless nearly every value of the head differs: then the column may name rows. */
const ID_SHARE = 0.9;
/** Fewer would bind the table more often; the time to plan a query grows with the square of its aggregates. */
const COLUMNS_PER_QUERY = 16;
/** Distinct counts over all rows hold every value of a column: so many at a time fit the browser's memory. */
const VALUES_PER_QUERY = 2_000_000;
/** Share of a side's work that reading the columns takes, before they are counted. */
const LOAD_SHARE = 0.7;

/**
 * Counts the facts of one side of the pairs: in one pass over a short table, else in one over its head and one over all
 * rows; then, of those columns where they tell something, the distinct values of all rows, the look of texts, and the
 * rows of each whole number.
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
	const side: Side = {
		role,
		rowCount,
		query: (sql) => ctx.engine.query(sql, { signal: ctx.signal }),
		report: (done) => report(LOAD_SHARE + (1 - LOAD_SHARE) * done, `counting ${name}`)
	};
	const drafts = await countAll(columns, side);
	await countDistinct(drafts, side);
	await lookAtTexts(drafts, side);
	await countLevels(drafts, side);
	return new Map(pairs.map((one, i) => [one, drafts[i]!.facts]));
}

type Columns = readonly TableColumn[];

/** A table to be counted, and whom its queries tell the share that is done. */
interface Side {
	readonly role: Role;
	readonly rowCount: number;
	readonly query: (sql: string) => Promise<QueryResult>;
	readonly report: (done: number) => void;
}

/** A column with what is known of it so far. */
interface Draft extends TableColumn {
	facts: ColumnFacts;
}

function headOf({ role, rowCount }: Side, batch: Columns): string {
	return headSql(role, batch, HEAD_ROWS, rowCount);
}

async function countAll(columns: Columns, side: Side): Promise<readonly Draft[]> {
	const { rowCount } = side;
	const isShort = rowCount <= HEAD_ROWS;
	const heads = await inBatches(columns, COLUMNS_PER_QUERY, [0, isShort ? 0.65 : 0.5], side, {
		sql: (batch) =>
			factsSql(headOf(side, batch), batch, [headFactsSql, ...(isShort ? [wholeFactsSql] : [])]),
		read: readFacts
	});
	const wholes = isShort
		? heads
		: await inBatches(columns, COLUMNS_PER_QUERY, [0.5, 0.65], side, {
				sql: (batch) => factsSql(quoteIdentifier(side.role), batch, [wholeFactsSql]),
				read: readFacts
			});
	return columns.map((column, i): Draft => {
		const { head, texts } = heads[i]!;
		const known = { ...wholes[i]!.whole, rows: rowCount, head: { ...head, ...texts } };
		const facts = { ...known, distinct: head.distinct, distinctAmong: head.present };
		return { ...column, facts };
	});
}

/** Counts over all rows, where that matters, the distinct values that so far are those of the head. */
async function countDistinct(drafts: readonly Draft[], side: Side): Promise<void> {
	const { role, rowCount } = side;
	const open = drafts.filter((one) => rowCount > HEAD_ROWS && mattersExactly(one));
	const fitting = Math.max(1, Math.floor(VALUES_PER_QUERY / rowCount));
	const exact = await inBatches(open, Math.min(fitting, COLUMNS_PER_QUERY), [0.65, 0.85], side, {
		sql: (batch) => factsSql(quoteIdentifier(role), batch, [distinctFactsSql]),
		read: readFacts
	});
	open.forEach((one, i) => {
		const { distinct } = exact[i]!.head;
		one.facts = { ...one.facts, distinct, distinctAmong: rowCount - one.facts.missing };
	});
}

async function lookAtTexts(drafts: readonly Draft[], side: Side): Promise<void> {
	const telling = drafts.filter(({ family, facts }) => family === 'text' && isTextTelling(facts));
	const found = await inBatches(telling, COLUMNS_PER_QUERY, [0.85, 0.92], side, {
		sql: (batch) => factsSql(headOf(side, batch), batch, [textFactsSql]),
		read: readFacts
	});
	telling.forEach((one, i) => {
		one.facts = { ...one.facts, head: { ...one.facts.head, ...found[i]!.texts } };
	});
}

async function countLevels(drafts: readonly Draft[], side: Side): Promise<void> {
	const stepped = drafts.filter(hasSteps);
	const levels = await inBatches(stepped, COLUMNS_PER_QUERY, [0.92, 1], side, {
		sql: (batch) => levelsSql(headOf(side, batch), batch),
		read: (result, batch) => {
			const extents = batch.map(({ facts }) => facts);
			return readLevels(result, extents);
		}
	});
	stepped.forEach((one, i) => {
		one.facts = { ...one.facts, levels: levels[i]! };
	});
}

function mattersExactly({ sqlType, facts: { head } }: Draft): boolean {
	if (head.distinct <= MANY_VALUES) return true;
	const canNameRows = !/^(FLOAT|DOUBLE|DECIMAL)/.test(sqlType);
	return canNameRows && head.distinct >= ID_SHARE * head.present;
}

/** Whether a column holds so few whole numbers that their counts can tell a scale from codes. */
function hasSteps({ family, facts: { head, min, max, fractional, infinite } }: Draft): boolean {
	const isWhole = family === 'number' && fractional === 0 && infinite === 0 && min !== null;
	return isWhole && head.distinct > 0 && Number(max) - Number(min) < MOST_STEPS;
}

/** Runs a query over so many columns at a time, and tells its part of the work, from a share to another. */
async function inBatches<Column extends TableColumn, Read>(
	columns: readonly Column[],
	size: number,
	[from, to]: readonly [number, number],
	{ query, report }: Side,
	{
		sql,
		read
	}: {
		readonly sql: (batch: readonly Column[]) => string;
		readonly read: (result: QueryResult, batch: readonly Column[]) => readonly Read[];
	}
): Promise<Read[]> {
	const done: Read[] = [];
	while (done.length < columns.length) {
		const batch = columns.slice(done.length, done.length + size);
		done.push(...read(await query(sql(batch)), batch));
		report(from + ((to - from) * done.length) / columns.length);
	}
	report(to);
	return done;
}
