import { createRandom } from './random';

/** Number of ways to choose `size` of `count`. */
export function countSets(count: number, size: number): number {
	let sets = 1;
	for (let i = 0; i < size; i++) sets = (sets * (count - i)) / (i + 1);
	return Math.max(0, Math.round(sets));
}

/**
 * All sets of `size` places below `count`, each ascending, in lexicographic order; a seeded choice of them where
 * there are more than `most`. Flat: set i is at `i · size`.
 */
export function chooseSets(count: number, size: number, most: number, seed: number): Uint16Array {
	const sets = countSets(count, size);
	const chosen = Math.min(sets, most);
	const members = new Uint16Array(chosen * size);
	const random = createRandom(seed);
	const set = Array.from({ length: size }, (_, i) => i);
	for (let at = 0, taken = 0; taken < chosen; at++) {
		if (random.next() * (sets - at) < chosen - taken) members.set(set, taken++ * size);
		let place = size - 1;
		while (place > 0 && set[place] === count - size + place) place--;
		set[place]!++;
		for (let i = place + 1; i < size; i++) set[i] = set[i - 1]! + 1;
	}
	return members;
}
