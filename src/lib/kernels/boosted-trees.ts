import { exp } from './exp';

/** A sum of small trees over columns of codes, and how much each column gained in it. */
export interface Boosted {
	/** Per tree and inner node: the column asked, −1 for none. */
	readonly columns: Int16Array;
	/** Per tree and inner node: codes up to this go left. */
	readonly limits: Uint8Array;
	/** Per tree and leaf. */
	readonly leaves: Float64Array;
	readonly trees: number;
	readonly gains: Float64Array;
}

const ROUNDS = 60;
const DEPTH = 4;
const NODES = 2 ** DEPTH - 1;
const LEAVES = 2 ** DEPTH;
const RATE = 0.2;
const RIDGE = 1;
/** Least sum of second derivatives in a leaf, about twenty rows in doubt. */
const LEAST_WEIGHT = 5;
const LEAST_GAIN = 1;

/**
 * Fits boosted trees of depth four to a label of 0 or 1 by second-order logistic loss (Chen and Guestrin 2016), on
 * the given rows of columns of codes below `codes`. Yields the share done, as `report` puts it.
 */
export function* boost(
	features: readonly Uint8Array[],
	labels: Uint8Array,
	rows: Uint32Array,
	codes: number,
	report: (done: number) => number
): Generator<number, Boosted, void> {
	const model = {
		columns: new Int16Array(ROUNDS * NODES).fill(-1),
		limits: new Uint8Array(ROUNDS * NODES),
		leaves: new Float64Array(ROUNDS * LEAVES),
		trees: ROUNDS,
		gains: new Float64Array(features.length)
	};
	const scores = new Float64Array(rows.length);
	const first = new Float64Array(rows.length);
	const second = new Float64Array(rows.length);
	const node = new Uint8Array(rows.length);
	/** Where the sums of a row's node begin. */
	const base = new Int32Array(rows.length);
	/** The columns in the order of `rows`, so that the innermost loop reads one value after the other. */
	const trained = features.map((column) => {
		const codesOf = new Uint8Array(rows.length);
		for (let i = 0; i < rows.length; i++) codesOf[i] = column[rows[i]!]!;
		return codesOf;
	});
	const labelled = Uint8Array.from(rows, (row) => labels[row]!);
	const sums = new Float64Array(2 * codes * LEAVES);
	for (let tree = 0; tree < ROUNDS; tree++) {
		differentiate(scores, labelled, first, second);
		node.fill(0);
		for (let depth = 0; depth < DEPTH; depth++) {
			const level = new Level(1 << depth);
			for (let i = 0; i < rows.length; i++) base[i] = 2 * node[i]! * codes;
			for (let feature = 0; feature < features.length; feature++) {
				sums.fill(0, 0, (2 * codes) << depth);
				const column = trained[feature]!;
				for (let i = 0; i < rows.length; i++) {
					const at = base[i]! + 2 * column[i]!;
					sums[at]! += first[i]!;
					sums[at + 1]! += second[i]!;
				}
				level.offer(feature, sums, codes);
			}
			level.write(model, tree * NODES + (1 << depth) - 1);
			for (let i = 0; i < rows.length; i++) {
				const own = node[i]!;
				const column = level.columns[own]!;
				const isRight = column >= 0 && trained[column]![i]! > level.limits[own]!;
				node[i] = 2 * own + (isRight ? 1 : 0);
			}
			yield report((tree + depth / DEPTH) / ROUNDS);
		}
		const leaves = leafScores(node, first, second);
		model.leaves.set(leaves, tree * LEAVES);
		for (let i = 0; i < rows.length; i++) scores[i]! += leaves[node[i]!]!;
	}
	return model;
}

/** First and second derivatives of the logistic loss at scores, which are log odds. */
function differentiate(
	scores: Float64Array,
	labels: Uint8Array,
	first: Float64Array,
	second: Float64Array
): void {
	for (let i = 0; i < scores.length; i++) {
		const p = 1 / (1 + exp(-scores[i]!));
		first[i] = p - labels[i]!;
		second[i] = p * (1 - p);
	}
}

/** What each leaf adds to the scores of its rows. */
function leafScores(leafOf: Uint8Array, first: Float64Array, second: Float64Array): Float64Array {
	const slopes = new Float64Array(2 * LEAVES);
	for (let i = 0; i < leafOf.length; i++) {
		slopes[2 * leafOf[i]!]! += first[i]!;
		slopes[2 * leafOf[i]! + 1]! += second[i]!;
	}
	return Float64Array.from(
		{ length: LEAVES },
		(_, leaf) => (-RATE * slopes[2 * leaf]!) / (slopes[2 * leaf + 1]! + RIDGE)
	);
}

/** The best split of each node of one level. */
class Level {
	readonly columns: Int16Array;
	readonly limits: Uint8Array;
	readonly #gains: Float64Array;

	constructor(nodes: number) {
		this.columns = new Int16Array(nodes).fill(-1);
		this.limits = new Uint8Array(nodes);
		this.#gains = new Float64Array(nodes).fill(LEAST_GAIN);
	}

	/** Takes a column's splits into account: sums of first and second derivatives by node and code. */
	offer(column: number, sums: Float64Array, codes: number): void {
		for (let node = 0; node < this.columns.length; node++) {
			let [allFirst, allSecond] = [0, 0];
			for (let code = 0; code < codes; code++) {
				allFirst += sums[2 * (node * codes + code)]!;
				allSecond += sums[2 * (node * codes + code) + 1]!;
			}
			const whole = allFirst ** 2 / (allSecond + RIDGE);
			let [g, h] = [0, 0];
			for (let code = 0; code < codes - 1; code++) {
				g += sums[2 * (node * codes + code)]!;
				h += sums[2 * (node * codes + code) + 1]!;
				if (h < LEAST_WEIGHT) continue;
				if (allSecond - h < LEAST_WEIGHT) break;
				const gain = g ** 2 / (h + RIDGE) + (allFirst - g) ** 2 / (allSecond - h + RIDGE) - whole;
				if (gain <= this.#gains[node]!) continue;
				this.#gains[node] = gain;
				this.columns[node] = column;
				this.limits[node] = code;
			}
		}
	}

	write(model: Boosted, from: number): void {
		model.columns.set(this.columns, from);
		model.limits.set(this.limits, from);
		this.columns.forEach((column, node) => {
			if (column >= 0) model.gains[column]! += this.#gains[node]!;
		});
	}
}

/** The log odds of label 1 for a row. */
export function predict(model: Boosted, features: readonly Uint8Array[], row: number): number {
	let score = 0;
	for (let tree = 0; tree < model.trees; tree++) {
		let node = 0;
		for (let depth = 0; depth < DEPTH; depth++) {
			const at = tree * NODES + (1 << depth) - 1 + node;
			const column = model.columns[at]!;
			const isRight = column >= 0 && features[column]![row]! > model.limits[at]!;
			node = 2 * node + (isRight ? 1 : 0);
		}
		score += model.leaves[tree * LEAVES + node]!;
	}
	return score;
}
