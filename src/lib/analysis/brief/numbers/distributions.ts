import library from 'jstat';
import { binomialTail } from '$lib/kernels/binomial';

const { jStat } = library;

/** A sum that rounding pushed a hair above a whole number is that whole number. */
const ROUNDING = 1e-9;

/** The next whole number, forgiving what floating point added. */
export function roundUp(value: number): number {
	return Math.max(0, Math.ceil(value - ROUNDING * Math.max(1, Math.abs(value) * 1e-3)));
}

/** Quantile of the standard normal distribution, p in (0, 1). */
export function normalQuantile(p: number): number {
	return jStat.normal.inv(p, 0, 1);
}

/** Half-width factor of a two-sided interval: 1.96 for 0.95. */
export function twoSided(confidence: number): number {
	return normalQuantile((1 + confidence) / 2);
}

/** Probability of at least `k` successes in `n` trials of probability `p`; by the incomplete beta function. */
export function atLeast(k: number, n: number, p: number): number {
	if (k <= 0) return 1;
	if (k > n || p <= 0) return 0;
	if (p >= 1) return 1;
	return binomialTail(k, n, p);
}

/** Share of the interval in which a score of `k` out of `n` is credible. */
export interface ShareInterval {
	readonly low: number;
	readonly high: number;
}

/** Score interval of a share, `k` of `n`. Source: Wilson 1927. */
export function wilsonInterval(k: number, n: number, confidence = 0.95): ShareInterval {
	if (n <= 0) return { low: 0, high: 1 };
	const z = twoSided(confidence);
	const p = k / n;
	const scale = 1 + (z * z) / n;
	const centre = (p + (z * z) / (2 * n)) / scale;
	const half = (z / scale) * Math.sqrt((p * (1 - p)) / n + (z * z) / (4 * n * n));
	return { low: Math.max(0, centre - half), high: Math.min(1, centre + half) };
}
