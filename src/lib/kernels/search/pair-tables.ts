/** Rows by the cells of two columns: cell (a, b) at a · cells of b + b. */
export function countCellPairs(
	a: Uint8Array,
	b: Uint8Array,
	cellsOfA: number,
	cellsOfB: number
): Float64Array {
	const counts = new Float64Array(cellsOfA * cellsOfB);
	for (let row = 0; row < a.length; row++) counts[a[row]! * cellsOfB + b[row]!]!++;
	return counts;
}

function sumOf(counts: Float64Array): number {
	let sum = 0;
	for (const count of counts) sum += count;
	return sum;
}

/**
 * How far two tables of the same cells are apart: Pearson's chi-square of their rows, cell by cell, less what chance
 * alone would make of it. 0 on average where both are drawn from the same.
 */
export function apart(h: Float64Array, s: Float64Array): number {
	const ofHuman = sumOf(h);
	const share = ofHuman / (ofHuman + sumOf(s));
	const variance = share * (1 - share);
	let sum = 0;
	for (let cell = 0; cell < h.length; cell++) {
		const both = h[cell]! + s[cell]!;
		if (both === 0) continue;
		const off = h[cell]! - both * share;
		sum += (off * off) / (both * variance) - 1;
	}
	return sum;
}

/** How closely two columns go together: Pearson's chi-square a row against independence, less what chance makes of it. */
export function dependence(counts: Float64Array, cellsOfB: number): number {
	const rows = new Float64Array(counts.length / cellsOfB);
	const columns = new Float64Array(cellsOfB);
	counts.forEach((count, cell) => {
		rows[Math.floor(cell / cellsOfB)]! += count;
		columns[cell % cellsOfB]! += count;
	});
	const total = sumOf(rows);
	let sum = 0;
	counts.forEach((count, cell) => {
		const expected = (rows[Math.floor(cell / cellsOfB)]! * columns[cell % cellsOfB]!) / total;
		if (expected > 0) sum += (count - expected) ** 2 / expected - 1;
	});
	return sum / total;
}
