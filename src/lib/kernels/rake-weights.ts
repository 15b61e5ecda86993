import type { Job } from '$lib/terms/compute';

/** A way of parting all rows into cells, and the share that each cell is to have. */
export interface RakeMargin {
	/** Cell of each row. */
	readonly cells: Uint8Array;
	/** Share by cell, 0 to 1; they sum to 1, and a cell without rows has none. */
	readonly targets: Float64Array;
}

/** Weights to begin with, and the margins that they are to meet. */
export interface RakeInput {
	readonly margins: readonly RakeMargin[];
	/** Weight of each row to begin with, at least 0; they sum to the number of rows. */
	readonly start: Float64Array;
	/** A row's weight over its first one, at most; above 1. */
	readonly mostFactor: number;
}

const MOST_ROUNDS = 50;
/** Rounds end when no cell's share was further than this from its target, relative to it. */
const NEAR = 0.001;
/** Cutting large weights and making up for it is repeated so often at most; each time less is left to cut. */
const MOST_CUTS = 50;
const ROUNDING = 1 + 1e-9;

/** Moves every cell of a margin to its target; returns how far the furthest was, relative to the target. */
function fitMargin(weights: Float64Array, { cells, targets }: RakeMargin): number {
	const sums = new Float64Array(256);
	for (let row = 0; row < weights.length; row++) sums[cells[row]!]! += weights[row]!;
	const total = sums.reduce((sum, one) => sum + one, 0);
	const factors = new Float64Array(256);
	let furthest = 0;
	targets.forEach((target, cell) => {
		if (sums[cell]! === 0) return;
		factors[cell] = (target * total) / sums[cell]!;
		if (target > 0) furthest = Math.max(furthest, Math.abs(1 / factors[cell]! - 1));
	});
	for (let row = 0; row < weights.length; row++) weights[row]! *= factors[cells[row]!]!;
	return furthest;
}

/** Cuts weights to the most allowed, the others rising in proportion so that the sum stays the number of rows. */
function cut(weights: Float64Array, start: Float64Array, mostFactor: number): void {
	for (let round = 0; round < MOST_CUTS; round++) {
		let total = 0;
		for (let row = 0; row < weights.length; row++) {
			weights[row] = Math.min(weights[row]!, start[row]! * mostFactor);
			total += weights[row]!;
		}
		const rise = weights.length / total;
		for (let row = 0; row < weights.length; row++) weights[row]! *= rise;
		if (rise <= ROUNDING) return;
	}
}

function* rake({ margins, start, mostFactor }: RakeInput): Generator<number, Float64Array, void> {
	const weights = start.slice();
	for (let round = 0; round < MOST_ROUNDS; round++) {
		let furthest = 0;
		for (const [i, margin] of margins.entries()) {
			furthest = Math.max(furthest, fitMargin(weights, margin));
			yield (round + i / margins.length) / MOST_ROUNDS;
		}
		cut(weights, start, mostFactor);
		if (furthest <= NEAR) break;
	}
	return weights;
}

/**
 * Weights under which every margin's cells have their targets, as near as the cap allows: iterative proportional
 * fitting (Deming and Stephan 1940), large weights cut after each round (Izrael, Battaglia and Frankel 2009). One
 * weight a row, 0 or more, their sum the number of rows.
 */
export const rakeWeightsJob: Job<RakeInput, Float64Array> = {
	name: 'rake-weights',
	run: rake
};
