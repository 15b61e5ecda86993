import { literal, quoteIdentifier } from '$lib/sql/identifier';
import type { RowChoice, TableColumn } from '$lib/terms/dataset';
import { LacunaError } from '$lib/terms/error';

/** Whether a row is one of those chosen, given the expression of the column that tells. */
export function chosenRowsSql(column: string, { value }: RowChoice): string {
	return `CAST(${column} AS VARCHAR) = ${literal(value)}`;
}

/** The chosen rows of a SELECT, without the column that tells; all of it where no rows are chosen. */
export function chosenSql(select: string, choice: RowChoice | undefined): string {
	if (!choice) return select;
	const column = quoteIdentifier(choice.column);
	return `SELECT * EXCLUDE (${column}) FROM (${select}) WHERE ${chosenRowsSql(column, choice)}`;
}

/**
 * Checks that the column by which rows are chosen is there and can be read.
 * @throws {@link LacunaError} `columns-unusable`, naming file and column.
 */
export function assertChoosable(
	fileName: string,
	columns: readonly TableColumn[],
	choice: RowChoice | undefined
): void {
	if (!choice) return;
	const found = columns.find(({ name }) => name === choice.column);
	if (found && found.family !== 'other') return;
	throw new LacunaError(
		'columns-unusable',
		found
			? `The column ${choice.column} of ${fileName} holds ${found.sqlType} values, which cannot tell its rows apart.`
			: `${fileName} has no column ${choice.column} that could tell its rows apart.`,
		{
			hint: `Choose one of its columns: ${columns
				.slice(0, 12)
				.map(({ name }) => name)
				.join(', ')}.`
		}
	);
}
