import { describe, expect, it } from 'vitest';
import { binsOf } from '$lib/analysis/encode/bins';
import type { ColumnComparison } from '$lib/terms/compare';
import type { CategoryColumn, OrderedColumn } from '$lib/terms/encoded';
import { drawnBins } from './column-bins';

const compared: ColumnComparison = {
	...{ ref: { column: 'x' }, of: 'number', shape: { value: 1, ceiling: 1 } },
	...{ coverage: 1, coverageAtCount: 1, histogram: null, categories: [], leaks: [] },
	drift: { test: 'chi-square', pValue: 1, effect: 0, effectName: 'Cramér’s V' }
};
const drawnOver = (edges: readonly number[]): ColumnComparison => ({
	...compared,
	histogram: { edges, scale: 'linear', step: null, shares: { human: [], synthetic: [] } }
});
const listed = (...labels: (string | null)[]): ColumnComparison => ({
	...compared,
	of: 'category',
	categories: labels.map((label) => ({ label, human: 0, synthetic: 0 }))
});

function ordered(
	levels: OrderedColumn['levels'],
	codes: number[],
	of: OrderedColumn['of'] = 'number'
): OrderedColumn {
	return {
		...{ kind: 'ordered', of, column: 'x', levels, groups: new Uint8Array(levels.length) },
		...{ spread: 1, scatter: [], blurWidth: 0, kept: [] },
		codes: { human: Uint8Array.from(codes), synthetic: Uint8Array.from([1]) }
	};
}

function categories(levels: CategoryColumn['levels'], codes: number[]): CategoryColumn {
	const some = Uint8Array.from(codes);
	return { kind: 'categories', column: 'x', levels, codes: { human: some, synthetic: some } };
}

/** The bins in words, and the bin of each level. */
function told({ bins, binOf }: ReturnType<typeof drawnBins>, levels: number) {
	return {
		words: bins.map(({ kind, label }) => `${kind} ${label}`),
		binOfLevels: [...binOf.subarray(1, levels + 1)]
	};
}

describe('drawnBins', () => {
	it('puts a level into the bin that holds its middle, and one beyond the edges into the nearest', () => {
		const levels = [
			{ low: -5, high: -5 },
			{ low: 1, high: 1 },
			{ low: 2, high: 3 },
			{ low: 4, high: 9 },
			{ low: 40, high: 50 }
		];
		expect(told(drawnBins(ordered(levels, [1, 2]), drawnOver([0, 2.5, 5, 10])), 5)).toEqual({
			words: ['ordered -5 to 1', 'ordered 2 to 3', 'ordered 4 to 50'],
			binOfLevels: [0, 0, 1, 2, 2]
		});
	});

	it('draws a bin without a level from edge to edge', () => {
		const levels = [
			{ low: 1, high: 1 },
			{ low: 9, high: 9 }
		];
		const { bins } = drawnBins(ordered(levels, [1]), drawnOver([0, 4, 8, 12]));
		expect(bins.map(({ low, high }) => [low, high])).toEqual([
			[1, 1],
			[4, 8],
			[9, 9]
		]);
	});

	it('reads edges of dates as microseconds', () => {
		const day = (text: string) => Date.parse(text) * 1000;
		const levels = [
			{ low: '2020-01-01', high: '2020-01-31' },
			{ low: '2020-03-01', high: '2020-03-31' }
		];
		const edges = [day('2020-01-01'), day('2020-02-15'), day('2020-04-01')];
		const drawn = drawnBins(ordered(levels, [1], 'date'), drawnOver(edges));
		expect(told(drawn, 2).binOfLevels).toEqual([0, 1]);
	});

	it('has a bar for each listed category, one for all others, and one for missing values where there are any', () => {
		const column = categories(['a', '', 'b', 'c', null], [0, 1, 2, 3, 4, 5]);
		const { binOf, ...drawn } = drawnBins(column, listed('b', '(empty)', null));
		expect(told({ binOf, ...drawn }, 5)).toEqual({
			words: ['category b', 'category (empty)', 'others all others', 'missing missing'],
			binOfLevels: [2, 1, 0, 2, 2]
		});
		expect(binOf[0]).toBe(3);
		expect(drawn.bins[1]!.value).toBe('');
		const complete = drawnBins(categories(['a', 'b'], [1, 2]), listed('a', 'b'));
		expect(told(complete, 2).words).toEqual(['category a', 'category b']);
	});

	it('keeps a listed category that the search does not tell apart among the others', () => {
		const { bins } = drawnBins(categories(['a', null], [1, 2]), listed('a', 'rare'));
		expect(bins.map(({ kind }) => kind)).toEqual(['category', 'others', 'others']);
	});

	it('falls back to the search’s own bins before a column is compared', () => {
		const column = categories(['a', 'b'], [1, 2]);
		expect(drawnBins(column, null)).toEqual(binsOf(column));
	});
});
