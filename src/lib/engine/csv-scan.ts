import { literal, quoteIdentifier } from '$lib/sql/identifier';
import type { RowChoice, TableColumn } from '$lib/terms/dataset';
import { LacunaError } from '$lib/terms/error';
import type { ByteSource } from './byte-source';
import { findCsvFault } from './csv-fault';
import { encodingError, fileError, isUnreadable, messageOf } from './duckdb-error';
import { assertChoosable, chosenSql } from './row-choice';

/** What of an engine makes a table of a CSV file. */
interface CsvDatabase {
	/** Names and types of the columns that a SELECT gives. */
	readonly describe: (select: string) => Promise<readonly TableColumn[]>;
	readonly run: (sql: string) => Promise<unknown>;
}

/** A CSV file at a path that the engine can read, and the rows that are wanted of it. */
interface CsvFile {
	readonly name: string;
	readonly path: string;
	readonly chosen: RowChoice | undefined;
}

/**
 * Makes a table of a CSV file, in every engine alike.
 * @throws {@link LacunaError} `columns-unusable` where rows are chosen by a column that is not there; else what the
 * engine throws.
 */
export async function createCsvTable(
	{ describe, run }: CsvDatabase,
	table: string,
	{ name, path, chosen }: CsvFile
): Promise<void> {
	const create = (scan: string) =>
		run(`CREATE OR REPLACE TABLE ${quoteIdentifier(table)} AS ${chosenSql(scan, chosen)}`);
	const [scan, headed] = [scanSql(path, ''), scanSql(path, ', header = true')];
	if (!chosen) {
		await create(scan);
		const columns = await describe(`FROM ${quoteIdentifier(table)}`);
		if (isHeaderMissed(columns)) await create(headed);
		return;
	}
	const columns = await describe(scan);
	const isMissed = isHeaderMissed(columns);
	assertChoosable(name, isMissed ? await describe(headed) : columns, chosen);
	await create(isMissed ? headed : scan);
}

/** Types are judged on all rows, from those that every build of DuckDB knows; folders named like `year=2020` make no column. */
function scanSql(path: string, more: string): string {
	const types = ['BOOLEAN', 'BIGINT', 'DOUBLE', 'DATE', 'TIMESTAMP', 'VARCHAR'];
	return `SELECT * FROM read_csv(${literal(path)}, sample_size = -1, hive_partitioning = false, auto_type_candidates = [${types.map(literal).join(', ')}]${more})`;
}

/**
 * Whether DuckDB took the first line for a row of a file that holds nothing but texts. It takes that line for names
 * unless some of them are empty, above columns that are empty throughout.
 */
function isHeaderMissed(columns: readonly TableColumn[]): boolean {
	return columns.every(
		({ name, sqlType }, i) =>
			sqlType === 'VARCHAR' && /^column\d+$/.test(name) && Number(name.slice(6)) === i
	);
}

/**
 * Checks that lines were split into fields: where some have more fields than others, DuckDB takes each line for one
 * value, under the first line as its name.
 * @throws {@link LacunaError} `file-unreadable`, naming the line.
 */
export async function assertSplit(
	source: ByteSource,
	columns: readonly TableColumn[]
): Promise<void> {
	const [only, ...others] = columns;
	if (!only || others.length > 0 || !/[,;|\t]/.test(only.name)) return;
	const fault = await findCsvFault(source);
	if (fault !== null) throw fault;
}

/** The error for a CSV file that could not be read: the line that is to blame where one can be named. */
export async function locateCsvError(error: unknown, source: ByteSource): Promise<unknown> {
	return isUnreadable(error) ? ((await findCsvFault(source)) ?? error) : error;
}

/** Turns what DuckDB threw for a CSV file into the error that people see. The row that it quotes stays out of it. */
export function csvError(error: unknown, fileName: string): Error {
	const reason = messageOf(error);
	if (/not utf-8 encoded/i.test(reason)) return encodingError(fileName, error);
	const fault = CSV_FAULTS.find(([pattern]) => pattern.test(reason));
	if (!fault) return fileError(error, fileName);
	const [pattern, describe] = fault;
	const [, line = ''] = pattern.exec(reason)!;
	return new LacunaError('file-unreadable', describe(fileName, line), {
		hint: 'Mend what is there, or export the table again, and open the new file.',
		cause: error
	});
}

/** What DuckDB says of a CSV file that it cannot read, and how people are told. */
const CSV_FAULTS: readonly [RegExp, (fileName: string, line: string) => string][] = [
	[
		/Maximum line size/,
		(file) => `${file} holds a line of megabytes, as where a quote is opened and never closed.`
	],
	[
		/Error when sniffing file/,
		(file) => `The lines of ${file} do not share one pattern of separators, quotes and line ends.`
	],
	[/CSV Error on Line: (\d+)/, (file, line) => `${file} cannot be read from line ${line} on.`]
];
