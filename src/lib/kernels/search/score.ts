import { ln } from '$lib/kernels/ln';
import type { SearchMemory } from './search-memory';

/** What a condition costs: the null maximum of G rises by about as much with each condition. */
export const CONDITION_COST = 10;
/** What each further category of a set costs. */
export const CATEGORY_COST = 4;

/** Ratios of synthetic to human share at which G is touched by a tangent; the first stands for none at all. */
const TOUCHED = [1e-9, 0.03, 0.1, 0.2, 0.35, 0.5, 0.65, 0.8, 0.9];
/** Tangents of G that stand for all. */
export const TANGENTS = TOUCHED.length;
/** A bound may lie above what it bounds by rounding. */
const SLACK = 1 - 1e-12;

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
	readonly #memory: SearchMemory | null;
	#humanShare = 0;
	#syntheticShare = 0;
	#widen = 1;
	/** The most that a human row can add to G. */
	#mostPerRow = 0;

	/**
	 * @param tolerance δ, 0 to below 1
	 * @param memory of the search that is to score alike; null for none
	 */
	constructor(
		humanTotal: number,
		syntheticTotal: number,
		tolerance: number,
		memory: SearchMemory | null = null
	) {
		this.#memory = memory;
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
		this.#mostPerRow = 2 * ln(1 / this.#humanShare);
		if (this.#memory !== null) this.#tell(this.#memory);
	}

	#tell({ module, tangents }: SearchMemory): void {
		const [human, synthetic] = [this.#humanShare, this.#syntheticShare];
		// See `mayExceed` of `search.as`.
		const curvature = Math.max(1, (this.#mostPerRow * human) / synthetic);
		const bound = (SLACK * human * synthetic) / curvature;
		const { leastHuman } = this;
		module.setScore(
			leastHuman,
			human,
			synthetic,
			this.#widen,
			bound,
			this.#mostPerRow,
			CATEGORY_COST
		);
		// G ≥ α h − β s, tight at the ratio.
		TOUCHED.forEach((ratio, i) => {
			const mixed = human + synthetic * ratio;
			tangents[i] = -2 * ln(mixed);
			tangents[TANGENTS + i] = -2 * this.#widen * ln(ratio / mixed);
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

	/** The most that G can be for any part of a region with human weight h. */
	ceiling(h: number): number {
		return h < this.leastHuman ? 0 : h * this.#mostPerRow;
	}
}
