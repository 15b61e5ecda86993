/** A wanted combination: the allowed levels of each column, or null where any level will do. */
export type Pattern = readonly (ReadonlySet<number> | null)[];

/** One kind of person, as a level of each column, and the patterns that it is taken for. */
export interface Pick {
	readonly levels: readonly number[];
	readonly meets: readonly number[];
}

/** Whether people who meet all these patterns exist. Where some cannot, no more of them can. */
export type IsPossible = (meets: readonly number[]) => boolean;

/** What both patterns allow; null where a column is left without a level. */
export function both(one: Pattern, other: Pattern): Pattern | null {
	const shared = one.map((allowed, column) => {
		const others = other[column]!;
		if (allowed === null || others === null) return allowed ?? others;
		return new Set([...allowed].filter((level) => others.has(level)));
	});
	return shared.some((allowed) => allowed?.size === 0) ? null : shared;
}

/** The lowest level that each column allows. */
function lowest(pattern: Pattern): readonly number[] {
	return pattern.map((allowed) => (allowed === null ? 0 : Math.min(...allowed)));
}

function isBefore(one: readonly number[], other: readonly number[]): boolean {
	const at = one.findIndex((level, column) => level !== other[column]);
	return at >= 0 && one[at]! < other[at]!;
}

/**
 * The kind of person that meets most of the `open` patterns; ties go to the lowest levels, column by column.
 * Branch and bound over the patterns; null where no possible kind meets any.
 */
export function bestPick(
	patterns: readonly Pattern[],
	open: ReadonlySet<number>,
	isPossible: IsPossible = () => true
): Pick | null {
	const order = [...open].sort((a, b) => a - b);
	let best: Pick | null = null;
	const walk = (at: number, meets: readonly number[], shared: Pattern) => {
		const reach = meets.length + order.length - at;
		if (reach === 0 || reach < (best?.meets.length ?? 0)) return;
		if (at === order.length) {
			const levels = lowest(shared);
			if (best === null || meets.length > best.meets.length || isBefore(levels, best.levels))
				best = { levels, meets };
			return;
		}
		const next = order[at]!;
		const narrower = both(shared, patterns[next]!);
		const joined = [...meets, next];
		if (narrower !== null && isPossible(joined)) walk(at + 1, joined, narrower);
		walk(at + 1, meets, shared);
	};
	walk(
		0,
		[],
		(patterns[0] ?? []).map(() => null)
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
	isPossible: IsPossible = () => true
): readonly (Pick & { readonly people: number })[] {
	const left = [...needs];
	const picks: (Pick & { readonly people: number })[] = [];
	for (;;) {
		const open = new Set(left.flatMap((need, i) => (need > 0 ? [i] : [])));
		const pick = bestPick(patterns, open, isPossible);
		if (pick === null) return picks;
		const people = Math.min(...pick.meets.map((i) => left[i]!));
		for (const i of pick.meets) left[i]! -= people;
		picks.push({ ...pick, people });
	}
}
