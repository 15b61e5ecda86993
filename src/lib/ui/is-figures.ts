/** A number as tables hold it, with or without its unit. */
const FIGURE = /^(under |over |×)?[-−+]?[\d,.]+(\s?%)?$/;
/** So many values are looked at. */
const LOOKED_AT = 40;

/** Whether a column of a table holds figures, which stand at the end of their lines; missing values aside. */
export function isFigures(values: ArrayLike<string | number | null>): boolean {
	let found = 0;
	for (let row = 0; row < values.length && found < LOOKED_AT; row++) {
		const value = values[row] ?? null;
		if (value === null) continue;
		if (typeof value !== 'number' && !FIGURE.test(value)) return false;
		found++;
	}
	return found > 0;
}
