import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CategoryColumn, EncodedPair, OrderedColumn } from '$lib/terms/encoded';
import { countBins, crossBins } from './code-counts';

const search = { rows: 0, of: 0, seed: 1 };

function pairOf(...columns: EncodedPair['columns']): EncodedPair {
	return {
		columns,
		sample: { human: search, synthetic: search },
		weights: { human: null, synthetic: null }
	};
}

function ages(human: number[], synthetic: number[]): OrderedColumn {
	return {
		kind: 'ordered',
		of: 'number',
		column: 'age',
		levels: [
			{ low: 17, high: 20 },
			{ low: 21, high: 30 },
			{ low: 31, high: 90 }
		],
		groups: Uint8Array.of(0, 0, 1),
		codes: { human: Uint8Array.from(human), synthetic: Uint8Array.from(synthetic) }
	};
}

function colours(human: number[], synthetic: number[]): CategoryColumn {
	return {
		kind: 'categories',
		column: 'colour',
		levels: ['red', '', null],
		codes: { human: Uint8Array.from(human), synthetic: Uint8Array.from(synthetic) }
	};
}

describe('countBins', () => {
	it('joins the levels of a group, with the outermost bounds', () => {
		const column = ages([1, 2, 3, 3], [3, 3, 3, 3]);
		expect(countBins(column, pairOf(column))).toEqual([
			{
				kind: 'ordered',
				label: '17 to 30',
				low: 17,
				high: 30,
				value: null,
				share: { human: 0.5, synthetic: 0 }
			},
			{
				kind: 'ordered',
				label: '31 to 90',
				low: 31,
				high: 90,
				value: null,
				share: { human: 0.5, synthetic: 1 }
			}
		]);
	});

	it('shows missing values as a bin of their own where there are any', () => {
		const column = colours([0, 1, 2, 3], [1, 1, 1, 1]);
		const bins = countBins(column, pairOf(column));
		expect(bins.map(({ label }) => label)).toEqual(['red', '(empty)', 'all others', 'missing']);
		expect(bins.at(-1)!.share).toEqual({ human: 0.25, synthetic: 0 });
	});

	it('counts a row by its weight', () => {
		const column = ages([1, 3], [1, 3]);
		const pair = { ...pairOf(column), weights: { human: Float64Array.of(1, 3), synthetic: null } };
		expect(countBins(column, pair).map(({ share }) => share.human)).toEqual([0.25, 0.75]);
	});
});

describe('crossBins', () => {
	it('adds up to the distribution of either column', () => {
		const row = fc.record({
			age: fc.integer({ min: 0, max: 3 }),
			colour: fc.integer({ min: 0, max: 3 })
		});
		fc.assert(
			fc.property(fc.array(row, { minLength: 1, maxLength: 50 }), (rows) => {
				const age = ages(
					rows.map((r) => r.age),
					[1]
				);
				const colour = colours(
					rows.map((r) => r.colour),
					[1]
				);
				const pair = pairOf(age, colour);
				const { x, y, share } = crossBins(age, colour, pair);
				x.forEach((bin, i) => {
					const column = y.reduce((sum, _, j) => sum + share.human[j * x.length + i]!, 0);
					expect(column).toBeCloseTo(bin.share.human, 10);
				});
				y.forEach((bin, j) => {
					const line = x.reduce((sum, _, i) => sum + share.human[j * x.length + i]!, 0);
					expect(line).toBeCloseTo(bin.share.human, 10);
				});
			})
		);
	});
});
