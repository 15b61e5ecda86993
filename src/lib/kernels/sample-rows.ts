import { createRandom } from './random';

/**
 * A seeded choice of `size` of `count` rows, ascending; null where all are taken. Selection sampling (Knuth,
 * The Art of Computer Programming, vol. 2, algorithm 3.4.2 S): every set of rows is equally likely.
 */
export function sampleRows(count: number, size: number, seed: number): Uint32Array | null {
	if (size >= count) return null;
	const rows = new Uint32Array(size);
	const random = createRandom(seed);
	for (let row = 0, chosen = 0; chosen < size; row++) {
		if (random.next() * (count - row) < size - chosen) rows[chosen++] = row;
	}
	return rows;
}
