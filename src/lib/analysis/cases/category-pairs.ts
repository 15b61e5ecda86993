import type { CategoryAxis } from './case-axes';

/** The two values would have to meet so often by chance, */
const LEAST_EXPECTED = 20;
/** and meet at most this share of it. */
const MOST_MET = 0.02;

/**
 * Judges pairs of categories that all but exclude each other in human data: met by at most a fiftieth of the rows that
 * chance would bring together.
 * @returns says of two codes what they break, or null
 */
export function exclusionJudge(
	[one, two]: readonly [CategoryAxis, CategoryAxis],
	[ones, twos]: readonly [Uint16Array, Uint16Array]
): (x: number, y: number) => string | null {
	const width = two.levels.length + 2;
	const first = new Uint32Array(one.levels.length + 2);
	const second = new Uint32Array(width);
	const both = new Uint32Array(first.length * width);
	for (let i = 0; i < ones.length; i++) {
		const [x, y] = [ones[i]!, twos[i]!];
		first[x]!++;
		second[y]!++;
		both[x * width + y]!++;
	}
	return (x, y) => {
		const expected = (first[x]! * second[y]!) / ones.length;
		const met = both[x * width + y]!;
		const [left, right] = [one.levels[x - 1], two.levels[y - 1]];
		if (left === undefined || right === undefined) return null;
		if (expected < LEAST_EXPECTED || met > MOST_MET * expected) return null;
		return `${one.column} ${left} and ${two.column} ${right} all but exclude each other: ${met} human rows in ${ones.length}, where chance alone would bring ${Math.round(expected)}.`;
	};
}
