import { describe, expect, it } from 'vitest';
import type { Axis } from './compare-axes';
import { compareNeighbours, expectedCoverage } from './compare-neighbours';
import { createRandom } from './random';

function measure(axes: Axis[], rows = 300) {
	const steps = compareNeighbours.run({ axes, rows, k: 5, seed: 2 });
	for (;;) {
		const step = steps.next();
		if (step.done !== true) continue;
		return new Map(step.value.figures.map(({ name, ...figure }) => [name, figure]));
	}
}

function categories(levels: number, seed: number, human = 600, synthetic = 300): Axis {
	const random = createRandom(seed);
	const draw = (rows: number) => Uint16Array.from({ length: rows }, () => 1 + random.below(levels));
	return { kind: 'category', levels, codes: { human: draw(human), synthetic: draw(synthetic) } };
}

describe('compareNeighbours', () => {
	it('knows the published expectation of coverage', () => {
		expect(expectedCoverage(2000, 2000, 5)).toBeCloseTo(0.968867, 5);
	});

	it('does not collapse on categories alone, where most rows repeat', () => {
		const found = measure([categories(2, 1), categories(3, 2), categories(2, 3)]);
		const { value, expected } = found.get('coverage')!;
		expect(Math.abs(value - expected)).toBeLessThan(0.05);
		expect(found.get('density')!.value).toBeCloseTo(1, 0);
	});

	it('tells copied rows by their authenticity and their nearness', () => {
		const random = createRandom(9);
		const human = Float64Array.from({ length: 600 }, () => random.next());
		const other = Float64Array.from({ length: 600 }, () => random.next());
		const copied: Axis[] = [human, other].map((values) => ({
			kind: 'number',
			values: { human: values, synthetic: values }
		}));
		const found = measure(copied);
		expect(found.get('near-copies')!.value).toBeGreaterThan(0.3);
		expect(found.get('authenticity')!.value).toBeLessThan(found.get('authenticity')!.expected);
	});

	it('gives no recall to a generator that makes one row again and again', () => {
		const random = createRandom(4);
		const axes: Axis[] = [1, 2].map(() => ({
			kind: 'number',
			values: {
				human: Float64Array.from({ length: 600 }, () => random.next()),
				synthetic: new Float64Array(300).fill(0.5)
			}
		}));
		const found = measure(axes);
		expect(found.get('recall')!.value).toBeLessThan(0.05);
		expect(found.get('effective-variety')!.value).toBeLessThan(1.1);
	});
});
