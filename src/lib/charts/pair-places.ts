/** Where each pair of columns stands in a matrix of them. */
export interface PairPlaces {
	/** Columns in the order drawn: those furthest below their ceilings on the whole first. */
	readonly order: readonly number[];
	/** Pair of each cell, row after row; -1 on the diagonal. */
	readonly pairAt: Int32Array;
	/** Row and column of a pair above the diagonal or below; the other cell has them turned round. */
	placesOf(pair: number): readonly [number, number];
}

/** Lays pairs out: `members` holds the two columns of each, `shortfalls` how far it lies below its ceiling. */
export function placePairs(
	count: number,
	members: Uint16Array,
	shortfalls: Float64Array
): PairPlaces {
	const sums = new Float64Array(count);
	shortfalls.forEach((shortfall, pair) => {
		sums[members[2 * pair]!]! += shortfall;
		sums[members[2 * pair + 1]!]! += shortfall;
	});
	const order = Array.from(sums.keys()).sort((a, b) => sums[b]! - sums[a]! || a - b);
	const places = new Uint16Array(count);
	order.forEach((column, place) => (places[column] = place));
	const placesOf = (pair: number) =>
		[places[members[2 * pair]!]!, places[members[2 * pair + 1]!]!] as const;
	const pairAt = new Int32Array(count * count).fill(-1);
	for (let pair = 0; pair < shortfalls.length; pair++) {
		const [i, j] = placesOf(pair);
		pairAt[i * count + j] = pair;
		pairAt[j * count + i] = pair;
	}
	return { order, pairAt, placesOf };
}
