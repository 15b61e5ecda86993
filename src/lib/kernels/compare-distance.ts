const TWO_OVER_PI = 0.6366197723675814;

/** Two histograms compared, with counts a cell. */
export interface HistogramScore {
	/** 1 − ½ Σ|p − q|, 0 to 1; 1 where either side is empty. */
	readonly score: number;
	/** 1 − ½ Σ √(2/π · p(1 − p)(1/n_h + 1/n_s)): what a second human sample would score. */
	readonly ceiling: number;
	/** ½ Σ √(2/π · p(1 − p)): the expected distance of a sample of one row's variance. */
	readonly spread: number;
}

/** Compares two histograms of counts over the same cells. */
export function compareCounts(
	human: ArrayLike<number>,
	synthetic: ArrayLike<number>
): HistogramScore {
	let humanRows = 0;
	let syntheticRows = 0;
	for (let cell = 0; cell < human.length; cell++) {
		humanRows += human[cell]!;
		syntheticRows += synthetic[cell]!;
	}
	if (humanRows === 0 || syntheticRows === 0) return { score: 1, ceiling: 1, spread: 0 };
	let distance = 0;
	let spread = 0;
	for (let cell = 0; cell < human.length; cell++) {
		const p = human[cell]! / humanRows;
		const q = synthetic[cell]! / syntheticRows;
		distance += Math.abs(p - q);
		if (p > 0) spread += Math.sqrt(TWO_OVER_PI * p * (1 - p));
	}
	const noise = Math.sqrt(1 / humanRows + 1 / syntheticRows);
	return {
		score: 1 - distance / 2,
		ceiling: Math.max(0, 1 - (spread / 2) * noise),
		spread: spread / 2
	};
}
