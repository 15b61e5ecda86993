import type { Job } from '$lib/terms/compute';
import type { Role } from '$lib/terms/dataset';
import { boost, predict, type Boosted } from './boosted-trees';
import { upperBound } from './bounds';
import { quantileCuts, sortPresent, type Axis } from './compare-axes';
import { createRandom, type Random } from './random';

/** Columns by which a classifier is to tell synthetic rows from human ones. */
export interface ClassifierInput {
	readonly axes: readonly Axis[];
	/** Rows a side at most; both sides give equally many. */
	readonly rows: number;
	readonly seed: number;
}

/** How well the cross-fitted classifier tells them apart; all figures are 0 to 1. */
export interface ClassifierOutput {
	readonly rows: number;
	readonly accuracy: number;
	readonly auc: number;
	/** What 95 of 100 shuffles of the labels stay below. */
	readonly chanceAccuracy: number;
	readonly chanceAuc: number;
	readonly pValue: number;
	/** A figure an axis. */
	readonly importance: Float64Array;
	readonly alone: Float64Array;
}

const FOLDS = 4;
const PERMUTATIONS = 499;
const MOST_CODES = 64;
/** Columns whose importance is worth a shuffle; the others get 0. */
const MOST_SHUFFLED = 24;

/** The fewest decimals, 0 to 6, that write every human value; a generator's extra ones are no finding here. */
export function humanDecimals(values: Float64Array): number {
	for (let decimals = 0, scale = 1; decimals < 6; decimals++, scale *= 10) {
		const isWritten = values.every(
			(value) => value !== value || Math.abs(value * scale - Math.round(value * scale)) < 1e-6
		);
		if (isWritten) return decimals;
	}
	return 6;
}

/** Codes below 64 for chosen rows of both sides, human first: numbers at quantiles of both, 0 for missing. */
function codeFeature(axis: Axis, rows: Readonly<Record<Role, readonly number[]>>): Uint8Array {
	const codes = new Uint8Array(rows.human.length + rows.synthetic.length);
	let at = 0;
	if (axis.kind === 'category') {
		for (const role of ['human', 'synthetic'] as const)
			for (const row of rows[role]) codes[at++] = Math.min(axis.codes[role][row]!, MOST_CODES - 1);
		return codes;
	}
	const scale = 10 ** humanDecimals(axis.values.human);
	const round = (value: number) => Math.round(value * scale) / scale;
	const values = new Float64Array(codes.length);
	for (const role of ['human', 'synthetic'] as const)
		for (const row of rows[role]) values[at++] = round(axis.values[role][row]!);
	const cuts = Float64Array.from(quantileCuts(sortPresent(values), MOST_CODES - 3));
	values.forEach((value, row) => {
		codes[row] = value === value ? 1 + upperBound(cuts, value) : 0;
	});
	return codes;
}

/** Area under the ROC curve: the chance that a synthetic row scores above a human one, ties counting half. */
export function areaUnderCurve(scores: Float64Array, isSynthetic: Uint8Array): number {
	const ranks = midRanks(scores);
	return aucOfRanks(ranks, isSynthetic);
}

function aucOfRanks(ranks: Float64Array, isSynthetic: Uint8Array): number {
	let [sum, positives] = [0, 0];
	for (let row = 0; row < ranks.length; row++) {
		if (isSynthetic[row] === 0) continue;
		sum += ranks[row]!;
		positives++;
	}
	const negatives = ranks.length - positives;
	if (positives === 0 || negatives === 0) return 0.5;
	return (sum - (positives * (positives + 1)) / 2) / (positives * negatives);
}

/** Ranks from 1, equal scores sharing their mean rank. */
export function midRanks(scores: Float64Array): Float64Array {
	const order = Uint32Array.from(scores, (_, row) => row).sort(
		(a, b) => scores[a]! - scores[b]! || a - b
	);
	const ranks = new Float64Array(scores.length);
	for (let start = 0; start < order.length;) {
		let end = start + 1;
		while (end < order.length && scores[order[end]!] === scores[order[start]!]) end++;
		for (let i = start; i < end; i++) ranks[order[i]!] = (start + end + 1) / 2;
		start = end;
	}
	return ranks;
}

function accuracyOf(scores: Float64Array, isSynthetic: Uint8Array): number {
	let right = 0;
	for (let row = 0; row < scores.length; row++)
		if (scores[row]! > 0 === (isSynthetic[row] === 1)) right++;
	return right / scores.length;
}

/** Scores of one column alone, cross-fitted: the log odds of each code on the other folds. */
function scoreAlone(codes: Uint8Array, isSynthetic: Uint8Array, folds: Uint8Array): Float64Array {
	const scores = new Float64Array(codes.length);
	for (let fold = 0; fold < FOLDS; fold++) {
		const counts = new Float64Array(2 * MOST_CODES).fill(1);
		for (let row = 0; row < codes.length; row++)
			if (folds[row] !== fold) counts[2 * codes[row]! + isSynthetic[row]!]!++;
		for (let row = 0; row < codes.length; row++)
			if (folds[row] === fold)
				scores[row] = counts[2 * codes[row]! + 1]! / counts[2 * codes[row]!]!;
	}
	return scores;
}

function chooseRows(count: number, size: number, random: Random): number[] {
	const rows = Array.from({ length: count }, (_, row) => row);
	random.shuffle(rows);
	return rows.slice(0, size);
}

