import type { Job } from '$lib/terms/compute';

/** Texts to compare, and from which likeness on (Jaccard, 0 to 1) two of them are one. */
export interface NearDuplicatesInput {
	readonly texts: readonly (string | null)[];
	readonly threshold: number;
}

const SHINGLE_CHARACTERS = 5;
const TEXTS_PER_SLICE = 32;

/** The text's distinct pieces of five characters, small case, blanks made one; the whole text where it is shorter. */
function shinglesOf(text: string): Set<string> {
	const plain = text.toLowerCase().replaceAll(/\s+/g, ' ').trim();
	const shingles = new Set<string>();
	if (plain === '') return shingles;
	for (let i = 0; i <= Math.max(0, plain.length - SHINGLE_CHARACTERS); i++)
		shingles.add(plain.slice(i, i + SHINGLE_CHARACTERS));
	return shingles;
}

/** Every text as ascending numbers of its shingles, rare shingles first. */
function numberShingles(texts: readonly (string | null)[]): Uint32Array[] {
	const sets = texts.map((text) => shinglesOf(text ?? ''));
	const times = new Map<string, number>();
	for (const set of sets)
		for (const shingle of set) times.set(shingle, (times.get(shingle) ?? 0) + 1);
	const order = [...times].sort(([a, m], [b, n]) => m - n || (a < b ? -1 : 1));
	const numbers = new Map(order.map(([shingle], i) => [shingle, i]));
	return sets.map((set) => Uint32Array.from(set, (shingle) => numbers.get(shingle)!).sort());
}

function commonCount(a: Uint32Array, b: Uint32Array): number {
	let common = 0;
	for (let i = 0, j = 0; i < a.length && j < b.length;) {
		if (a[i] === b[j]) {
			common++;
			i++;
			j++;
		} else if (a[i]! < b[j]!) i++;
		else j++;
	}
	return common;
}

function* findNearDuplicates({
	texts,
	threshold
}: NearDuplicatesInput): Generator<number, Int32Array, void> {
	const sets = numberShingles(texts);
	const firstLike = new Int32Array(texts.length).fill(-1);
	const byShingle = new Map<number, number[]>();
	for (const [row, set] of sets.entries()) {
		if (row % TEXTS_PER_SLICE === 0) yield row / sets.length;
		// Two sets this alike share one of their rarest shingles: the prefix filter of Bayardo, Ma and Srikant 2007.
		const prefix = set.subarray(0, set.length - Math.ceil(threshold * set.length - 1e-9) + 1);
		const met = new Set<number>();
		for (const shingle of prefix) for (const other of byShingle.get(shingle) ?? []) met.add(other);
		for (const other of [...met].sort((a, b) => a - b)) {
			const common = commonCount(set, sets[other]!);
			if (common >= threshold * (set.length + sets[other]!.length - common) - 1e-9) {
				firstLike[row] = other;
				break;
			}
		}
		for (const shingle of prefix) {
			const rows = byShingle.get(shingle);
			if (rows) rows.push(row);
			else byShingle.set(shingle, [row]);
		}
	}
	return firstLike;
}

/**
 * For each text the first earlier one that is nearly the same, −1 where none is: the Jaccard likeness of their
 * five-character shingles is at least `threshold`, above 0 and at most 1. Empty texts are like none.
 */
export const nearDuplicatesJob: Job<NearDuplicatesInput, Int32Array> = {
	name: 'near-duplicates',
	run: findNearDuplicates
};
