import type { FilterChoice, PlatformFilter } from '$lib/terms/brief';

type Ranges = readonly { readonly lower: number; readonly upper: number }[];

function rangesOf(filter: PlatformFilter): Ranges {
	if (filter.kind === 'select') return [];
	return filter.kind === 'range' ? [{ lower: filter.lower, upper: filter.upper }] : filter.ranges;
}

function uniqueChoices(choices: readonly FilterChoice[]): readonly FilterChoice[] {
	return choices.filter(({ id }, i) => choices.findIndex((other) => other.id === id) === i);
}

/** One filter that lets in whom both of the platform's same filter let in. */
export function narrowFilter(one: PlatformFilter, other: PlatformFilter): PlatformFilter {
	if (one.kind === 'select' && other.kind === 'select') {
		const choices = one.choices.filter(({ id }) => other.choices.some((its) => its.id === id));
		const rest = uniqueChoices([
			...one.choices,
			...(one.others ?? []),
			...other.choices,
			...(other.others ?? [])
		]).filter(({ id }) => !choices.some((its) => its.id === id));
		// A quota leaves nobody out: what the group is narrowed by goes to the others.
		return one.others === undefined || other.others === undefined
			? { kind: 'select', filterId: one.filterId, title: one.title, choices }
			: { ...one, choices, others: rest };
	}
	const ranges = rangesOf(one).flatMap((a) =>
		rangesOf(other).flatMap((b) => {
			const [lower, upper] = [Math.max(a.lower, b.lower), Math.min(a.upper, b.upper)];
			return lower <= upper ? [{ lower, upper }] : [];
		})
	);
	const base = { filterId: one.filterId, title: one.title };
	return ranges.length === 1
		? { kind: 'range', ...base, ...ranges[0]! }
		: { kind: 'any-range', ...base, ranges };
}
