const TWO_OVER_PI = 0.6366197723675814;
/** Normal quantile of a two-sided interval at 0.95. */
const Z = 1.959963984540054;

/** How far a sample's shares lie from a target's. */
export interface TargetScore {
	/** 1 − ½ Σ|p − t|, 0 to 1: the share of rows that already stand in the right place. */
	readonly score: number;
	/** What a random sample of the target of this size would score. */
	readonly ceiling: number;
	/** Interval of the score at 0.95. */
	readonly low: number;
	readonly high: number;
}

/**
 * Holds a sample's shares against a target's over the same cells. The interval is the delta method's for
 * multinomial shares (Agresti 2013, 16.1), with the target's own error where it is a sample; it is meant for
 * distances well above chance, which the ceiling tells.
 * @param shares both sum to 1.
 * @param rows rows, or effective rows, behind the sample's shares.
 * @param targetRows rows behind the target's; Infinity where it is known exactly.
 */
export function compareToTarget(
	shares: ArrayLike<number>,
	target: ArrayLike<number>,
	rows: number,
	targetRows: number
): TargetScore {
	let [distance, spread, net, netTarget, unequal, unequalTarget] = [0, 0, 0, 0, 0, 0];
	for (let cell = 0; cell < shares.length; cell++) {
		const [p, t] = [shares[cell]!, target[cell]!];
		const side = Math.sign(p - t);
		distance += Math.abs(p - t);
		spread += Math.sqrt(TWO_OVER_PI * t * (1 - t));
		net += side * p;
		netTarget += side * t;
		unequal += side * side * p;
		unequalTarget += side * side * t;
	}
	const variance = (unequal - net ** 2) / rows + (unequalTarget - netTarget ** 2) / targetRows;
	const error = (Z / 2) * Math.sqrt(Math.max(0, variance));
	const score = 1 - distance / 2;
	return {
		score,
		ceiling: Math.max(0, 1 - (spread / 2) * Math.sqrt(1 / rows + 1 / targetRows)),
		low: Math.max(0, score - error),
		high: Math.min(1, score + error)
	};
}

/** Wilson's (1927) interval of a share at 0.95, from as many rows or effective rows. */
export function shareInterval(share: number, rows: number): { low: number; high: number } {
	if (!(rows > 0)) return { low: 0, high: 1 };
	const z2 = Z * Z;
	const middle = share + z2 / (2 * rows);
	const half = Z * Math.sqrt((share * (1 - share)) / rows + z2 / (4 * rows * rows));
	const scale = 1 + z2 / rows;
	return {
		low: share === 0 ? 0 : Math.max(0, (middle - half) / scale),
		high: share === 1 ? 1 : Math.min(1, (middle + half) / scale)
	};
}
