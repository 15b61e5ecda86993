import { describe, expect, it } from 'vitest';
import { createRandom } from '$lib/kernels/random';
import { rescore } from './refine';
import { startSearch } from './search-input';
import { orderedColumn, searchInput } from './search-input.fixture';
import { settleExtent } from './settle-extent';
import type { CodeCondition, CodeRegion } from './table';

const ROWS = 8000;
const LEVELS = 10;
const TOLERANCE = 0.1;

/** Three columns of ten even levels; synthetic keeps each row with the share that `kept` gives it. */
function searchOf(kept: (codes: readonly number[]) => number) {
	const random = createRandom(11);
	const draw = () => [0, 1, 2].map(() => 1 + random.below(LEVELS));
	const human = Array.from({ length: ROWS }, draw);
	const synthetic: number[][] = [];
	while (synthetic.length < ROWS) {
		const row = draw();
		if (random.next() < kept(row)) synthetic.push(row);
	}
	const columns = [0, 1, 2].map((at) =>
		orderedColumn(LEVELS, {
			human: human.map((row) => row[at]!),
			synthetic: synthetic.map((row) => row[at]!)
		})
	);
	return startSearch(searchInput(columns, 4), () => false);
}

const on = (column: number, from: number, to: number): CodeCondition => ({
	column,
	from,
	to,
	codes: null
});

function settled(kept: (codes: readonly number[]) => number, region: CodeRegion): CodeRegion {
	const search = searchOf(kept);
	search.scorer.setTolerance(0.4);
	const found = settleExtent(search, rescore(search, region), TOLERANCE);
	expect(search.scorer.tolerance).toBeCloseTo(0.4, 12);
	return found.region;
}

describe('the extent of a shortfall', () => {
	it('is the whole of an evenly thinned region, not the part that was found', () => {
		const thin = ([a, b]: readonly number[]) => (a! <= 3 && b! >= 7 ? 0.5 : 1);
		const part = [on(0, 1, 2), on(1, 8, 10), on(2, 3, 9)];
		expect(settled(thin, part)).toEqual([on(0, 1, 3), on(1, 7, 10)]);
	});

	it('stays a hole where the region around it is thin too, but less so', () => {
		const hole = ([a, b]: readonly number[]) => (a! > 4 ? 1 : b! <= 3 ? 0 : 0.7);
		const part = [on(0, 1, 4), on(1, 1, 3)];
		expect(settled(hole, part)).toEqual(part);
	});

	it('stays where it was found, whatever else its column lacks', () => {
		const holes = ([a]: readonly number[]) => (a! <= 2 || a === 6 ? 0 : 1);
		expect(settled(holes, [on(0, 6, 6)])).toEqual([on(0, 6, 6)]);
	});
});
