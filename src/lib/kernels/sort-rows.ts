/**
 * The numbers of rows in ascending order of their codes, the first column foremost; equal rows stay as they stand.
 * Least significant digit radix sort (Knuth 5.2.5 R): time and memory grow with rows × columns. Yields the share done.
 */
export function* sortRows(
	columns: readonly Uint8Array[],
	rows: Uint32Array
): Generator<number, Uint32Array, void> {
	let order = rows.slice();
	let sorted = new Uint32Array(rows.length);
	const next = new Uint32Array(257);
	for (const [i, codes] of columns.toReversed().entries()) {
		yield i / columns.length;
		next.fill(0);
		for (const row of rows) next[codes[row]! + 1]!++;
		for (let code = 0; code < 256; code++) next[code + 1]! += next[code]!;
		for (const row of order) {
			sorted[next[codes[row]!]!++] = row;
		}
		[order, sorted] = [sorted, order];
	}
	return order;
}