function rowCount(axis: Axis, role: Role): number {
	return (axis.kind === 'number' ? axis.values : axis.codes)[role].length;
}

function* run(input: ClassifierInput): Generator<number, ClassifierOutput, void> {
	const { axes } = input;
	const random = createRandom(input.seed);
	const counts = { human: rowCount(axes[0]!, 'human'), synthetic: rowCount(axes[0]!, 'synthetic') };
	const size = Math.min(input.rows, counts.human, counts.synthetic);
	const rows = {
		human: chooseRows(counts.human, size, random),
		synthetic: chooseRows(counts.synthetic, size, random)
	};
	const features: Uint8Array[] = [];
	for (const axis of axes) {
		features.push(codeFeature(axis, rows));
		yield (0.1 * features.length) / axes.length;
	}
	const isSynthetic = Uint8Array.from({ length: 2 * size }, (_, row) => (row < size ? 0 : 1));
	// Rows of either side stand in random order, so that every fold is balanced.
	const folds = Uint8Array.from(isSynthetic, (_, row) => (row % size) % FOLDS);

	const scores = new Float64Array(2 * size);
	const models: Boosted[] = [];
	for (let fold = 0; fold < FOLDS; fold++) {
		const training = rowsOf(folds, (other) => other !== fold);
		const model = yield* boost(
			features,
			isSynthetic,
			training,
			MOST_CODES,
			(done) => 0.1 + (0.6 * (fold + done)) / FOLDS
		);
		models.push(model);
		for (const row of rowsOf(folds, (own) => own === fold))
			scores[row] = predict(model, features, row);
	}
	const auc = areaUnderCurve(scores, isSynthetic);
	const accuracy = accuracyOf(scores, isSynthetic);
	const chance = yield* permute(scores, isSynthetic, auc, random);
	const importance = yield* shuffleColumns(models, features, isSynthetic, folds, auc, random);
	const alone = Float64Array.from(features, (codes) =>
		areaUnderCurve(scoreAlone(codes, isSynthetic, folds), isSynthetic)
	);
	return { rows: size, accuracy, auc, ...chance, importance, alone };
}

function rowsOf(folds: Uint8Array, isWanted: (fold: number) => boolean): Uint32Array {
	const rows: number[] = [];
	folds.forEach((fold, row) => {
		if (isWanted(fold)) rows.push(row);
	});
	return Uint32Array.from(rows);
}

/** The held-out scores against shuffled labels: what chance gives, and how often it gives as much. */
function* permute(
	scores: Float64Array,
	isSynthetic: Uint8Array,
	auc: number,
	random: Random
): Generator<number, Pick<ClassifierOutput, 'chanceAccuracy' | 'chanceAuc' | 'pValue'>, void> {
	const ranks = midRanks(scores);
	const labels = Uint8Array.from(isSynthetic);
	const aucs = new Float64Array(PERMUTATIONS);
	const accuracies = new Float64Array(PERMUTATIONS);
	let asHigh = 0;
	for (let i = 0; i < PERMUTATIONS; i++) {
		random.shuffle(labels);
		aucs[i] = aucOfRanks(ranks, labels);
		accuracies[i] = accuracyOf(scores, labels);
		if (aucs[i]! >= auc) asHigh++;
		if (i % 16 === 0) yield 0.7 + (0.1 * i) / PERMUTATIONS;
	}
	const high = (values: Float64Array) => values.sort()[Math.floor(0.95 * PERMUTATIONS)]!;
	return {
		chanceAuc: high(aucs),
		chanceAccuracy: high(accuracies),
		pValue: (1 + asHigh) / (1 + PERMUTATIONS)
	};
}

/** Fall of the held-out AUC when a column's held-out values are shuffled (Breiman 2001), for the columns used most. */
function* shuffleColumns(
	models: readonly Boosted[],
	features: readonly Uint8Array[],
	isSynthetic: Uint8Array,
	folds: Uint8Array,
	auc: number,
	random: Random
): Generator<number, Float64Array, void> {
	const gains = Float64Array.from(features, (_, feature) =>
		models.reduce((sum, model) => sum + model.gains[feature]!, 0)
	);
	const used = [...gains.keys()]
		.filter((feature) => gains[feature]! > 0)
		.sort((a, b) => gains[b]! - gains[a]! || a - b)
		.slice(0, MOST_SHUFFLED);
	const importance = new Float64Array(features.length);
	for (const [done, feature] of used.entries()) {
		const shuffled = [...features];
		shuffled[feature] = Uint8Array.from(features[feature]!);
		random.shuffle(shuffled[feature]);
		const scores = new Float64Array(folds.length);
		for (let row = 0; row < folds.length; row++)
			scores[row] = predict(models[folds[row]!]!, shuffled, row);
		importance[feature] = Math.max(0, auc - areaUnderCurve(scores, isSynthetic));
		yield 0.8 + (0.2 * done) / used.length;
	}
	return importance;
}

/**
 * Classifier two-sample test (Lopez-Paz and Oquab 2017): boosted trees on binned columns, balanced, every row scored
 * by a model that did not see it, with a permutation p-value of the held-out AUC.
 */
export const compareClassifier: Job<ClassifierInput, ClassifierOutput> = {
	name: 'compare-classifier',
	run
};
