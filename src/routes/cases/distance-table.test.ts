import { expect, test } from 'vitest';
import { distanceTable, distanceWords } from './distance-table';

const DISTRIBUTION = {
	edges: [0, 1, 2],
	cases: [50, 50],
	humanSplit: [100, 0],
	synthetic: [25, 75]
};

test('the sentence tells the middle and the far end of both comparisons', () => {
	expect(distanceWords(DISTRIBUTION)).toBe(
		'Half of the human rows have a synthetic row within 1.00, 99 in 100 within 1.98; between two halves of the people it is 0.50 and 0.99.'
	);
});

test('the table has a row a bin and a share of each kind in it', () => {
	const { rowCount, columns } = distanceTable(DISTRIBUTION);
	expect(rowCount).toBe(2);
	expect(columns.map(({ name }) => name)).toEqual([
		'Distance',
		'Human to synthetic',
		'Human to other people',
		'Synthetic to each other'
	]);
	expect(columns.map(({ values }) => values[1])).toEqual([
		'1.00 to 2.00',
		'50\u00a0%',
		'0\u00a0%',
		'75\u00a0%'
	]);
});
