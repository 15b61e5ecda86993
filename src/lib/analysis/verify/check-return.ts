import type { SideCount } from '$lib/analysis/gaps/ratio-interval';
import { nearDuplicatesJob } from '$lib/kernels/near-duplicates';
import { quoteIdentifier } from '$lib/sql/identifier';
import { regionSql, type ColumnOf } from '$lib/sql/predicate';
import type { AcceptanceCheck } from '$lib/terms/brief';
import type { Source, TableColumn } from '$lib/terms/dataset';
import type { OpenedTable } from '$lib/terms/engine';
import { LacunaError } from '$lib/terms/error';
import type { Findings } from '$lib/terms/findings';
import type { RunContext } from '$lib/terms/run';
import { MAX_LISTED_ROWS, type ReturnCheck, type RowCheck } from '$lib/terms/verification';
import { checkRegions, frozenSide, type CountedTable } from './check-regions';
import { acceptanceTests, firstOfItsKind, type RowTest } from './row-checks';

/** What came back, and what it is checked by. */
export interface ReturnToVerify {
	readonly returned: Source;
	/** The human table that is there already, to look for rows handed in again; null leaves that out. */
	readonly human: Source | null;
	readonly frozen: Findings;
	readonly tolerance: number;
	/** The brief's acceptance checks; empty without a brief. */
	readonly acceptance: readonly AcceptanceCheck[];
}

const TABLE = 'returned';

/**
 * Checks returned human data row by row, then holds the synthetic table with the accepted rows added against the
 * frozen regions.
 * @throws {@link LacunaError} `columns-unpaired` where a column of a frozen region is missing.
 */
export async function checkReturn(input: ReturnToVerify, ctx: RunContext): Promise<ReturnCheck> {
	const { returned, frozen, acceptance, tolerance } = input;
	const report = (done: number, message: string) =>
		ctx.onProgress({ stage: 'open', done, message });
	report(0, `opening ${returned.name}`);
	const opened = await ctx.engine.open(TABLE, returned, { signal: ctx.signal });
	const columns = new Map(opened.columns.map((column) => [column.name, column]));
	requireColumns(frozen, columns, returned.name);
	await ctx.engine.load(TABLE, [...columns.keys()], { signal: ctx.signal });
	report(0.3, 'checking the rows');
	const tests = [
		...acceptanceTests(acceptance, columns),
		duplicateTest(opened),
		...(await repeatTest(input.human, columns, ctx))
	];
	const checks: RowCheck[] = [];
	const rejected = new Set<number>();
	const note = (test: RowTest, rows: readonly number[]) => {
		if (test.severity === 'reject') for (const row of rows) rejected.add(row);
		checks.push(rowCheck(test, rows));
	};
	for (const test of tests)
		note(test, 'pass' in test ? await rowsWhere(`(${test.pass}) IS NOT TRUE`, ctx) : []);
	for (const check of acceptance)
		if (check.kind === 'near-duplicate')
			for (const column of check.columns)
				if (columns.has(column)) note(...(await nearDuplicates(check, column, ctx)));
	report(0.7, 'counting the regions');
	const accepted = opened.rowCount - rejected.size;
	const regions = await countAccepted(frozen, columns, rejected, ctx);
	const joined = joinAccepted(frozen, accepted, regions);
	report(1, 'everything is checked');
	return {
		name: returned.name,
		rows: opened.rowCount,
		checks,
		accepted,
		added: regions,
		regions: checkRegions(frozen, joined, tolerance, new Set())
	};
}

/** The frozen synthetic table with the accepted rows added, each of which weighs 1. */
function joinAccepted(
	frozen: Findings,
	accepted: number,
	inRegions: readonly number[]
): CountedTable {
	const rows = frozen.rows.synthetic;
	const squares = (rows * rows) / (frozen.effectiveRows?.synthetic ?? rows);
	const add = (side: SideCount, more: number): SideCount => ({
		count: side.count + more,
		weight: side.weight + more,
		squares: side.squares + more
	});
	return {
		table: add({ count: rows, weight: rows, squares }, accepted),
		regions: frozen.regions.map((region, i) =>
			add(frozenSide(frozen, region, 'synthetic').region, inRegions[i]!)
		)
	};
}

