import type { SideCount } from '$lib/analysis/gaps/ratio-interval';
import { nearDuplicatesJob } from '$lib/kernels/near-duplicates';
import { assertFits } from '$lib/sql/condition-fit';
import { quoteIdentifier } from '$lib/sql/identifier';
import { regionSql, type ColumnOf } from '$lib/sql/predicate';
import { numberedRows, ROW_NUMBER } from '$lib/sql/row-number';
import type { AcceptanceCheck } from '$lib/terms/brief';
import type { Source, TableColumn } from '$lib/terms/dataset';
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

/** Name of the table of returned rows while it is open. */
export const RETURNED_TABLE = 'returned';

/**
 * Checks returned human data row by row, then holds the synthetic table with the accepted rows added against the
 * frozen regions.
 * @throws {@link LacunaError} `file-empty` without a row, `columns-unpaired` where a column of a frozen region is
 * missing, `columns-unusable` where it cannot be read.
 */
export async function checkReturn(input: ReturnToVerify, ctx: RunContext): Promise<ReturnCheck> {
	const { returned, frozen, acceptance, tolerance } = input;
	const report = (done: number, message: string) =>
		ctx.onProgress({ stage: 'open', done, message });
	report(0, `opening ${returned.name}`);
	const opened = await ctx.engine.open(RETURNED_TABLE, returned, { signal: ctx.signal });
	if (opened.rowCount === 0)
		throw new LacunaError('file-empty', `${returned.name} holds not a single row.`, {
			hint: 'Choose the file with the rows that people sent back.'
		});
	const needed = requireColumns(frozen, opened.columns, returned.name);
	const readable = opened.columns.filter(({ family }) => family !== 'other');
	const columns = new Map(readable.map((column) => [column.name, column]));
	const names = [...columns.keys()];
	// Those of frozen regions are among them, or this says why not.
	await ctx.engine.load(RETURNED_TABLE, [...names, ...needed], { signal: ctx.signal });
	report(0.3, 'checking the rows');
	const known = await openKnown(input.human, columns, ctx);
	const tests = [
		...acceptanceTests(acceptance, columns),
		duplicateTest(names),
		...repeatTest(input.human, known, columns)
	];
	const checks: RowCheck[] = [];
	const reasons = new Map<number, string[]>();
	const note = (test: RowTest, rows: readonly number[]) => {
		if (test.severity === 'reject')
			for (const row of rows) reasons.set(row, [...(reasons.get(row) ?? []), test.words]);
		checks.push(rowCheck(test, rows));
	};
	for (const test of tests)
		note(test, 'pass' in test ? await rowsWhere(`(${test.pass}) IS NOT TRUE`, ctx) : []);
	for (const check of acceptance)
		if (check.kind === 'near-duplicate')
			for (const column of check.columns)
				if (columns.has(column))
					for (const found of await nearDuplicates(check, column, known.has(column), ctx))
						note(...found);
	report(0.7, 'counting the regions');
	const accepted = opened.rowCount - reasons.size;
	const regions = await countAccepted(frozen, columns, reasons, ctx);
	const joined = joinAccepted(frozen, accepted, regions);
	report(1, 'everything is checked');
	return {
		name: returned.name,
		rows: opened.rowCount,
		columns: names,
		checks,
		accepted,
		rejected: [...reasons]
			.map(([row, reasons]) => ({ row, reasons }))
			.sort((a, b) => a.row - b.row),
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

/** Names of the columns that frozen regions are made of. */
function requireColumns(
	{ regions }: Findings,
	columns: readonly TableColumn[],
	fileName: string
): readonly string[] {
	const used = regions.flatMap(({ region }) => region.conditions.map(({ column }) => column));
	const needed = [...new Set(used)];
	const missing = needed.filter((column) => !columns.some(({ name }) => name === column));
	if (missing.length === 0) {
		const frozen = regions.map(({ region }) => region);
		assertFits(frozen, (column) => columns.find(({ name }) => name === column), fileName);
		return needed;
	}
	throw new LacunaError(
		'columns-unpaired',
		`${fileName} has no column ${missing.join(', ')}, which frozen regions are made of.`,
		{ hint: 'Name the columns as the human table does, then choose the file again.' }
	);
}

function duplicateTest(names: readonly string[]): RowTest {
	const words = 'The row does not repeat an earlier one of the file.';
	const base = { id: 'repeat', words, severity: 'reject' } as const;
	return names.length === 0
		? { ...base, skipped: 'No column of the file can be read.' }
		: { ...base, pass: firstOfItsKind(names) };
}

/** Opens the human table that is there already; returns its columns that both have, and that are loaded. */
async function openKnown(
	human: Source | null,
	columns: ReadonlyMap<string, TableColumn>,
	{ engine, signal }: RunContext
): Promise<ReadonlyMap<string, TableColumn>> {
	if (human === null) return new Map();
	const opened = await engine.open('human', human, { signal });
	const isReadable = (column: TableColumn | undefined) =>
		column !== undefined && column.family !== 'other';
	const shared = opened.columns.filter(
		(column) => isReadable(column) && isReadable(columns.get(column.name))
	);
	const names = shared.map(({ name }) => name);
	if (names.length > 0) await engine.load('human', names, { signal });
	return new Map(shared.map((column) => [column.name, column]));
}

/** Rows that are in the human table already, compared on the columns that both have. */
function repeatTest(
	human: Source | null,
	known: ReadonlyMap<string, TableColumn>,
	columns: ReadonlyMap<string, TableColumn>
): readonly RowTest[] {
	if (human === null) return [];
	const base = {
		id: 'known',
		words: 'The row is not in the human table already.',
		severity: 'reject'
	} as const;
	if (known.size === 0) return [{ ...base, skipped: `${human.name} shares no column with it.` }];
	const equal = [...known.values()].map(({ name, family }) => {
		const column = quoteIdentifier(name);
		const [there, here] = [`known.${column}`, `numbered.${column}`];
		if (columns.get(name)?.family === family) return `${there} IS NOT DISTINCT FROM ${here}`;
		// One bad cell makes texts of a column of numbers: the others are numbers still, and it equals none.
		const type = family === 'number' ? 'DOUBLE' : 'VARCHAR';
		const cast = (value: string) => `TRY_CAST(${value} AS ${type})`;
		return `${cast(there)} IS NOT DISTINCT FROM ${cast(here)} AND (${there} IS NULL) = (${here} IS NULL)`;
	});
	return [
		{ ...base, pass: `NOT EXISTS (SELECT 1 FROM human AS known WHERE ${equal.join(' AND ')})` }
	];
}

/** 0-based numbers of the rows for which a predicate is true; it may look at other rows and at `ROW_NUMBER`. */
async function rowsWhere(predicate: string, ctx: RunContext): Promise<readonly number[]> {
	const judged = `SELECT ${ROW_NUMBER} AS row, ${predicate} AS holds FROM ${numberedRows(RETURNED_TABLE)} AS numbered`;
	const sql = `SELECT row::INTEGER AS row FROM (${judged}) WHERE holds ORDER BY row`;
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

/**
 * Rows whose text is nearly that of an earlier row; where the human table has the column, all texts are searched
 * together, and rows like one that is there already are told apart.
 */
async function nearDuplicates(
	check: AcceptanceCheck & { readonly kind: 'near-duplicate' },
	column: string,
	isKnown: boolean,
	{ engine, compute, signal }: RunContext
): Promise<[RowTest, readonly number[]][]> {
	const textsOf = async (table: string) => {
		const sql = `SELECT ${quoteIdentifier(column)}::VARCHAR AS t FROM ${table}`;
		const { columns } = await engine.query(sql, { signal });
		return columns[0]!.values as readonly (string | null)[];
	};
	const known = isKnown ? await textsOf('human') : [];
	const texts = [...known, ...(await textsOf(RETURNED_TABLE))];
	const input = { texts, threshold: check.threshold };
	const firstLike = await compute.run(nearDuplicatesJob, input, { signal });
	const own = firstLike.subarray(known.length);
	const rowsWith = (test: (like: number) => boolean) =>
		Array.from(own.keys()).filter((row) => test(own[row]!));
	const testOf = (id: string, words: string): RowTest => ({
		...{ id: `${check.id}:${column}${id}`, words, severity: 'reject', pass: 'TRUE' }
	});
	const words = check.columns.length > 1 ? `${check.words} (${column})` : check.words;
	const within = rowsWith((like) => like >= known.length);
	if (!isKnown) return [[testOf('', words), within]];
	const again = `${column} is not nearly a text of the human table.`;
	return [
		[testOf('', words), within],
		[testOf(':known', again), rowsWith((like) => like >= 0 && like < known.length)]
	];
}

/** Accepted rows of each frozen region. */
async function countAccepted(
	{ regions }: Findings,
	columns: ReadonlyMap<string, TableColumn>,
	rejected: ReadonlyMap<number, unknown>,
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
