/** A small choice of the person that this browser keeps, such as the theme; null where it keeps none, as in some private windows. */
export function keptChoice(name: string): string | null {
	try {
		return localStorage.getItem(name);
	} catch {
		return null;
	}
}

/** Keeps a choice for the next visit, where the browser lets it; null forgets it. */
export function keepChoice(name: string, value: string | null): void {
	try {
		if (value === null) localStorage.removeItem(name);
		else localStorage.setItem(name, value);
	} catch {
		// It then holds for this visit.
	}
}
