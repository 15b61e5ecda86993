import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Condition, Region } from '$lib/terms/region';
import { inSteps, isWithin, withoutDifferences } from './differencing';

const BOUNDS = [0, 1, 2, 3] as const;
/** Between, on and beyond all bounds, and missing. */
const POINTS = [-1, 0, 0.5, 1, 1.5, 2, 2.5, 3, 4, null] as const;

const bound = fc.option(fc.constantFrom(...BOUNDS));
const anyCondition: fc.Arbitrary<Condition> = fc.oneof(
	fc
		.record({
			...{ kind: fc.constant('range' as const), of: fc.constant('number' as const) },
			...{ column: fc.constant('x'), low: bound, high: bound },
			...{ isLowClosed: fc.boolean(), isHighClosed: fc.boolean() }
		})
		.filter(({ low, high }) => low !== null || high !== null)
		.filter(({ low, high }) => low === null || high === null || low < high),
	fc.record({
		...{ kind: fc.constant('set' as const), column: fc.constant('x') },
		values: fc.uniqueArray(fc.constantFrom(...BOUNDS), { minLength: 1 })
	}),
	fc.record({ kind: fc.constant('missing' as const), column: fc.constant('x') })
);

function meets(point: number | null, condition: Condition): boolean {
	if (condition.kind === 'missing') return point === null;
	if (point === null) return false;
	if (condition.kind === 'set') return condition.values.includes(point);
	const [low, high] = [condition.low as number | null, condition.high as number | null];
	const { isLowClosed, isHighClosed } = condition;
	return (
		(low === null || point > low || (isLowClosed && point === low)) &&
		(high === null || point < high || (isHighClosed && point === high))
	);
}

const of = (...conditions: Condition[]): Region => ({ conditions });
const atLeast = (low: number): Condition => ({
	...{ kind: 'range', of: 'number', column: 'age', low, high: null },
	...{ isLowClosed: true, isHighClosed: false }
});
const cook: Condition = { kind: 'set', column: 'job', values: ['cook'] };

describe('one region within another', () => {
	it('is what holds for every value there can be', () => {
		fc.assert(
			fc.property(anyCondition, anyCondition, (narrow, wide) => {
				const isSo = POINTS.every((point) => !meets(point, narrow) || meets(point, wide));
				// A closed range of single points could be a set: nobody needs to see that.
				fc.pre(!(narrow.kind === 'range' && wide.kind === 'set'));
				expect(isWithin(of(narrow), of(wide))).toBe(isSo);
			}),
			{ numRuns: 2000 }
		);
	});

	it('may have more conditions, never fewer', () => {
		expect(isWithin(of(atLeast(65), cook), of(atLeast(60)))).toBe(true);
		expect(isWithin(of(atLeast(60)), of(atLeast(60), cook))).toBe(false);
		expect(isWithin(of(cook), of())).toBe(true);
	});
});

describe('counts beside each other', () => {
	const table = { region: of(), rows: 500 };

	it('lose the later one where the difference would tell of too few people', () => {
		const [wide, near, far] = [
			{ region: of(atLeast(60)), rows: 90 },
			{ region: of(atLeast(61)), rows: 84 },
			{ region: of(atLeast(65)), rows: 70 }
		];
		expect(withoutDifferences([wide!, near!, far!], [table])).toEqual([wide, far]);
		expect(withoutDifferences([{ region: of(cook), rows: 493 }], [table])).toEqual([]);
	});

	it('stay where nobody stands between, and where neither lies in the other', () => {
		const same = [
			{ region: of(atLeast(60)), rows: 90 },
			{ region: of(atLeast(60.5)), rows: 90 },
			{ region: of(cook), rows: 88 }
		];
		expect(withoutDifferences(same, [table])).toEqual(same);
	});
});

it('a share of people goes in steps of ten of them, none apart', () => {
	expect([0, 0.001, 0.013, 0.997, 1].map((share) => inSteps(share, 1000))).toEqual([
		0, 0.01, 0.01, 1, 1
	]);
});
