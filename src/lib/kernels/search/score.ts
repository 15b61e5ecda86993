import { ln } from '$lib/kernels/ln';

/** What a condition costs: the null maximum of G rises by about as much with each condition. */
export const CONDITION_COST = 10;
/** What each further category of a set costs. */
export const CATEGORY_COST = 4;

/** Ratios of synthetic to human share at which G is touched by a tangent; the first stands for none at all. */
const TANGENTS = [1e-9, 0.03, 0.1, 0.2, 0.35, 0.5, 0.65, 0.8, 0.9];

/**
 * The likelihood-ratio score of a shortfall. With h human and s synthetic rows (or weights) in a region,
 * s′ = s / (1 − δ), m = h + s′ and π the tables' shares of all rows:
 * G = 2 [h ln(h / (m π_h)) + s′ ln(s′ / (m π_s))], and 0 where h ≤ q s′ or h is too small to speak of
 * (Kulldorff 1997, the spatial scan statistic, for the two-sample case; δ as margin of indifference).
 */
export class Scorer {
	/** A region with less human weight is too small to speak of. */
	readonly leastHuman: number;
	#humanTotal: number;
	readonly #syntheticTotal: number;
	#humanShare = 0;
	#syntheticShare = 0;
	#widen = 1;
	#widenedShare = 0;
	/** The most that a human row can add to G. */
	#mostPerRow = 0;
	#boundFactor = 0;
	/** Slopes in h and in s of G's tangents at some ratios of synthetic to human share: G ≥ α h − β s, tight at the ratio. */
	readonly alphas = new Float64Array(TANGENTS.length);
	readonly betas = new Float64Array(TANGENTS.length);

	/** `humanTotal` and `syntheticTotal` are weights; `tolerance` is δ, 0 to below 1. */
	constructor(humanTotal: number, syntheticTotal: number, tolerance: number) {
		this.leastHuman = Math.max(6, 0.0004 * humanTotal);
		this.#humanTotal = humanTotal;
		this.#syntheticTotal = syntheticTotal;
		this.setTolerance(tolerance);
	}

	get humanTotal(): number {
		return this.#humanTotal;
	}

	get syntheticTotal(): number {
		return this.#syntheticTotal;
	}

	get tolerance(): number {
		return 1 - 1 / this.#widen;
	}

	/** Sets δ: a wide one leaves deep shortfalls alone in sight. */
	setTolerance(tolerance: number): void {
		this.#widen = 1 / (1 - tolerance);
		this.setHumanTotal(this.#humanTotal);
	}

	/** The background weighs human rows down; shares follow. */
	setHumanTotal(humanTotal: number): void {
		this.#humanTotal = humanTotal;
		const total = humanTotal + this.#syntheticTotal;
		this.#humanShare = humanTotal / total;
		this.#syntheticShare = this.#syntheticTotal / total;
		this.#widenedShare = this.#humanShare * this.#widen;
		this.#mostPerRow = 2 * ln(1 / this.#humanShare);
		this.#boundFactor =
			(this.#humanShare * this.#syntheticShare) /
			Math.max(1, (this.#mostPerRow * this.#humanShare) / this.#syntheticShare);
		TANGENTS.forEach((ratio, i) => {
			const mixed = this.#humanShare + this.#syntheticShare * ratio;
			this.alphas[i] = -2 * ln(mixed);
			this.betas[i] = -2 * this.#widen * ln(ratio / mixed);
		});
	}

	/** G of a region with weights h and s. */
	g(h: number, s: number): number {
		if (h < this.leastHuman) return 0;
		const widened = s * this.#widen;
		const m = h + widened;
		const human = h / (m * this.#humanShare);
		if (human <= 1) return 0;
		if (widened <= 0) return 2 * h * ln(human);
		return 2 * (h * ln(human) + widened * ln(widened / (m * this.#syntheticShare)));
	}

	/**
	 * Whether G may exceed `best`: false only if it cannot. The Kullback–Leibler divergence of two coins is
	 * (p − π)² ∫ (1 − t) / (q (1 − q)) dt with q = π + t (p − π) (Taylor's remainder), and the integral, convex in p, at
	 * most its greater end, so that G ≤ 2 c (h − m π_h)² / (m π_h π_s) with c = max(½, π_h ln(1 / π_h) / π_s).
	 */
	mayExceed(h: number, s: number, best: number): boolean {
		if (h < this.leastHuman) return false;
		const excess = h * this.#syntheticShare - s * this.#widenedShare;
		return excess > 0 && excess * excess > best * this.#boundFactor * (h + s * this.#widen);
	}

	/**
	 * Whether G of any union of the cells `first`..`last` may exceed `best`: false only if it cannot. G without its floor is
	 * convex and homogeneous, so that it is at most the sum of the cells' own, and each of those at most its bound above.
	 */
	mayHold(
		h: ArrayLike<number>,
		s: ArrayLike<number>,
		first: number,
		last: number,
		best: number
	): boolean {
		let left = best * this.#boundFactor;
		for (let at = first; at <= last; at++) {
			const inH = h[at]!;
			const inS = s[at]!;
			const excess = inH * this.#syntheticShare - inS * this.#widenedShare;
			if (excess <= 0) continue;
			left -= (excess * excess) / (inH + inS * this.#widen);
			if (left < 0) return true;
		}
		return false;
	}

	/** Whether synthetic is short there at all, beyond the tolerance. */
	isShort(h: number, s: number): boolean {
		return h * this.#syntheticShare > s * this.#widenedShare;
	}

	/** The most that G can be for any part of a region with human weight h. */
	ceiling(h: number): number {
		return h < this.leastHuman ? 0 : h * this.#mostPerRow;
	}
}
