type Cell = string | number | null;

const FORMULA_START = /^[=+\-@\t\r]/;
const NUMBER = /^[+-]?(\d+(\.\d*)?(e[+-]?\d+)?|inf(inity)?)$/i;

/**
 * Rows as CSV (RFC 4180), the first of them the header. Null and numbers that are not finite are empty fields; a text
 * that a spreadsheet would run as a formula is led by an apostrophe, which makes it text there.
 */
export function csv(rows: readonly (readonly Cell[])[]): string {
	return rows.map((cells) => `${cells.map(field).join(',')}\r\n`).join('');
}

function field(cell: Cell): string {
	if (cell === null || (typeof cell === 'number' && !Number.isFinite(cell))) return '';
	const text = String(cell);
	const isFormula = typeof cell === 'string' && FORMULA_START.test(text) && !NUMBER.test(text);
	const safe = isFormula ? `'${text}` : text;
	return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
