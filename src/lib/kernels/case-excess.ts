import { lowerBound } from './bounds';

/**
 * The share of false ones to expect among the rows that exceed by at least as much as each: (1 + rows that fall short
 * by as much) / rows that exceed by as much, the least over all smaller thresholds, at most 1 (knockoff+, Barber and
 * Candès, Annals of Statistics 43, 2015). Where both tables are of one kind, each row exceeds or falls short by a toss
 * of a coin, so that those that fall short tell how many exceed by chance.
 * @param excess above 0 where a row exceeds, below where it falls short, 0 where it does neither
 */
export function excessFalseShares(excess: Float32Array): Float64Array {
	const exceeding = excess.filter((by) => by > 0).sort();
	const short = excess.filter((by) => by < 0).map((by) => -by);
	short.sort();
	const shareFrom = new Float64Array(exceeding.length);
	let least = 1;
	let below = 0;
	for (let i = 0; i < exceeding.length; i++) {
		if (i > 0 && exceeding[i] === exceeding[i - 1]) {
			shareFrom[i] = least;
			continue;
		}
		while (below < short.length && short[below]! < exceeding[i]!) below++;
		least = Math.min(least, (1 + short.length - below) / (exceeding.length - i));
		shareFrom[i] = least;
	}
	const shares = new Float64Array(excess.length).fill(1);
	excess.forEach((by, row) => {
		if (by > 0) shares[row] = shareFrom[lowerBound(exceeding, by)]!;
	});
	return shares;
}

/** By how much the square of the first of two distances exceeds that of the second, each counted as `floor` where less. */
export function excesses(first: Float32Array, second: Float32Array, floor: number): Float32Array {
	return first.map(
		(distance, i) => Math.max(distance, floor) ** 2 - Math.max(second[i]!, floor) ** 2
	);
}
