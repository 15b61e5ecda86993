import { matchJitterJob, type MatchedJitter } from '$lib/kernels/search/match-jitter';
import type { SearchInput } from '$lib/kernels/search/search-input';
import type { RunContext } from '$lib/terms/run';

/** The tables as the search is to compare them. */
interface Matched {
	readonly table: SearchInput;
	/** What the generator tears apart by moving them, of the tables as they are. */
	readonly relations: MatchedJitter['relations'];
}

/** Moves human values at random where and as far as the generator does, so that the search finds what that leaves unexplained. */
export async function matchJitter(
	table: SearchInput,
	{ compute, signal }: Pick<RunContext, 'compute' | 'signal'>
): Promise<Matched> {
	const matched = await compute.run(matchJitterJob, table, { signal });
	const moved = new Map(matched.columns.map(({ column, human }) => [column, human]));
	const columns = table.columns.map((column, at) => ({
		...column,
		human: moved.get(at) ?? column.human
	}));
	return {
		table: { ...table, columns },
		relations: matched.relations
	};
}
