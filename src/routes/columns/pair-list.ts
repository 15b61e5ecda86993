import type { PairScores } from '$lib/terms/compare';

/** The pair of two columns, by their places in either order; -1 where there is none. */
export function pairOf({ accuracy: { members } }: PairScores, a: number, b: number): number {
	const [first, second] = [Math.min(a, b), Math.max(a, b)];
	for (let pair = 0; pair < members.length / 2; pair++) {
		const [i, j] = [members[2 * pair]!, members[2 * pair + 1]!];
		if (Math.min(i, j) === first && Math.max(i, j) === second) return pair;
	}
	return -1;
}

/** All pairs as columns of a table, furthest below their ceilings first. */
export function pairTable({ accuracy, trends }: PairScores, names: readonly string[]) {
	const { members, scores, ceilings } = accuracy;
	const below = (pair: number) => ceilings[pair]! - scores[pair]!;
	const order = [...scores.keys()].sort((a, b) => below(b) - below(a) || a - b);
	const column = (name: string, text: (pair: number) => string) => ({
		name,
		values: order.map(text)
	});
	return {
		rowCount: order.length,
		columns: [
			column('Pair', (pair) => `${names[members[2 * pair]!]} × ${names[members[2 * pair + 1]!]}`),
			column('Accuracy', (pair) => scores[pair]!.toFixed(3)),
			column('Ceiling', (pair) => ceilings[pair]!.toFixed(3)),
			column('Below', (pair) => below(pair).toFixed(3)),
			column('Trend', (pair) => trends.scores[pair]!.toFixed(3))
		]
	};
}
