import type { Timeline } from './timeline.svelte';

/** What one page alone shows or writes, such as a brush, which undo and redo cover while it is there: `forget` it with the page. */
export class View<T> {
	readonly #timeline: Timeline;
	#initial = $state.raw() as T;
	readonly #value = $derived.by(() => (this.#timeline.lookedAt(this) ?? this.#initial) as T);

	constructor(timeline: Timeline, initial: T) {
		this.#timeline = timeline;
		this.#initial = initial;
	}

	get value(): T {
		return this.#value;
	}

	/** @param look what is done, such as the column that is brushed: a drag of one is one step. Null where each is one. */
	set(value: T, look: string | null): void {
		this.#timeline.look(this, value, look);
	}

	/** A new beginning: what was before is no step any more. */
	restart(value: T): void {
		this.#initial = value;
		this.#timeline.forget(this);
	}

	/** Its steps go, soon: while a page is taken down Svelte shows all state as it was before, which would come back. */
	forget(): void {
		queueMicrotask(() => this.#timeline.forget(this));
	}
}
