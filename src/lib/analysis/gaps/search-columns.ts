import type { SearchInput } from '$lib/kernels/search/search-input';
import type { EncodedColumn, EncodedPair } from '$lib/terms/encoded';
import type { Settings } from '$lib/terms/recipe';
import { MAX_CONDITIONS } from '$lib/terms/region';

function sortKey({ column, measure }: EncodedColumn): string {
	return JSON.stringify([column, measure ?? '']);
}

/** Columns in an order that does not depend on the file's. */
export function sortColumns(columns: readonly EncodedColumn[]): EncodedColumn[] {
	return [...columns].sort((a, b) => (sortKey(a) < sortKey(b) ? -1 : 1));
}

/** What the search jobs read of an encoded pair. */
export function searchInput(
	columns: readonly EncodedColumn[],
	encoded: EncodedPair,
	settings: Settings
): SearchInput {
	return {
		columns: columns.map((column) => ({
			kind: column.kind,
			levels: column.levels.length,
			groups: column.kind === 'ordered' ? column.groups : null,
			hasOther: column.kind === 'categories',
			human: column.codes.human,
			synthetic: column.codes.synthetic
		})),
		rows: { human: encoded.sample.human.rows, synthetic: encoded.sample.synthetic.rows },
		weights: encoded.weights,
		maxConditions: Math.max(1, Math.min(MAX_CONDITIONS, settings.maxConditions)),
		tolerance: settings.tolerance
	};
}
