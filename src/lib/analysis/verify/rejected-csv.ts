import { csv } from '$lib/analysis/brief/export/csv';
import { quoteIdentifier } from '$lib/sql/identifier';
import type { RunContext } from '$lib/terms/run';
import type { ReturnCheck } from '$lib/terms/verification';
import { RETURNED_TABLE } from './check-return';

/**
 * Rejected rows as CSV (RFC 4180): the row's number from 0, why it is rejected, and the row as it came. To be called
 * in the context of `checkReturn`, while its table is open.
 */
export async function rejectedCsv(
	{ rejected, columns: names }: Pick<ReturnCheck, 'rejected' | 'columns'>,
	{ engine, signal }: RunContext
): Promise<string> {
	const texts = names.map((name, i) => `${quoteIdentifier(name)}::VARCHAR AS c${i}`);
	const sql = `SELECT ${texts.join(', ')} FROM ${RETURNED_TABLE}`;
	const { columns } = await engine.query(sql, { signal });
	const lines = rejected.map(({ row, reasons }) => [
		row,
		reasons.join(' '),
		...columns.map(({ values }) => values[row] as string | null)
	]);
	return csv([['row', 'rejected_because', ...names], ...lines]);
}