function requireColumns(
	{ regions }: Findings,
	columns: ReadonlyMap<string, TableColumn>,
	fileName: string
): void {
	const used = regions.flatMap(({ region }) => region.conditions.map(({ column }) => column));
	const missing = [...new Set(used)].filter((column) => !columns.has(column));
	if (missing.length === 0) return;
	throw new LacunaError(
		'columns-unpaired',
		`${fileName} has no column ${missing.join(', ')}, which frozen regions are made of.`,
		{ hint: 'Name the columns as the human table does, then choose the file again.' }
	);
}

function duplicateTest({ columns }: OpenedTable): RowTest {
	const words = 'The row does not repeat an earlier one of the file.';
	return {
		id: 'repeat',
		words,
		severity: 'reject',
		pass: firstOfItsKind(columns.map(({ name }) => name))
	};
}

/** Rows that are in the human table already, compared on the columns that both have. */
async function repeatTest(
	human: Source | null,
	columns: ReadonlyMap<string, TableColumn>,
	ctx: RunContext
): Promise<readonly RowTest[]> {
	if (human === null) return [];
	const opened = await ctx.engine.open('human', human, { signal: ctx.signal });
	const shared = opened.columns.filter(
		({ name, family }) => columns.get(name)?.family === family && family !== 'other'
	);
	const base = {
		id: 'known',
		words: 'The row is not in the human table already.',
		severity: 'reject'
	} as const;
	if (shared.length === 0) return [{ ...base, skipped: `${human.name} shares no column with it.` }];
	const names = shared.map(({ name }) => name);
	await ctx.engine.load('human', names, { signal: ctx.signal });
	const equal = names.map((name) => {
		const column = quoteIdentifier(name);
		return `known.${column} IS NOT DISTINCT FROM numbered.${column}`;
	});
	return [
		{ ...base, pass: `NOT EXISTS (SELECT 1 FROM human AS known WHERE ${equal.join(' AND ')})` }
	];
}

/** 0-based numbers of the rows for which a predicate is true; it may look at other rows and at `nth`. */
async function rowsWhere(predicate: string, ctx: RunContext): Promise<readonly number[]> {
	const numbered = `SELECT *, row_number() OVER () AS nth FROM ${TABLE}`;
	const judged = `SELECT nth, ${predicate} AS holds FROM (${numbered}) AS numbered`;
	const sql = `SELECT (nth - 1)::INTEGER AS row FROM (${judged}) WHERE holds ORDER BY nth`;
	const { columns } = await ctx.engine.query(sql, { signal: ctx.signal });
	return Array.from(columns[0]!.values as ArrayLike<number>);
}

function rowCheck(test: RowTest, rows: readonly number[]): RowCheck {
	const { id, words, severity } = test;
	return {
		...{ id, words, severity },
		rows: rows.slice(0, MAX_LISTED_ROWS),
		failed: rows.length,
		skipped: 'skipped' in test ? test.skipped : null
	};
}

async function nearDuplicates(
	check: AcceptanceCheck & { readonly kind: 'near-duplicate' },
	column: string,
	{ engine, compute, signal }: RunContext
): Promise<[RowTest, readonly number[]]> {
	const text = `${quoteIdentifier(column)}::VARCHAR`;
	const { columns } = await engine.query(`SELECT ${text} AS t FROM ${TABLE}`, { signal });
	const texts = columns[0]!.values as readonly (string | null)[];
	const input = { texts, threshold: check.threshold };
	const firstLike = await compute.run(nearDuplicatesJob, input, { signal });
	const rows = Array.from(firstLike.keys()).filter((row) => firstLike[row]! >= 0);
	const words = check.columns.length > 1 ? `${check.words} (${column})` : check.words;
	return [{ id: `${check.id}:${column}`, words, severity: 'reject', pass: 'TRUE' }, rows];
}

/** Accepted rows of each frozen region. */
async function countAccepted(
	{ regions }: Findings,
	columns: ReadonlyMap<string, TableColumn>,
	rejected: ReadonlySet<number>,
	ctx: RunContext
): Promise<readonly number[]> {
	const columnOf: ColumnOf = (name) => columns.get(name) ?? name;
	const counts: number[] = [];
	for (const { region } of regions) {
		const rows = await rowsWhere(regionSql(region, columnOf), ctx);
		counts.push(rows.filter((row) => !rejected.has(row)).length);
	}
	return counts;
}
