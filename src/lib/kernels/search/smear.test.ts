import { expect, it } from 'vitest';
import { createRandom } from '$lib/kernels/random';
import { startSearch } from './search-input';
import { categoryColumn, orderedColumn, searchInput } from './search-input.fixture';
import { smearedShare } from './smear';

const ROWS = 6000;
const LEVELS = 30;
const HEAVY = 11;
const LEFT_OUT = 0;
const REGION = [
	{ column: 0, from: HEAVY, to: HEAVY, codes: null },
	{ column: 1, from: 1, to: 1, codes: [1] }
];

/** A column of thirty numbers, one of them a third of all, and one of six groups; `change` is what the generator does, which may leave rows out. */
function searchOf(change: (value: number, group: number, shift: number) => number) {
	const random = createRandom(5);
	const draw = () => {
		const value = random.next() < 1 / 3 ? HEAVY : 1 + random.below(LEVELS);
		return { value, group: 1 + random.below(6) };
	};
	const human = Array.from({ length: ROWS }, draw);
	const synthetic = Array.from({ length: ROWS }, draw)
		.map(({ value, group }) => ({
			value: change(value, group, random.below(2) === 0 ? 1 : -1),
			group
		}))
		.filter(({ value }) => value !== LEFT_OUT);
	const numbers = orderedColumn(
		LEVELS,
		{ human: human.map(({ value }) => value), synthetic: synthetic.map(({ value }) => value) },
		{ perGroup: 2, spread: 20 }
	);
	const groups = categoryColumn(6, {
		human: human.map(({ group }) => group),
		synthetic: synthetic.map(({ group }) => group)
	});
	return startSearch(searchInput([numbers, groups], 4), () => false);
}

it('takes a value for smeared whose neighbours hold what it has lost', () => {
	const search = searchOf((value, _, shift) => (value === HEAVY ? value + shift : value));
	expect(smearedShare(search, REGION)).toBeGreaterThan(0.8);
});

it('takes no value for smeared in one group that is left where it stands in the others', () => {
	const search = searchOf((value, group, shift) =>
		value === HEAVY && group === 1 ? value + shift : value
	);
	expect(smearedShare(search, REGION)).toBeLessThan(0.1);
});

it('lets the value that most rows of an interval have speak for it', () => {
	const search = searchOf((value, group, shift) =>
		value === HEAVY && group === 1 ? value + 2 * shift : value
	);
	const [heavy, group] = REGION;
	const wider = [{ ...heavy!, from: HEAVY - 1, to: HEAVY + 1 }, group!];
	expect(smearedShare(search, wider)).toBeLessThan(0.1);
});

it('takes no large hole for smeared because all else has a larger share without it', () => {
	const search = searchOf((value) => (value === HEAVY ? LEFT_OUT : value));
	expect(smearedShare(search, [REGION[0]!])).toBeLessThan(0.05);
});

it('takes no hole for smeared because the few rows away from it lie in another', () => {
	const groupOne = { 15: 160, 19: 160, 23: 160, 28: 60 };
	const rowsOf = (counts: Readonly<Record<string, number>>) =>
		Object.entries(counts).flatMap(([value, rows]) => new Array<number>(rows).fill(Number(value)));
	const filler = new Array<number>(3000).fill(1);
	const human = rowsOf(groupOne);
	const synthetic = rowsOf({ ...groupOne, 19: 40, 28: 22 });
	const numbers = orderedColumn(
		LEVELS,
		{ human: [...human, ...filler], synthetic: [...synthetic, ...filler] },
		{ perGroup: 2, spread: 20 }
	);
	const groups = categoryColumn(2, {
		human: [...human.map(() => 1), ...filler.map(() => 2)],
		synthetic: [...synthetic.map(() => 1), ...filler.map(() => 2)]
	});
	const search = startSearch(searchInput([numbers, groups], 4), () => false);
	const hole = [{ column: 0, from: 17, to: 21, codes: null }, REGION[1]!];
	expect(smearedShare(search, hole)).toBeLessThan(0.1);
});
