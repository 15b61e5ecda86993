import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Axis } from './compare-axes';
import { areaUnderCurve, compareClassifier, humanDecimals } from './compare-classifier';
import { createRandom } from './random';

function classify(axes: Axis[]) {
	const steps = compareClassifier.run({ axes, rows: 800, seed: 3 });
	for (;;) {
		const step = steps.next();
		if (step.done === true) return step.value;
	}
}

const random = createRandom(5);
const draw = (of: (u: number) => number) =>
	Float64Array.from({ length: 800 }, () => of(random.next()));
const numbers = (human: Float64Array, synthetic: Float64Array): Axis => ({
	kind: 'number',
	values: { human, synthetic }
});

describe('compareClassifier', () => {
	it('tells nothing apart where both tables have one distribution', () => {
		const axes = [
			numbers(
				draw((u) => u),
				draw((u) => u)
			),
			numbers(
				draw((u) => u),
				draw((u) => u)
			)
		];
		const found = classify(axes);
		expect(found.auc).toBeLessThan(found.chanceAuc + 0.01);
		expect(found.pValue).toBeGreaterThan(0.02);
	});

	it('sees a relation that no column shows alone, and names its columns', () => {
		const a = draw((u) => u);
		const b = draw((u) => u);
		const noise = numbers(
			draw((u) => u),
			draw((u) => u)
		);
		const axes = [numbers(a, a), noise, numbers(a, b)];
		const found = classify(axes);
		expect(found.auc).toBeGreaterThan(0.9);
		expect(found.pValue).toBeLessThan(0.01);
		expect(found.alone[0]).toBeLessThan(0.56);
		expect(found.importance[1]).toBeLessThan(Math.min(found.importance[0]!, found.importance[2]!));
	});

	it('takes no notice of decimals that people do not write', () => {
		const human = draw((u) => Math.floor(20 * u));
		const synthetic = draw((u) => Math.floor(20 * u)).map((value) => value + 0.3);
		expect(classify([numbers(human, synthetic)]).auc).toBeLessThan(0.56);
		expect(humanDecimals(Float64Array.from([1, 2.25, NaN]))).toBe(2);
	});
});

describe('areaUnderCurve', () => {
	it('is the share of pairs in order, ties counting half', () => {
		const rows = fc.array(fc.tuple(fc.integer({ min: 0, max: 5 }), fc.boolean()), { minLength: 2 });
		fc.assert(
			fc.property(rows, (list) => {
				const positives = list.filter(([, label]) => label).map(([score]) => score);
				const negatives = list.filter(([, label]) => !label).map(([score]) => score);
				fc.pre(positives.length > 0 && negatives.length > 0);
				let won = 0;
				for (const p of positives) for (const n of negatives) won += p > n ? 1 : p === n ? 0.5 : 0;
				const scores = Float64Array.from(list, ([score]) => score);
				const labels = Uint8Array.from(list, ([, label]) => (label ? 1 : 0));
				expect(areaUnderCurve(scores, labels)).toBeCloseTo(
					won / (positives.length * negatives.length),
					12
				);
			})
		);
	});
});
