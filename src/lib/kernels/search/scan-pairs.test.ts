import { expect, it } from 'vitest';
import { createRandom } from '$lib/kernels/random';
import { rescore } from './refine';
import { scanPairs } from './scan-pairs';
import { startSearch } from './search-input';
import { categoryColumn, orderedColumn, searchInput } from './search-input.fixture';

const ROWS = 4000;
const LEVELS = 8;

it('scores pairs as regions are scored, on whichever of the columns the set stands', () => {
	const random = createRandom(7);
	const draw = () => [0, 1, 2].map(() => 1 + random.below(LEVELS));
	const isHole = ([a, b, c]: number[]) => (a! <= 2 && b! <= 3) || (b! >= 6 && c! >= 7);
	const human = Array.from({ length: ROWS }, draw);
	const synthetic = Array.from({ length: 2 * ROWS }, draw)
		.filter((row) => !isHole(row))
		.slice(0, ROWS);
	const columns = [categoryColumn, orderedColumn, categoryColumn].map((make, at) =>
		make(LEVELS, {
			human: human.map((row) => row[at]!),
			synthetic: synthetic.map((row) => row[at]!)
		})
	);
	const input = searchInput(columns, 2);
	const search = startSearch(input, () => false);
	const steps = scanPairs(search.table, 100, () => false, search.pace);
	let step = steps.next();
	while (step.done !== true) step = steps.next();
	const withSets = new Set<number>();
	for (const { region, score } of step.value) {
		expect(score).toBeCloseTo(rescore(search, region).score, 9);
		for (const { column, codes } of region) if ((codes?.length ?? 0) > 1) withSets.add(column);
	}
	expect([...withSets].sort()).toEqual([0, 2]);
});
