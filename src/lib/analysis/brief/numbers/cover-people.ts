/** A wanted combination: the allowed level of each column, or null where any level will do. */
export type Pattern = readonly (ReadonlySet<number> | null)[];

/** One kind of person, as a level of each column, and the patterns that it meets. */
export interface Pick {
	readonly levels: readonly number[];
	readonly meets: readonly number[];
}

/** Whether people with these levels exist; levels of the columns so far, in order. */
export type IsPossible = (levels: readonly number[]) => boolean;

/**
 * The kind of person that meets most of the `open` patterns; ties go to the lowest levels, column by column.
 * Branch and bound over the columns' levels; null where no possible kind meets any.
 */
export function bestPick(
	patterns: readonly Pattern[],
	open: ReadonlySet<number>,
	levelCounts: readonly number[],
	isPossible: IsPossible = () => true
): Pick | null {
	let best: Pick | null = null;
	const walk = (levels: readonly number[], alive: readonly number[]) => {
		if (alive.length <= (best?.meets.length ?? 0)) return;
		const column = levels.length;
		if (column === levelCounts.length) {
			if (isPossible(levels)) best = { levels, meets: alive };
			return;
		}
		for (let level = 0; level < levelCounts[column]!; level++) {
			const still = alive.filter((i) => patterns[i]![column]?.has(level) ?? true);
			walk([...levels, level], still);
		}
	};
	walk(
		[],
		[...open].sort((a, b) => a - b)
	);
	return best;
}

/**
 * Few kinds of people who together meet every pattern as often as it needs: greedy hitting set, the kind that
 * meets most unmet patterns first. Patterns that no possible kind meets are left out.
 * Source: Asudeh, Jin, Jagadish, ICDE 2019.
 */
export function coverPeople(
	patterns: readonly Pattern[],
	needs: readonly number[],
	levelCounts: readonly number[],
	isPossible: IsPossible = () => true
): readonly (Pick & { readonly people: number })[] {
	const left = [...needs];
	const picks: (Pick & { readonly people: number })[] = [];
	for (;;) {
		const open = new Set(left.flatMap((need, i) => (need > 0 ? [i] : [])));
		const pick = bestPick(patterns, open, levelCounts, isPossible);
		if (pick === null) return picks;
		const people = Math.min(...pick.meets.map((i) => left[i]!));
		for (const i of pick.meets) left[i]! -= people;
		picks.push({ ...pick, people });
	}
}
