/** The Kolmogorov distribution's upper tail at λ (Kolmogorov 1933): 2 Σ (−1)^(j−1) exp(−2 j² λ²). */
export function kolmogorovTail(lambda: number): number {
	if (lambda < 0.2) return 1;
	let sum = 0;
	for (let j = 1; j <= 100; j++) {
		const term = Math.exp(-2 * j * j * lambda * lambda);
		sum += j % 2 === 1 ? term : -term;
		if (term < 1e-16) break;
	}
	return Math.min(1, Math.max(0, 2 * sum));
}

/** P-value of a two-sample Kolmogorov–Smirnov statistic, asymptotic; conservative for values with ties. */
export function ksPValue(statistic: number, humanRows: number, syntheticRows: number): number {
	const rows = (humanRows * syntheticRows) / (humanRows + syntheticRows);
	const root = Math.sqrt(rows);
	// Stephens's (1970) correction for small samples.
	return kolmogorovTail((root + 0.12 + 0.11 / root) * statistic);
}

/** Upper tail of the chi-square distribution by Wilson and Hilferty's (1931) cube root, to about 1e-3. */
export function chiSquareTail(statistic: number, freedom: number): number {
	if (freedom <= 0 || statistic <= 0) return 1;
	const spread = 2 / (9 * freedom);
	const z = (Math.cbrt(statistic / freedom) - (1 - spread)) / Math.sqrt(spread);
	return normalTail(z);
}

/** Upper tail of the standard normal distribution (Abramowitz and Stegun 7.1.26, error below 1.5e-7). */
export function normalTail(z: number): number {
	const x = Math.abs(z) / Math.SQRT2;
	const t = 1 / (1 + 0.3275911 * x);
	const series =
		t *
		(0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))));
	const tail = (series * Math.exp(-x * x)) / 2;
	return z >= 0 ? tail : 1 - tail;
}

/** Chi-square test of two histograms over the same cells, with Cramér's V, 0 to 1. */
export function chiSquare(human: ArrayLike<number>, synthetic: ArrayLike<number>) {
	let [h, s, cells] = [0, 0, 0];
	for (let cell = 0; cell < human.length; cell++) {
		h += human[cell]!;
		s += synthetic[cell]!;
		if (human[cell]! + synthetic[cell]! > 0) cells++;
	}
	const rows = h + s;
	if (h === 0 || s === 0 || cells < 2) return { pValue: 1, effect: 0 };
	let statistic = 0;
	for (let cell = 0; cell < human.length; cell++) {
		const both = human[cell]! + synthetic[cell]!;
		if (both === 0) continue;
		const expected = (both * h) / rows;
		statistic += (human[cell]! - expected) ** 2 / expected;
		const other = (both * s) / rows;
		statistic += (synthetic[cell]! - other) ** 2 / other;
	}
	return {
		pValue: chiSquareTail(statistic, cells - 1),
		effect: Math.min(1, Math.sqrt(statistic / rows))
	};
}
