import { describe, expect, it } from 'vitest';
import type { Condition, Region } from '$lib/terms/region';
import { coarsenRegions } from './coarsen';

const range = (low: number | null, high: number | null): Condition => ({
	kind: 'range',
	of: 'number',
	column: 'age',
	low,
	high,
	isLowClosed: true,
	isHighClosed: true
});
const set = (...values: string[]): Condition => ({ kind: 'set', column: 'job', values });
const region = (...conditions: Condition[]): Region => ({ conditions });

/** Ages 1 to 100, ten people each, 101 to 105 one each; jobs by their number of people. */
async function coarsen(...regions: Region[]) {
	const ages = (test: (age: number) => boolean) =>
		Array.from({ length: 105 }, (_, i) => i + 1)
			.filter(test)
			.reduce((rows, age) => rows + (age <= 100 ? 10 : 1), 0);
	const jobs: Record<string, number> = { cook: 400, smith: 9, poet: 0 };
	return coarsenRegions(regions, 10, async (conditions) =>
		conditions.map((condition) => {
			if (condition.kind === 'set') return jobs[String(condition.values[0])]!;
			if (condition.kind === 'missing') return 0;
			const { low, high } = condition;
			return ages(
				(age) => (low === null || age >= Number(low)) && (high === null || age <= Number(high))
			);
		})
	);
}

describe('coarsenRegions', () => {
	it('keeps a region that enough rows stand behind as it is', async () => {
		const kept = region(range(65, 90), set('cook'));
		expect((await coarsen(kept))[0]).toBe(kept);
	});

	it('drops categories of fewer rows than the floor', async () => {
		expect(await coarsen(region(set('cook', 'smith', 'poet')))).toEqual([region(set('cook'))]);
	});

	it('opens an end that too few rows stand behind', async () => {
		expect(await coarsen(region(range(65, 104)))).toEqual([region(range(65, null))]);
		expect(await coarsen(region(range(0, 20)))).toEqual([region(range(null, 20))]);
	});

	it('drops a condition of which nothing is left, and a region with it', async () => {
		expect(await coarsen(region(set('smith'), range(65, null)), region(set('poet')))).toEqual([
			region(range(65, null)),
			null
		]);
	});
});
