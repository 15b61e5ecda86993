import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { codeByCuts, quantileCuts, sortPresent } from './compare-axes';
import { histogramOf } from './compare-histogram';
import { compareSorted, expectedKs, rangeCoverage, valueCoverage } from './compare-numbers';
import { decimalsOf, heapingOf } from './number-traits';
import { createRandom } from './random';

const list = fc.array(fc.integer({ min: -6, max: 6 }), { minLength: 1, maxLength: 40 });
const sorted = (values: number[]) => Float64Array.from(values).sort();

describe('compareSorted', () => {
	it('finds the KS statistic and Cliff’s delta of all pairs of values', () => {
		fc.assert(
			fc.property(list, list, (human, synthetic) => {
				const share = (values: number[], at: number) =>
					values.filter((value) => value <= at).length / values.length;
				const statistic = Math.max(
					...[...human, ...synthetic].map((at) => Math.abs(share(human, at) - share(synthetic, at)))
				);
				const signs = human.flatMap((a) => synthetic.map((b) => Math.sign(b - a)));
				const delta = signs.reduce<number>((sum, sign) => sum + sign, 0) / signs.length;
				const found = compareSorted(sorted(human), sorted(synthetic));
				expect(found.statistic).toBeCloseTo(statistic, 12);
				expect(found.delta).toBeCloseTo(delta, 12);
			})
		);
	});
});

describe('expectedKs', () => {
	it('agrees with the mean statistic of samples of one distribution, with ties and without', () => {
		for (const levels of [3, 100_000]) {
			const random = createRandom(11);
			const draw = (rows: number) =>
				sorted(Array.from({ length: rows }, () => random.below(levels)));
			let sum = 0;
			for (let i = 0; i < 300; i++) sum += compareSorted(draw(400), draw(900)).statistic;
			expect(expectedKs(draw(400), 900, 1) / (sum / 300)).toBeCloseTo(1, 0.7);
		}
	});
});

describe('histogramOf', () => {
	it('counts every finite value of both sides once, in shared bins', () => {
		const values = fc.array(fc.double({ noNaN: true, min: -1e6, max: 1e6 }), { minLength: 1 });
		fc.assert(
			fc.property(values, values, (human, synthetic) => {
				const { edges, shares } = histogramOf(sorted(human), sorted(synthetic));
				const total = (parts: readonly number[]) => parts.reduce((sum, part) => sum + part, 0);
				expect(total(shares.human)).toBeCloseTo(1, 9);
				expect(total(shares.synthetic)).toBeCloseTo(1, 9);
				expect(edges).toHaveLength(shares.human.length + 1);
			})
		);
	});

	it('cuts long tails in logarithms and few whole numbers one by one', () => {
		expect(histogramOf(sorted([1, 2, 3, 90_000]), sorted([2])).scale).toBe('log');
		expect(histogramOf(sorted([1, 2, 4]), sorted([3])).edges).toEqual([0.5, 1.5, 2.5, 3.5, 4.5]);
	});

	it('puts as many values of a step into each bin, so that no bin stands out for holding one more', () => {
		fc.assert(
			fc.property(
				fc.constantFrom(0.01, 0.1, 0.25, 0.5, 1, 2, 5, 1000, 86_400e6),
				fc.integer({ min: 2, max: 400 }),
				fc.integer({ min: -50, max: 50 }),
				(step, count, first) => {
					const values = Array.from({ length: count }, (_, i) => step * (first + i));
					// A long tail would be cut in logarithms.
					fc.pre(values.some((value) => value < 0) || values.at(-1)! < 20 * values[0]!);
					const { edges, step: found, shares } = histogramOf(sorted(values), sorted(values));
					expect(found).toBeCloseTo(step, 6);
					expect(edges.length).toBeLessThanOrEqual(61);
					const counts = shares.human.map((share) => Math.round(share * count));
					expect(new Set(counts.slice(0, -1)).size).toBeLessThanOrEqual(1);
				}
			)
		);
	});

	it('is not led astray by a few values beside the steps', () => {
		const halves = Array.from({ length: 9000 }, (_, i) => 1 + (i % 9) / 2);
		const { edges, step } = histogramOf(sorted([...halves, 3.7, 4.1234]), sorted(halves));
		expect(step).toBe(0.5);
		expect(edges).toHaveLength(10);
	});
});

describe('rangeCoverage', () => {
	it('does not let one row in each tail stand for the range', () => {
		const human = sorted(Array.from({ length: 101 }, (_, i) => i));
		const synthetic = sorted([0, ...Array<number>(50).fill(50), 100]);
		expect(rangeCoverage(human, synthetic, 0)).toBe(1);
		expect(rangeCoverage(human, synthetic, 4)).toBe(0);
	});
});

describe('valueCoverage', () => {
	it('is the share of human codes that synthetic has as often as is asked', () => {
		fc.assert(
			fc.property(list, list, fc.integer({ min: 1, max: 3 }), (human, synthetic, least) => {
				const count = (values: number[], at: number) =>
					values.filter((value) => value === at).length;
				const asked = [...new Set(human)].filter((value) => count(human, value) >= least);
				const met = asked.filter((value) => count(synthetic, value) >= least);
				const expected = asked.length === 0 ? 1 : met.length / asked.length;
				expect(valueCoverage(sorted(human), sorted(synthetic), least)).toBeCloseTo(expected, 12);
			})
		);
	});
});

describe('codeByCuts', () => {
	it('puts every human value in the bin that its quantiles bound, and others outside', () => {
		fc.assert(
			fc.property(list, (human) => {
				const values = Float64Array.from(human);
				const cuts = quantileCuts(sortPresent(values), 5);
				codeByCuts(values, cuts).forEach((code, row) => {
					const bin = code - 1;
					const value = values[row]!;
					expect(code).toBeLessThanOrEqual(Math.max(1, cuts.length - 1));
					expect(value).toBeLessThanOrEqual(cuts[bin + 1] ?? cuts[bin]!);
					if (bin > 0) expect(value).toBeGreaterThan(cuts[bin]!);
				});
				const outside = codeByCuts(Float64Array.from([-99, 99, NaN]), cuts);
				expect([...outside]).toEqual([Math.max(1, cuts.length - 1) + 1, outside[0], 0]);
			})
		);
	});
});

describe('heapingOf', () => {
	it('finds the round number that one side prefers, zeros left out', () => {
		const human = sorted(Array.from({ length: 400_000 }, (_, i) => 10 * (i % 97)));
		const synthetic = sorted(Array.from({ length: 400_000 }, (_, i) => i % 970));
		const { of, shares } = heapingOf(human, synthetic)!;
		expect(of).toBe(10);
		expect(shares.human).toBe(1);
		expect(shares.synthetic).toBeCloseTo(0.1, 2);
	});
});

describe('decimalsOf', () => {
	it('reads the shortest text of a number', () => {
		expect([3, 0.5, 12.125, 1e-9, 0.1 + 0.2].map(decimalsOf)).toEqual([0, 1, 3, 12, 12]);
	});
});
