import { expect, test } from 'vitest';
import { placePairs } from './pair-places';

// Columns 0, 1, 2; the pairs of column 2 lie furthest below.
const MEMBERS = Uint16Array.of(0, 1, 0, 2, 1, 2);
const SHORT = Float64Array.of(0.01, 0.2, 0.3);

test('columns furthest below their ceilings stand first', () => {
	expect(placePairs(3, MEMBERS, SHORT).order).toEqual([2, 1, 0]);
});

test('a pair stands on both sides of an empty diagonal', () => {
	const { pairAt, placesOf } = placePairs(3, MEMBERS, SHORT);
	for (let i = 0; i < 3; i++) expect(pairAt[i * 3 + i]).toBe(-1);
	for (let pair = 0; pair < 3; pair++) {
		const [row, column] = placesOf(pair);
		expect(pairAt[row * 3 + column]).toBe(pair);
		expect(pairAt[column * 3 + row]).toBe(pair);
	}
});
