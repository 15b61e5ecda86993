import { expect, test } from 'vitest';
import type { PairScores } from '$lib/terms/compare';
import { pairOf, pairTable } from './pair-list';

const set = (scores: number[], ceilings: number[]) => ({
	size: 2,
	of: 3,
	cells: 0,
	emptyCells: 0,
	members: Uint16Array.of(0, 1, 0, 2, 2, 1),
	scores: Float64Array.from(scores),
	ceilings: Float64Array.from(ceilings),
	mean: { value: 0, ceiling: 0 }
});
const scores: PairScores = {
	axes: ['age', 'sex', 'job'].map((column) => ({ column })),
	accuracy: set([0.9, 0.7, 0.8], [0.95, 0.99, 0.99]),
	trends: set([0.1, 0.2, 0.3], [1, 1, 1]),
	worst: [1],
	closeAsSample: 0.1,
	refined: null
};

test('a pair is found by its columns in either order', () => {
	expect(pairOf(scores, 1, 2)).toBe(2);
	expect(pairOf(scores, 2, 0)).toBe(1);
	expect(pairOf(scores, 1, 1)).toBe(-1);
});

test('the table holds every pair, furthest below its ceiling first', () => {
	const { rowCount, columns } = pairTable(scores, ['age', 'sex', 'job']);
	expect(rowCount).toBe(3);
	expect(columns[0]!.values).toEqual(['age × job', 'job × sex', 'age × sex']);
	expect(columns[3]!.values).toEqual(['0.290', '0.190', '0.050']);
});
