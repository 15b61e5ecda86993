import { expect, it } from 'vitest';
import { figureColumns } from './blocks';

it('knows which columns of a table hold figures alone', () => {
	const rows = [
		['Region 1', '2,242 (9.2\u00a0%)', '£5,522', 'not asked for'],
		['65', 'fewer than 10', '£51.95', '2,728']
	];
	expect(figureColumns(['Region', 'Human', 'Cost', 'Records'], rows)).toEqual([
		false,
		true,
		true,
		false
	]);
});
