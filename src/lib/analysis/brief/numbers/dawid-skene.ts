/** What the raters' own pattern says of the items and of the raters. */
export interface Consensus {
	/** Most probable class an item; ties to the lower class. */
	readonly labels: readonly number[];
	/** Probability of each class, by item. */
	readonly posterior: readonly (readonly number[])[];
	/** Probability of a right label, by rater. */
	readonly accuracy: readonly number[];
	/** Share of each class. */
	readonly prior: readonly number[];
}

const ROUNDS = 200;
const SMOOTHING = 1e-6;

/**
 * Classes of items and accuracy of raters from labels alone, by expectation–maximisation from vote shares.
 * `labels` by item, then rater, null where a rater gave none; classes count from 0. Items need one label at least.
 * Source: Dawid & Skene 1979.
 */
export function dawidSkene(
	labels: readonly (readonly (number | null)[])[],
	classes: number
): Consensus {
	const raters = labels[0]?.length ?? 0;
	const range = Array.from({ length: classes }, (_, k) => k);
	let posterior = labels.map((row) =>
		range.map(
			(k) =>
				row.filter((label) => label === k).length / row.filter((label) => label !== null).length
		)
	);
	let prior: number[] = [];
	let confusion: number[][][] = [];
	for (let round = 0; round < ROUNDS; round++) {
		prior = range.map((k) => posterior.reduce((sum, p) => sum + p[k]!, 0) / labels.length);
		confusion = Array.from({ length: raters }, (_, rater) =>
			range.map((truth) => {
				const row = range.map((said) =>
					labels.reduce(
						(sum, given, item) => sum + (given[rater] === said ? posterior[item]![truth]! : 0),
						SMOOTHING
					)
				);
				const total = row.reduce((sum, x) => sum + x, 0);
				return row.map((x) => x / total);
			})
		);
		posterior = labels.map((given) => {
			const likelihood = range.map((truth) =>
				given.reduce<number>(
					(p, said, rater) => (said === null ? p : p * confusion[rater]![truth]![said]!),
					prior[truth]!
				)
			);
			const total = likelihood.reduce((sum, x) => sum + x, 0);
			return likelihood.map((x) => x / total);
		});
	}
	return {
		labels: posterior.map((p) => p.indexOf(Math.max(...p))),
		posterior,
		accuracy: confusion.map((matrix) =>
			range.reduce((sum, truth) => sum + prior[truth]! * matrix[truth]![truth]!, 0)
		),
		prior
	};
}
