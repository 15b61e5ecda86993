import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CategoryColumn, EncodedPair, OrderedColumn } from '$lib/terms/encoded';
import { binsOf, conditionOfBins } from '$lib/analysis/encode/bins';
import { LinkedCounts, type Filter } from './linked-counts';

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
		...{ spread: 50, scatter: [], blurWidth: 0, kept: [] },
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

describe('a distribution', () => {
	it('joins the levels of a group, with the outermost bounds', () => {
		const column = ages([1, 2, 3, 3], [3, 3, 3, 3]);
		expect(new LinkedCounts(pairOf(column)).bins(column)).toEqual([
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
		const bins = new LinkedCounts(pairOf(column)).bins(column);
		expect(bins.map(({ label }) => label)).toEqual(['red', '(empty)', 'all others', 'missing']);
		expect(bins.at(-1)!.share).toEqual({ human: 0.25, synthetic: 0 });
	});

	it('counts a row by its weight', () => {
		const column = ages([1, 3], [1, 3]);
		const pair = { ...pairOf(column), weights: { human: Float64Array.of(1, 3), synthetic: null } };
		expect(new LinkedCounts(pair).bins(column).map(({ share }) => share.human)).toEqual([
			0.25, 0.75
		]);
	});
});

describe('two columns crossed', () => {
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
				const { x, y, share } = new LinkedCounts(pair).cross(age, colour);
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

describe('linked pictures', () => {
	const code = fc.integer({ min: 0, max: 3 });
	const tables = fc.array(fc.record({ age: code, colour: code, shade: code }), {
		minLength: 1,
		maxLength: 60
	});
	const choice = fc.subarray([0, 1, 2, 3], { minLength: 1 });

	it('count the rows that the filters on all other columns keep, however a brush came there', () => {
		fc.assert(
			fc.property(
				tables,
				tables,
				fc.array(choice, { minLength: 1 }),
				choice,
				(people, made, moves, fixed) => {
					const age = ages(
						people.map((row) => row.age),
						made.map((row) => row.age)
					);
					const colour = colours(
						people.map((row) => row.colour),
						made.map((row) => row.colour)
					);
					const shade = {
						...colours(
							people.map((row) => row.shade),
							made.map((row) => row.shade)
						),
						column: 'shade'
					};
					const counts = new LinkedCounts(pairOf(age, colour, shade));
					const { binOf } = binsOf(age);
					const filterOf = (column: typeof colour, chosen: number[]): Filter => {
						const there = binsOf(column).bins.length;
						return { column, bins: chosen.filter((bin) => bin < there) };
					};
					const still = filterOf(shade, fixed);
					for (const move of moves) {
						const filters = [still, filterOf(colour, move)];
						const bins = counts.bins(age, filters);
						const isKept = (row: (typeof people)[number]) => {
							const binIn = (column: typeof colour, at: number, chosen: number[]) =>
								chosen.includes(binsOf(column).binOf[at]!);
							return binIn(colour, row.colour, move) && binIn(shade, row.shade, fixed);
						};
						for (const [role, table] of [
							['human', people],
							['synthetic', made]
						] as const) {
							const kept = table.filter(isKept);
							bins.forEach((bin, i) => {
								const inBin = kept.filter((row) => binOf[row.age] === i).length;
								expect(bin.share[role]).toBeCloseTo(inBin / (kept.length || 1), 10);
							});
							expect(counts.kept(filters)[role]).toBeCloseTo(kept.length / table.length, 10);
						}
					}
				}
			),
			{ numRuns: 60 }
		);
	});

	it('leave the picture of the brushed column itself alone', () => {
		const column = ages([1, 2, 3, 3], [3, 3, 3, 3]);
		const counts = new LinkedCounts(pairOf(column));
		const filters = [{ column, bins: [0] }];
		expect(counts.bins(column, filters)).toEqual(counts.bins(column));
	});
});

describe('conditionOfBins', () => {
	it('names a run of ordered bins by its outer bounds, and categories by their values', () => {
		const age = ages([1], [1]);
		expect(conditionOfBins(age, binsOf(age).bins)).toMatchObject({ low: 17, high: 90 });
		const colour = colours([1], [1]);
		expect(conditionOfBins(colour, binsOf(colour).bins.slice(0, 2))).toEqual({
			kind: 'set',
			column: 'colour',
			values: ['red', '']
		});
	});

	it('names nothing where the rarer values are among them', () => {
		const colour = colours([1], [1]);
		expect(conditionOfBins(colour, binsOf(colour).bins)).toBeNull();
	});
});
