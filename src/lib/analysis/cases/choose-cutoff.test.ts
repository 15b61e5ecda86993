import { describe, expect, it } from 'vitest';
import { createRandom } from '$lib/kernels/random';
import { noveltyCutoff, safeCutoff } from './choose-cutoff';
import { adjustPValues, conformalPValues, nullDistances } from '$lib/kernels/case-conformal';
import { excesses, excessFalseShares } from '$lib/kernels/case-excess';

/** Distances of which `share` lie farther by `shift`. */
function draw(seed: number, count: number, share: number, shift: number): Float32Array {
	const random = createRandom(seed);
	return Float32Array.from({ length: count }, () => {
		const ordinary = -Math.log(1 - random.next());
		return random.next() < share ? ordinary + shift : ordinary;
	});
}

describe('safeCutoff', () => {
	it('lies below every row of a large table that passes, however many pass', () => {
		for (const share of [0.002, 0.02, 0.2, 0.5]) {
			const rows = draw(1, 200_000, share, 12);
			const nulls = draw(2, 100_000, 0, 0);
			const cutoff = safeCutoff(draw(3, 2000, share, 12), draw(4, 2000, 0, 0), 0.1);
			const exact = adjustPValues(conformalPValues(rows, nullDistances(nulls), 0));
			const passing = rows.filter((_, row) => exact[row]! <= 0.1).sort();
			expect(passing.length).toBeGreaterThan(0.9 * share * rows.length);
			expect(passing[0]!).toBeGreaterThan(cutoff);
			const cut = adjustPValues(conformalPValues(rows, nullDistances(nulls), cutoff));
			expect(cut.filter((p) => p <= 0.1)).toHaveLength(passing.length);
		}
	});

	it('spares nearly all of the search where nothing passes', () => {
		const cutoff = safeCutoff(draw(5, 2000, 0, 0), draw(6, 2000, 0, 0), 0.1);
		expect(draw(7, 10_000, 0, 0).filter((distance) => distance > cutoff).length).toBeLessThan(300);
	});

	it('is nought where a share of false ones cannot be told from a few rows', () => {
		expect(safeCutoff(draw(8, 5, 0, 0), draw(9, 5, 0, 0), 0.1)).toBe(0);
	});
});

describe('noveltyCutoff', () => {
	it('costs about a tenth of the novel rows at most, and spares the search of the others', () => {
		for (const share of [0.05, 0.3]) {
			const toSynthetic = draw(10, 50_000, share, 8);
			const toPeople = draw(11, 50_000, 0, 0);
			const cutoff = noveltyCutoff(toSynthetic.slice(0, 2000), toPeople.slice(0, 2000), 0.1);
			const novel = (floor: number) =>
				excessFalseShares(excesses(toSynthetic, toPeople, floor)).filter((p) => p <= 0.1).length;
			expect(cutoff).toBeGreaterThan(1);
			expect(novel(cutoff)).toBeGreaterThan(0.8 * novel(0));
		}
	});

	it('lets all be spared where nothing is novel', () => {
		expect(noveltyCutoff(draw(12, 2000, 0, 0), draw(13, 2000, 0, 0), 0.1)).toBe(Infinity);
	});
});
