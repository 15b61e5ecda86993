import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Axis } from './compare-axes';
import { compareTrends, correlation } from './compare-trends';

const numbers = (human: number[], synthetic: number[]): Axis => ({
	kind: 'number',
	values: { human: Float64Array.from(human), synthetic: Float64Array.from(synthetic) }
});

function scoreOf(axes: Axis[]): number {
	const steps = compareTrends.run({ axes, mostSets: 10, seed: 1 });
	for (;;) {
		const step = steps.next();
		if (step.done === true) return step.value.scores[0]!;
	}
}

describe('compareTrends', () => {
	it('gives 0 to relations turned round and 1 to relations kept', () => {
		const up = [1, 2, 3, 4, 5];
		const down = up.toReversed();
		expect(scoreOf([numbers(up, up), numbers(up, down)])).toBeCloseTo(0, 12);
		expect(scoreOf([numbers(up, up), numbers(down, down)])).toBeCloseTo(1, 12);
	});

	it('sees a shift of a number against a category, for both sides share the human bins', () => {
		const group: Axis = {
			kind: 'category',
			levels: 2,
			codes: { human: Uint16Array.from([1, 1, 2, 2]), synthetic: Uint16Array.from([1, 1, 2, 2]) }
		};
		const human = [1, 2, 3, 4];
		expect(scoreOf([group, numbers(human, human)])).toBe(1);
		expect(
			scoreOf([
				group,
				numbers(
					human,
					human.map((value) => value + 1000)
				)
			])
		).toBeLessThan(0.3);
	});
});

describe('correlation', () => {
	it('leaves rows with an infinite value out', () => {
		const [a, b] = [Float64Array.of(1, 2, 3, 5), Float64Array.of(2, 1, 4, 4)];
		const withEnds = [
			Float64Array.of(...a, Infinity, 1),
			Float64Array.of(...b, 7, -Infinity)
		] as const;
		expect(correlation(...withEnds)).toBe(correlation(a, b));
		const ends = [...a, Infinity];
		expect(scoreOf([numbers(ends, ends), numbers([...b, 7], [...b, 7])])).toBe(1);
	});

	it('leaves rows with a missing value out', () => {
		const values = fc.array(fc.tuple(fc.integer(), fc.integer(), fc.boolean()), { minLength: 2 });
		fc.assert(
			fc.property(values, (rows) => {
				const present = rows.filter(([, , isMissing]) => !isMissing);
				const side = (list: typeof rows, at: 0 | 1) => Float64Array.from(list, (row) => row[at]);
				const holed = rows.map(([a, b, isMissing]): [number, number, boolean] => [
					isMissing ? NaN : a,
					b,
					isMissing
				]);
				expect(correlation(side(holed, 0), side(holed, 1))).toBeCloseTo(
					correlation(side(present, 0), side(present, 1)),
					9
				);
			})
		);
	});
});
