import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createRandom } from '$lib/kernels/random';
import { countCells, countCodes, countPair, createRowLists, findRows, weigh } from './rows-of';
import { categoryColumn, orderedColumn } from './search-input.fixture';
import { buildTable, maskOf, type CodeRegion } from './table';

const LEVELS = 9;

/** Two ordered columns in groups of two levels and one of categories, drawn by `seed`. */
function drawTable(rows: number, seed: number) {
	const random = createRandom(seed);
	const draw = () => Uint8Array.from({ length: rows }, () => random.below(LEVELS + 1));
	const codes = () => ({ human: draw(), synthetic: draw() });
	const ordered = () => orderedColumn(LEVELS, codes(), { perGroup: 2 });
	const categories = categoryColumn(LEVELS, codes());
	const weights = () => Float64Array.from({ length: rows }, () => random.below(4));
	const columns = [ordered(), categories, ordered()];
	return buildTable(columns, { human: weights(), synthetic: weights() });
}

const bounds = fc.tuple(fc.nat(LEVELS), fc.nat(LEVELS), fc.boolean());
const regions = fc.tuple(...[0, 1, 2].map(() => fc.option(bounds))).map((drawn) =>
	drawn.flatMap((condition, at): CodeRegion => {
		if (condition === null) return [];
		const [a, b, isSet] = condition;
		const [from, to] = [Math.min(a, b), Math.max(a, b)];
		return [{ column: at, from, to, codes: isSet ? [...new Set([from, to])] : null }];
	})
);

it('finds and counts the rows of a region that a look at every row finds', () => {
	fc.assert(
		fc.property(regions, fc.integer({ min: 1, max: 200 }), (region, rows) => {
			const table = drawTable(rows, rows);
			const lists = createRowLists(table);
			findRows(table, region, lists);
			const cells = countCells(table, lists);
			const codes = countCodes(table, lists, 2);
			const { columns, coarse } = table;
			const humanWeight = table.human.weights;
			const isIn = (row: number) =>
				region.every((condition) => {
					const code = columns[condition.column]!.human[row]!;
					return maskOf(condition)[code] === 1;
				});
			const expected = Array.from({ length: rows }, (_, row) => row).filter(isIn);
			const found = [...lists.human.subarray(0, lists.humanCount)];
			expect(found).toEqual(expected);
			const weightOf = (test: (row: number) => boolean) =>
				expected.filter(test).reduce((sum, row) => sum + humanWeight[row]!, 0);
			for (let code = 0; code <= LEVELS; code++)
				expect(codes.h[code]).toBe(weightOf((row) => columns[2]!.human[row] === code));
			expect(weigh(table, region).h).toBe(weightOf(() => true));
			const cellAt = (row: number, at: number) => coarse[at]!.cellOf[columns[at]!.human[row]!]!;
			for (const [at, { offset, cells: count }] of coarse.entries())
				for (let cell = 0; cell < count; cell++)
					expect(cells.h[offset + cell]).toBe(weightOf((row) => cellAt(row, at) === cell));
			const pair = countPair(table, 0, 1);
			const all = new Float64Array(coarse[0]!.cells * coarse[1]!.cells);
			for (let row = 0; row < rows; row++)
				all[cellAt(row, 0) * coarse[1]!.cells + cellAt(row, 1)]! += humanWeight[row]!;
			expect(pair.h.subarray(0, all.length)).toEqual(all);
			table.memory.close();
		}),
		{ numRuns: 60 }
	);
});
