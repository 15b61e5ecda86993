import type { Recipe } from '$lib/terms/recipe';
import { advance, beginHistory, stepBack, stepForward, type History } from './history';

/** What is decided, and what is looked at: a brush, a part of a list. */
interface Moment {
	readonly recipe: Recipe;
	/** By the view that looks. */
	readonly views: readonly (readonly [view: object, value: unknown])[];
}

/** A drag is one step: looks of the same kind that follow each other within so long. */
const ONE_LOOK_MS = 1000;

/** The recipe and what is looked at, with all that they were before: undo and redo go over both. */
export class Timeline {
	#history = $state.raw<History<Moment>>(beginHistory({ recipe: {} as Recipe, views: [] }));
	/** That of the present moment, apart: whoever reads it is not told of each move of a brush. */
	#recipe = $state.raw() as Recipe;
	#latest: { readonly view: object; readonly look: string | null; readonly atMs: number } | null =
		null;

	constructor(recipe: Recipe) {
		this.restart(recipe);
	}

	get recipe(): Recipe {
		return this.#recipe;
	}
	get canUndo(): boolean {
		return this.#history.past.length > 0;
	}
	get canRedo(): boolean {
		return this.#history.future.length > 0;
	}

	/** A new beginning, before which nothing can be undone. */
	restart(recipe: Recipe): void {
		this.#latest = null;
		this.#go(beginHistory({ recipe: Object.freeze(recipe), views: [] }));
	}

	/** A step that undo takes back. */
	decide(recipe: Recipe): void {
		this.#latest = null;
		const { views } = this.#history.present;
		this.#go(advance(this.#history, { recipe: Object.freeze(recipe), views }));
	}

	/** The recipe as it turns out to be: no step. */
	amend(recipe: Recipe): void {
		const present = { ...this.#history.present, recipe: Object.freeze(recipe) };
		this.#go({ ...this.#history, present });
	}

	undo(): void {
		this.#latest = null;
		this.#go(stepBack(this.#history));
	}

	redo(): void {
		this.#latest = null;
		this.#go(stepForward(this.#history));
	}

	/** What a view looks at; undefined where it has not begun to. */
	lookedAt(view: object): unknown {
		return valueOf(this.#history.present, view);
	}

	/** A step of a view; one with the step before it if that was the same kind of look, a moment ago. Null is like no other. */
	look(view: object, value: unknown, look: string | null): void {
		const { recipe, views } = this.#history.present;
		const others = views.filter(([one]) => one !== view);
		const next: Moment = { recipe, views: [...others, [view, value]] };
		const now = performance.now();
		const latest = this.#latest;
		const isGoingOn =
			look !== null &&
			latest?.view === view &&
			latest.look === look &&
			now - latest.atMs < ONE_LOOK_MS;
		this.#go(isGoingOn ? { ...this.#history, present: next } : advance(this.#history, next));
		this.#latest = { view, look, atMs: now };
	}

	/** A view goes away, and its steps with it: nobody would see them undone. */
	forget(view: object): void {
		const { past, present, future } = this.#history;
		const hasLooked = ({ views }: Moment) => views.some(([one]) => one === view);
		if (![...past, present, ...future].some(hasLooked)) return;
		this.#latest = null;
		const without = ({ recipe, views }: Moment): Moment => ({
			recipe,
			views: views.filter(([one]) => one !== view)
		});
		const now = without(present);
		this.#go({
			past: steps([...past.map(without), now]).slice(0, -1),
			present: now,
			future: steps([now, ...future.map(without)]).slice(1)
		});
	}

	#go(history: History<Moment>): void {
		this.#history = history;
		this.#recipe = history.present.recipe;
	}
}

/** Moments without those that are as the one before. */
function steps(moments: readonly Moment[]): Moment[] {
	return moments.filter((moment, i) => i === 0 || !isSame(moments[i - 1]!, moment));
}

function isSame(a: Moment, b: Moment): boolean {
	return (
		a.recipe === b.recipe &&
		a.views.length === b.views.length &&
		a.views.every(([view, value]) => valueOf(b, view) === value)
	);
}

function valueOf({ views }: Moment, view: object): unknown {
	return views.find(([one]) => one === view)?.[1];
}
