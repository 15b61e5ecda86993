/** Row numbers by distance, greatest first, at most `limit`; equal distances by row number. */
export function farthestRows(distances: Float32Array, limit: number): number[] {
	const order = Uint32Array.from(distances, (_, row) => row);
	order.sort((a, b) => distances[b]! - distances[a]! || a - b);
	return Array.from(order.subarray(0, limit));
}
