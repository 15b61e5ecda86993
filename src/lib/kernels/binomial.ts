import { ln } from './ln';

/** Lanczos's approximation to ln Γ(x), x > 0, g = 7, nine terms (Lanczos 1964); relative error below 1e-14. */
const LANCZOS = [
	0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313,
	-176.61502916214059, 12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6,
	1.5056327351493116e-7
];

function lnGamma(x: number): number {
	let sum = LANCZOS[0]!;
	for (let i = 1; i < LANCZOS.length; i++) sum += LANCZOS[i]! / (x - 1 + i);
	const t = x + 6.5;
	return 0.9189385332046727 + (x - 0.5) * ln(t) - t + ln(sum);
}

/** Regularised incomplete beta I_x(a, b), by Lentz's continued fraction (DLMF 8.17.22). */
function incompleteBeta(x: number, a: number, b: number): number {
	if (x <= 0) return 0;
	if (x >= 1) return 1;
	if (x > (a + 1) / (a + b + 2)) return 1 - incompleteBeta(1 - x, b, a);
	const front = Math.exp(lnGamma(a + b) - lnGamma(a) - lnGamma(b) + a * ln(x) + b * ln(1 - x)) / a;
	const tiny = 1e-300;
	let c = 1;
	let d = 1 - ((a + b) * x) / (a + 1);
	d = 1 / (Math.abs(d) < tiny ? tiny : d);
	let result = d;
	// Converges in about √max(a, b) steps: enough for counts in the tens of millions.
	for (let m = 1; m <= 10_000; m++) {
		const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
		d = 1 + even * d;
		d = 1 / (Math.abs(d) < tiny ? tiny : d);
		c = 1 + even / c;
		if (Math.abs(c) < tiny) c = tiny;
		result *= d * c;
		const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
		d = 1 + odd * d;
		d = 1 / (Math.abs(d) < tiny ? tiny : d);
		c = 1 + odd / c;
		if (Math.abs(c) < tiny) c = tiny;
		const change = d * c;
		result *= change;
		if (Math.abs(change - 1) < 1e-13) break;
	}
	return front * result;
}

/** P(Bin(trials, share) ≥ hits); `hits` a whole number of 1 to `trials`, `share` of 0 to 1 (DLMF 8.17.5). */
export function binomialTail(hits: number, trials: number, share: number): number {
	return incompleteBeta(share, hits, trials - hits + 1);
}

/** The x with I_x(a, b) = p, by bisection to 1e-12 of the unit interval. */
function betaQuantile(p: number, a: number, b: number): number {
	let low = 0;
	let high = 1;
	for (let i = 0; i < 60; i++) {
		const middle = (low + high) / 2;
		if (incompleteBeta(middle, a, b) < p) low = middle;
		else high = middle;
	}
	return (low + high) / 2;
}

/**
 * Exact two-sided interval of a binomial share with `hits` of `trials`, at confidence `level` (Clopper and Pearson
 * 1934). Counts may be fractional effective sizes.
 */
export function binomialInterval(
	hits: number,
	trials: number,
	level: number
): { low: number; high: number } {
	const tail = (1 - level) / 2;
	return {
		low: hits <= 0 ? 0 : betaQuantile(tail, hits, trials - hits + 1),
		high: hits >= trials ? 1 : betaQuantile(1 - tail, hits + 1, trials - hits)
	};
}
