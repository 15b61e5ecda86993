/**
 * Numbers of rows in ascending order of their codes, the first column foremost; equal rows stay as they stand.
 * Least significant digit radix sort (Knuth 5.2.5 R): time and memory grow with rows × columns.
 */
export function sortRows(columns: readonly Uint8Array[], rows: number): Uint32Array {
	let order = Uint32Array.from({ length: rows }, (_, row) => row);
	let sorted = new Uint32Array(rows);
	const next = new Uint32Array(257);
	for (const codes of columns.toReversed()) {
		next.fill(0);
		for (let row = 0; row < rows; row++) next[codes[row]! + 1]!++;
		for (let code = 0; code < 256; code++) next[code + 1]! += next[code]!;
		for (let i = 0; i < rows; i++) {
			const row = order[i]!;
			sorted[next[codes[row]!]!++] = row;
		}
		[order, sorted] = [sorted, order];
	}
	return order;
}
