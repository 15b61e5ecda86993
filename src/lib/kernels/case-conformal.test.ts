import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRandom } from './random';
import { adjustPValues, conformalPValues, nullDistances } from './case-conformal';

describe('conformalPValues', () => {
	it('counts the null distances as great, and the row itself', () => {
		const nulls = nullDistances(Float32Array.of(3, 1, 2, 2));
		expect([...conformalPValues(Float32Array.of(0.5, 2, 3, 9), nulls, 0)]).toEqual([
			1, 0.8, 0.4, 0.2
		]);
	});

	it('lets no row within the cutoff stand out', () => {
		const nulls = nullDistances(Float32Array.of(1, 1, 1));
		expect([...conformalPValues(Float32Array.of(2, 3), nulls, 2)]).toEqual([1, 0.25]);
	});

	it('flags rows of the null’s own kind at most as often as stated', () => {
		const random = createRandom(4);
		let tablesWithAFlag = 0;
		for (let table = 0; table < 400; table++) {
			const draw = () => Float32Array.from({ length: 200 }, () => random.next());
			const p = conformalPValues(draw(), nullDistances(draw()), 0);
			if (adjustPValues(p).some((adjusted) => adjusted <= 0.1)) tablesWithAFlag++;
		}
		// 400 tables at 10 %: 40 expected, 58 is three deviations more.
		expect(tablesWithAFlag).toBeLessThan(58);
	});
});

describe('adjustPValues', () => {
	it('passes exactly what the step-up rule passes', () => {
		const pValues = fc.array(
			fc.integer({ min: 1, max: 50 }).map((p) => p / 50),
			{ minLength: 1 }
		);
		fc.assert(
			fc.property(pValues, (list) => {
				const adjusted = adjustPValues(Float64Array.from(list));
				const sorted = list.toSorted((a, b) => a - b);
				for (const share of [0.05, 0.1, 0.3]) {
					const last = sorted.findLastIndex((p, i) => p <= (share * (i + 1)) / list.length + 1e-12);
					const limit = last < 0 ? -1 : sorted[last]!;
					list.forEach((p, i) => expect(adjusted[i]! <= share + 1e-12).toBe(p <= limit));
				}
			})
		);
	});
});
