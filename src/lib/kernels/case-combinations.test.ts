import fc from 'fast-check';
import { expect, it } from 'vitest';
import { CASE_CONDITIONS, CASE_SUBSETS, caseCombinationsJob } from './case-combinations';

const tables = fc.record({
	numbers: fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 2, maxLength: 5000 }),
	conditions: fc.array(
		fc.record({
			axis: fc.integer({ min: -1, max: 3 }),
			low: fc.oneof(fc.integer({ min: 0, max: 4 }), fc.constantFrom(0.5, -Infinity)),
			width: fc.oneof(fc.integer({ min: 0, max: 3 }), fc.constantFrom(1.25, Infinity))
		}),
		{ minLength: CASE_CONDITIONS, maxLength: 3 * CASE_CONDITIONS }
	)
});

it('counts what testing every row for every subset counts', () => {
	fc.assert(
		fc.property(tables, ({ numbers, conditions }) => {
			const count = numbers.length >> 1;
			const caseCount = Math.floor(conditions.length / CASE_CONDITIONS);
			const used = conditions.slice(0, caseCount * CASE_CONDITIONS);
			const rows = {
				count,
				numbers: Int16Array.from(numbers.slice(0, 2 * count), (value) => value - 2),
				codes: Uint16Array.from(numbers.slice(0, 2 * count).reverse())
			};
			const steps = caseCombinationsJob.run({
				space: { numberCount: 2, costs: [new Float32Array(5), new Float32Array(5)] },
				rows,
				conditions: {
					caseCount,
					axes: Int16Array.from(used, ({ axis }) => axis),
					low: Float32Array.from(used, ({ low }) => low),
					high: Float32Array.from(used, ({ low, width }) => low + width)
				}
			});
			let step = steps.next();
			while (step.done !== true) step = steps.next();
			const isMet = (row: number, { axis, low, width }: (typeof used)[number]) => {
				if (axis < 0) return true;
				const value = axis < 2 ? rows.numbers[2 * row + axis]! : rows.codes[2 * row + axis - 2]!;
				return value >= low && value <= low + width;
			};
			const expected: number[] = [];
			for (let at = 0; at < caseCount; at++)
				for (let subset = 0; subset < CASE_SUBSETS; subset++) {
					const chosen = used
						.slice(at * CASE_CONDITIONS, (at + 1) * CASE_CONDITIONS)
						.filter((_, i) => (subset >> i) & 1);
					let met = 0;
					for (let row = 0; row < count; row++)
						if (chosen.every((condition) => isMet(row, condition))) met++;
					expected.push(met);
				}
			expect([...step.value]).toEqual(expected);
		})
	);
});
