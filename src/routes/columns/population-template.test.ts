import { expect, it } from 'vitest';
import type { CategoryShares, ColumnComparison } from '$lib/terms/compare';
import { populationTemplate } from './population-template';

const column = (name: string, categories: readonly CategoryShares[]): ColumnComparison => ({
	...{ ref: { column: name }, of: categories.length > 0 ? 'category' : 'number', leaks: [] },
	...{ shape: { value: 1, ceiling: 1 }, coverage: 1, coverageAtCount: 1, histogram: null },
	...{ categories, drift: { test: 'chi-square', pValue: 1, effect: 0, effectName: 'Cramér’s V' } }
});
const share = (label: string | null, human: number) => ({ label, human, synthetic: 0 });

it('lists the human shares of categories as per cent, what people do not have and the rest left out', () => {
	expect(
		populationTemplate([
			column('age', []),
			column('sex', [share('Female', 0.338), share('Male', 0.662), share('made up', 0)]),
			column('town, "old"', [share('a, b', 0.25), share('(empty)', 0.05), share(null, 0.7)])
		])
	).toBe('column,value,percent\nsex,Female,33.80\nsex,Male,66.20\n"town, ""old""","a, b",25.00\n');
});
