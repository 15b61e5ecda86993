import { createContext } from 'svelte';
import { EMPTY_RECIPE, type Recipe } from '$lib/terms/recipe';
import { advance, beginHistory, stepBack, stepForward } from './history';

/**
 * The live model behind every page: the recipe with its history, the opened files, and one task a step of the
 * analysis. The root layout makes one; pages take it by `useSession()`.
 */
export class Session {
	#history = $state.raw(beginHistory<Recipe>(Object.freeze(EMPTY_RECIPE)));

	/** The only input of the analysis beside the files, and the only thing that is shared. Frozen. */
	get recipe(): Recipe {
		return this.#history.present;
	}
	get canUndo(): boolean {
		return this.#history.past.length > 0;
	}
	get canRedo(): boolean {
		return this.#history.future.length > 0;
	}

	/** Changes the recipe; the one way to do so. It can be undone. */
	update(patch: Partial<Recipe>): void {
		this.#history = advance(this.#history, Object.freeze({ ...this.recipe, ...patch }));
	}

	undo(): void {
		this.#history = stepBack(this.#history);
	}

	redo(): void {
		this.#history = stepForward(this.#history);
	}
}

export const [useSession, provideSession] = createContext<Session>();
