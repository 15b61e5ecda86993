import * as v from 'valibot';
import type { Brief } from '$lib/terms/brief';
import { LacunaError } from '$lib/terms/error';

const LiveFilter = v.object({
	filter_id: v.string(),
	choices: v.optional(v.nullable(v.record(v.string(), v.string())))
});
const LiveList = v.union([
	v.array(LiveFilter),
	v.pipe(
		v.object({ results: v.array(LiveFilter) }),
		v.transform(({ results }) => results)
	),
	v.pipe(
		v.object({ filters: v.array(LiveFilter) }),
		v.transform(({ filters }) => filters)
	)
]);

/** What a live list says against a brief's filters; none where every id stands for what the brief says. */
export interface FilterCheck {
	readonly isVerified: boolean;
	readonly problems: readonly string[];
}

/** The platform's own filters, by id. */
export type FilterList = ReadonlyMap<string, v.InferOutput<typeof LiveFilter>>;

/**
 * Reads the platform's list, pasted from GET /api/v1/filters/?detailed=1.
 * @throws {@link LacunaError} `file-format` where the text is no such list.
 */
export function readFilterList(pasted: string): FilterList {
	try {
		const filters = v.parse(LiveList, JSON.parse(pasted));
		return new Map(filters.map((filter) => [filter.filter_id, filter]));
	} catch (cause) {
		throw new LacunaError('file-format', 'The pasted text is no list of platform filters.', {
			hint: 'Paste the whole answer of GET /api/v1/filters/?detailed=1, as JSON.',
			cause
		});
	}
}

/** Holds the brief's filter ids against the platform's own list. */
export function verifyFilters(brief: Brief, live: FilterList): FilterCheck {
	const used = brief.regions.flatMap(({ conditions }) =>
		conditions.flatMap(({ filter }) => filter ?? [])
	);
	const problems = used.flatMap((filter) => {
		const found = live.get(filter.filterId);
		if (found === undefined) return [`The platform lists no filter ${filter.filterId}.`];
		if (filter.kind !== 'select') return [];
		return [...filter.choices, ...(filter.others ?? [])].flatMap(({ id, label }) => {
			const said = found.choices?.[id]?.replace(/\s+/g, ' ').trim();
			return said === label
				? []
				: [`${filter.filterId} ${id} is “${said ?? 'nothing'}” there, “${label}” here.`];
		});
	});
	return { isVerified: problems.length === 0, problems: [...new Set(problems)] };
}
