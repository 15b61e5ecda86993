/** A value with the states before and after it, for undo and redo. Immutable. */
export interface History<T> {
	readonly past: readonly T[];
	readonly present: T;
	readonly future: readonly T[];
}

const LONGEST = 200;

/** A history that begins with `present`. */
export function beginHistory<T>(present: T): History<T> {
	return { past: [], present, future: [] };
}

/** The history after a change to `next`; what had been undone is forgotten. */
export function advance<T>({ past, present }: History<T>, next: T): History<T> {
	return { past: [...past.slice(1 - LONGEST), present], present: next, future: [] };
}

/** One step back; the same history where there is none. */
export function stepBack<T>(history: History<T>): History<T> {
	const previous = history.past.at(-1);
	if (previous === undefined) return history;
	return {
		past: history.past.slice(0, -1),
		present: previous,
		future: [history.present, ...history.future]
	};
}

/** One step forward again; the same history where nothing was undone. */
export function stepForward<T>(history: History<T>): History<T> {
	const [next, ...future] = history.future;
	if (next === undefined) return history;
	return { past: [...history.past, history.present], present: next, future };
}
