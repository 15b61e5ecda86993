import { describe, expect, it } from 'vitest';
import type { TableColumn } from '$lib/terms/dataset';
import { pairColumns } from './pair-columns';

const columns = (...names: string[]): TableColumn[] =>
	names.map((name) => ({ name, sqlType: 'BIGINT', family: 'number' }));

function pair(human: string[], synthetic: string[], chosen: Record<string, string | null> = {}) {
	const tables = { human: columns(...human), synthetic: columns(...synthetic) };
	const { columns: pairs, unpaired } = pairColumns(tables, chosen);
	return { pairs: pairs.map((p) => `${p.human.name}=${p.synthetic.name}`), unpaired };
}

describe('pairColumns', () => {
	it('pairs equal names in the order of the human table', () => {
		expect(pair(['a', 'b'], ['b', 'a', 'c'])).toEqual({
			pairs: ['a=a', 'b=b'],
			unpaired: { human: [], synthetic: ['c'] }
		});
	});

	it('pairs names that differ in case, accents and punctuation alone', () => {
		expect(pair(['Marital Status', 'âge'], ['marital-status', 'AGE']).pairs).toEqual([
			'Marital Status=marital-status',
			'âge=AGE'
		]);
	});

	it('prefers the equal name to the similar one', () => {
		expect(pair(['Age', 'age'], ['age', 'AGE']).pairs).toEqual(['Age=AGE', 'age=age']);
	});

	it('leaves similar names unpaired where there is a choice', () => {
		expect(pair(['a_b'], ['A B', 'a-b'])).toEqual({
			pairs: [],
			unpaired: { human: ['a_b'], synthetic: ['A B', 'a-b'] }
		});
	});

	it('never pairs names without a letter or digit by likeness', () => {
		expect(pair(['?'], ['!']).pairs).toEqual([]);
	});

	it('follows the person before any name', () => {
		expect(pair(['a', 'b'], ['a', 'b'], { a: 'b', b: null })).toEqual({
			pairs: ['a=b'],
			unpaired: { human: ['b'], synthetic: ['a'] }
		});
	});

	it('gives a synthetic column to one human column only', () => {
		expect(pair(['a', 'b'], ['x'], { a: 'x', b: 'x' }).pairs).toEqual(['a=x']);
	});

	it('treats inherited object keys as ordinary names', () => {
		expect(pair(['constructor'], ['constructor']).pairs).toEqual(['constructor=constructor']);
	});
});
