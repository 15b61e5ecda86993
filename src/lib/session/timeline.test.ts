import { describe, expect, it, vi } from 'vitest';
import { EMPTY_RECIPE, type Recipe } from '$lib/terms/recipe';
import { Timeline } from './timeline.svelte';
import { View } from './view.svelte';

const tolerating = (tolerance: number): Recipe => ({
	...EMPTY_RECIPE,
	settings: { ...EMPTY_RECIPE.settings, tolerance }
});

/** Steps back until the first moment: what a view shows on the way. */
function back(timeline: Timeline, view: View<number>): number[] {
	const shown = [view.value];
	while (timeline.canUndo) {
		timeline.undo();
		shown.push(view.value);
	}
	return shown;
}

describe('Timeline', () => {
	it('goes back over decisions and looks in the order they were made, and forward again', () => {
		const timeline = new Timeline(EMPTY_RECIPE);
		const view = new View(timeline, 0);
		view.set(1, 'brush');
		timeline.decide(tolerating(0.2));
		view.set(2, 'brush');
		const now = () => [timeline.recipe.settings.tolerance, view.value];
		timeline.undo();
		expect(now()).toEqual([0.2, 1]);
		timeline.undo();
		expect(now()).toEqual([EMPTY_RECIPE.settings.tolerance, 1]);
		timeline.redo();
		timeline.redo();
		expect(now()).toEqual([0.2, 2]);
		expect(timeline.canRedo).toBe(false);
	});

	it('takes a drag for one step, and a look at something else, or later, for another', () => {
		vi.useFakeTimers();
		const timeline = new Timeline(EMPTY_RECIPE);
		const view = new View(timeline, 0);
		for (const value of [1, 2, 3]) view.set(value, 'age');
		view.set(4, 'sex');
		vi.advanceTimersByTime(2000);
		view.set(5, 'sex');
		expect(back(timeline, view)).toEqual([5, 4, 3, 0]);
		vi.useRealTimers();
	});

	it('forgets the steps of a view that goes away, and nothing else', async () => {
		const timeline = new Timeline(EMPTY_RECIPE);
		const [gone, kept] = [new View(timeline, 0), new View(timeline, 0)];
		gone.set(1, 'brush');
		timeline.decide(tolerating(0.2));
		gone.set(2, 'brush');
		kept.set(7, 'brush');
		gone.set(3, 'brush');
		timeline.undo();
		gone.forget();
		await Promise.resolve();
		expect(gone.value).toBe(0);
		expect(timeline.canRedo).toBe(false);
		expect(back(timeline, kept)).toEqual([7, 0, 0]);
		expect(timeline.recipe).toBe(EMPTY_RECIPE);
	});

	it('amends the recipe without a step', () => {
		const timeline = new Timeline(EMPTY_RECIPE);
		timeline.amend(tolerating(0.3));
		expect(timeline.canUndo).toBe(false);
		expect(timeline.recipe.settings.tolerance).toBe(0.3);
	});
});
