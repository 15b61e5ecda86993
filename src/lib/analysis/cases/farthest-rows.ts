/** Row numbers by distance, greatest first, at most `limit`; equal distances by row number. */
export function farthestRows(distances: Float32Array, limit: number): number[] {
	const count = Math.min(limit, distances.length);
	if (count === 0) return [];
	// Numbers sort by themselves many times as fast as rows do by a comparison.
	const least = distances.slice().sort()[distances.length - count]!;
	const rows: number[] = [];
	distances.forEach((distance, row) => {
		if (distance >= least) rows.push(row);
	});
	rows.sort((a, b) => distances[b]! - distances[a]! || a - b);
	return rows.slice(0, count);
}
