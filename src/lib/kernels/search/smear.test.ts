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

/** Human and synthetic rows of each value of the first column and of the second. */
type Cells = readonly (readonly [
	first: number,
	second: number,
	human: number,
	synthetic: number
])[];

/** A search of numbers beside groups, or beside numbers. */
function searchOfCells(cells: Cells, second: 'groups' | 'numbers') {
	const rows = (side: 2 | 3, column: 0 | 1) =>
		cells.flatMap((cell) => new Array<number>(cell[side]).fill(cell[column]));
	const codes = (column: 0 | 1) => ({ human: rows(2, column), synthetic: rows(3, column) });
	const numbers = (column: 0 | 1) =>
		orderedColumn(LEVELS, codes(column), { perGroup: 2, spread: 20 });
	const other = second === 'numbers' ? numbers(1) : categoryColumn(2, codes(1));
	return startSearch(searchInput([numbers(0), other], 4), () => false);
}

it('takes no hole for smeared because the few rows away from it lie in another', () => {
	const cells: Cells = [
		[15, 1, 160, 160],
		[19, 1, 160, 40],
		[23, 1, 160, 160],
		[28, 1, 60, 22],
		[1, 2, 3000, 3000]
	];
	const hole = [{ column: 0, from: 17, to: 21, codes: null }, REGION[1]!];
	expect(smearedShare(searchOfCells(cells, 'groups'), hole)).toBeLessThan(0.1);
});

it('takes no narrow hole for smeared that jitter would have filled', () => {
	const cells: Cells = [
		[13, 1, 50, 50],
		[15, 1, 78, 0],
		[18, 1, 50, 50],
		[25, 1, 100, 60],
		[1, 2, 3000, 2800]
	];
	const hole = [{ column: 0, from: 15, to: 16, codes: null }, REGION[1]!];
	expect(smearedShare(searchOfCells(cells, 'groups'), hole)).toBeLessThan(0.1);
});

it('leaves a value out of what may be blurred that synthetic keeps elsewhere', () => {
	const cells: Cells = [
		[HEAVY, 14, 55, 0],
		[HEAVY, 15, 55, 0],
		[HEAVY, 16, 50, 0],
		[HEAVY, 12, 500, 500],
		[HEAVY + 1, 15, 500, 500],
		[HEAVY, 25, 600, 600],
		[25, 25, 1500, 1200]
	];
	const hole = [
		{ column: 0, from: HEAVY, to: HEAVY, codes: null },
		{ column: 1, from: 14, to: 16, codes: null }
	];
	expect(smearedShare(searchOfCells(cells, 'numbers'), hole)).toBeLessThan(0.1);
});
