import { describe, expect, it } from 'vitest';
import { EMPTY_RECIPE } from '$lib/terms/recipe';
import { keepDecisions, withOwnDecisions } from './own-decisions';

// There is no storage here, as in a browser that refuses any.
describe('decisions in a browser that keeps nothing', () => {
	it('are said to be lost where there are any', async () => {
		const decisions = { ownRegions: [], chosen: [], judgements: { c1: 'real' } } as const;
		expect(await keepDecisions('#v1.a', decisions)).toBe(false);
		expect(await keepDecisions('#v1.a', null)).toBe(true);
	});

	it('leave a recipe as its address tells it', async () => {
		expect(await withOwnDecisions(EMPTY_RECIPE, '#v1.a')).toBe(EMPTY_RECIPE);
	});
});
