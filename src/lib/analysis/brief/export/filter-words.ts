import type { FilterChoice, PlatformFilter } from '$lib/terms/brief';

function named(choices: readonly FilterChoice[]): string {
	return choices.map(({ id, label }) => `${label} [${id}]`).join(', ');
}

/** A platform filter in words, with its ids: "Age (age): 71 to 100". */
export function filterWords(filter: PlatformFilter): string {
	const name = `${filter.title} (${filter.filterId})`;
	if (filter.kind === 'range') return `${name}: ${filter.lower} to ${filter.upper}.`;
	if (filter.kind === 'any-range')
		return `${name}: ${filter.ranges.map(({ lower, upper }) => `${lower} to ${upper}`).join(' or ')}.`;
	return `${name}: ${named(filter.choices)}.`;
}
