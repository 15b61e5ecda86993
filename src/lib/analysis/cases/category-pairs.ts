import type { CategoryAxis } from './case-axes';

/** The two values would have to meet so often by chance, */
const LEAST_EXPECTED = 20;
/** and meet at most this share of it. */
const MOST_MET = 0.02;

/**
 * Judges pairs of categories that all but exclude each other in human data: met by at most a fiftieth of the rows that
 * chance would bring together.
 * @param codes of human rows
 * @returns says of two codes what they break, or null; null where no two values exclude each other
 */
export function exclusionJudge(
	[one, two]: readonly [CategoryAxis, CategoryAxis],
	[ones, twos]: readonly [Uint16Array, Uint16Array]
): ((x: number, y: number) => string | null) | null {
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
	const expectedOf = (x: number, y: number) => (first[x]! * second[y]!) / ones.length;
	const most = {
		first: first.indexOf(Math.max(...first)),
		second: second.indexOf(Math.max(...second))
	};
	const named = (levels: readonly string[], isFrequent: (code: number) => boolean) =>
		levels.map((_, i) => i + 1).filter(isFrequent);
	const xs = named(one.levels, (x) => expectedOf(x, most.second) >= LEAST_EXPECTED);
	const ys = named(two.levels, (y) => expectedOf(most.first, y) >= LEAST_EXPECTED);
	/** Rows that hold both values of a pair that is excluded, by its place among both. */
	const excluded = new Map<number, number>();
	for (const x of xs)
		for (const y of ys) {
			const [expected, met] = [expectedOf(x, y), both[x * width + y]!];
			if (expected >= LEAST_EXPECTED && met <= MOST_MET * expected)
				excluded.set(x * width + y, met);
		}
	if (excluded.size === 0) return null;
	return (x, y) => {
		const met = excluded.get(x * width + y);
		if (met === undefined) return null;
		const expected = Math.round(expectedOf(x, y));
		return `${one.column} ${one.levels[x - 1]} and ${two.column} ${two.levels[y - 1]} all but exclude each other: ${met} human rows in ${ones.length}, where chance alone would bring ${expected}.`;
	};
}
