import type { Allocation } from '$lib/terms/brief-plan';

/** A region as money sees it. */
export interface Stratum {
	/** Records wanted in all, those there included. */
	readonly wanted: number;
	/** Records there. */
	readonly present: number;
	/** Cost of one more record, above 0. */
	readonly unitCost: number;
	/** Share of the population, for precision. */
	readonly weight: number;
	/** Standard deviation of what is measured there. */
	readonly deviation: number;
	/** What a filled region is worth. */
	readonly worth: number;
}

/** Records a region for a total of `total`, `n·W·S/Σ(W·S)`. Source: Neyman 1934; Cochran 1977 §5.5. */
export function neyman(strata: readonly Stratum[], total: number): readonly number[] {
	const sum = strata.reduce((s, { weight, deviation }) => s + weight * deviation, 0);
	return strata.map(({ weight, deviation }) =>
		sum > 0 ? (total * weight * deviation) / sum : total / strata.length
	);
}

/** Whole numbers of the same sum, by largest remainder; ties to the earlier. */
export function roundToSum(values: readonly number[]): readonly number[] {
	const whole = values.map(Math.floor);
	const left = Math.round(
		values.reduce((sum, v) => sum + v, 0) - whole.reduce((sum, v) => sum + v, 0)
	);
	const order = values
		.map((value, i) => ({ i, remainder: value - whole[i]! }))
		.sort((a, b) => b.remainder - a.remainder || a.i - b.i);
	for (const { i } of order.slice(0, left)) whole[i]!++;
	return whole;
}

/** Records a region for a budget, `B·(W·S/√c)/Σ(W·S·√c)`. Source: Cochran 1977 §5.5. */
export function costOptimal(strata: readonly Stratum[], budget: number): readonly number[] {
	const sum = strata.reduce((s, x) => s + x.weight * x.deviation * Math.sqrt(x.unitCost), 0);
	return strata.map(({ weight, deviation, unitCost }) =>
		sum > 0 ? (budget * weight * deviation) / Math.sqrt(unitCost) / sum : 0
	);
}

/**
 * Whole records by marginal gain a cost unit, `(W·S)²(1/n − 1/(n+1))/c`, from `start` a region until the budget
 * is gone; no region above `most`. Source: Fox 1966.
 */
export function marginal(
	strata: readonly Stratum[],
	budget: number,
	start: number,
	most: readonly number[] = strata.map(() => Infinity)
): readonly number[] {
	const counts = strata.map((_, i) => Math.min(start, most[i]!));
	let left = budget - counts.reduce((sum, n, i) => sum + n * strata[i]!.unitCost, 0);
	if (left < -1e-9) return marginal(strata, budget, start - 1, most);
	for (;;) {
		let best = -1;
		let gain = 0;
		strata.forEach(({ weight, deviation, unitCost }, i) => {
			const n = counts[i]!;
			if (unitCost > left + 1e-9 || n + 1 > most[i]!) return;
			const each = n === 0 ? Infinity : 1 / (n * (n + 1));
			const value = ((weight * deviation) ** 2 * each) / unitCost;
			if (value > gain) [gain, best] = [value, i];
		});
		if (best < 0) return counts;
		counts[best]!++;
		left -= strata[best]!.unitCost;
	}
}

/**
 * Whole records by worth of coverage, `w/(T·c)` first: exact for the linear programme that maximises
 * `Σ w·min(1, (s + x)/T)`. Source: Dantzig 1957.
 */
export function coverageFirst(strata: readonly Stratum[], budget: number): readonly number[] {
	const counts = strata.map(() => 0);
	let left = budget;
	const order = strata
		.map((stratum, i) => ({ i, ...stratum }))
		.filter(({ wanted, present }) => wanted > present)
		.sort(
			(a, b) => b.worth / (b.wanted * b.unitCost) - a.worth / (a.wanted * a.unitCost) || a.i - b.i
		);
	for (const { i, wanted, present, unitCost } of order) {
		counts[i] = Math.min(Math.ceil(wanted - present), Math.floor(left / unitCost + 1e-9));
		left -= counts[i]! * unitCost;
	}
	return counts;
}

/** A region's loss as a power of its records, `b·n^(−a)`. */
export interface LearningCurve {
	readonly present: number;
	readonly exponent: number;
	readonly scale: number;
	readonly worth: number;
	readonly unitCost: number;
}

/**
 * Records that minimise `Σ w·b·(n + x)^(−a)` for a budget: `x = max(0, (w·a·b/(λc))^(1/(a+1)) − n)`, λ bisected.
 * Source: Tae & Whang, SIGMOD 2021.
 */
export function learningCurve(curves: readonly LearningCurve[], budget: number): readonly number[] {
	const at = (logLambda: number) =>
		curves.map(({ present, exponent: a, scale: b, worth, unitCost }) =>
			Math.max(0, ((worth * a * b) / (Math.exp(logLambda) * unitCost)) ** (1 / (a + 1)) - present)
		);
	const costAt = (logLambda: number) =>
		at(logLambda).reduce((sum, x, i) => sum + x * curves[i]!.unitCost, 0);
	let low = -100;
	let high = 100;
	for (let i = 0; i < 200; i++) {
		const middle = (low + high) / 2;
		if (costAt(middle) > budget) low = middle;
		else high = middle;
	}
	return at(high);
}

/** Exponent of the learning curve where none was fitted: a common value for tables. */
const USUAL_EXPONENT = 0.3;

/** Whole records a region that `budget` pays for, never more than wanted. */
export function allocateBudget(
	strata: readonly Stratum[],
	budget: number,
	allocation: Allocation
): readonly number[] {
	const most = strata.map(({ wanted, present }) => Math.max(0, Math.ceil(wanted - present)));
	if (allocation === 'coverage') return coverageFirst(strata, budget);
	if (allocation === 'cost-optimal') return marginal(strata, budget, 2, most);
	if (allocation === 'neyman') {
		const mean = neyman(strata, 1).reduce((sum, x, i) => sum + x * strata[i]!.unitCost, 0);
		const counts = roundToSum(neyman(strata, Math.floor(budget / mean)));
		return counts.map((n, i) => Math.min(n, most[i]!));
	}
	const curves = strata.map(({ present, worth, unitCost }) => ({
		present: Math.max(1, present),
		exponent: USUAL_EXPONENT,
		scale: 1,
		worth,
		unitCost
	}));
	return learningCurve(curves, budget).map((x, i) => Math.min(Math.floor(x + 1e-9), most[i]!));
}
