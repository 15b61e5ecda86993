import { streamSeed } from '$lib/kernels/random';
import { scatter } from '$lib/kernels/scatter';
import type { SearchInput } from '$lib/kernels/search/search-input';
import type { SearchColumn } from '$lib/kernels/search/table';
import type { EncodedColumn, EncodedPair } from '$lib/terms/encoded';
import type { Settings } from '$lib/terms/recipe';
import { MAX_CONDITIONS } from '$lib/terms/region';

/** Bounds of dates are read in milliseconds. */
const MICROSECONDS = 1000;

function sortKey({ column, measure }: EncodedColumn): string {
	return JSON.stringify([column, measure ?? '']);
}

/** Columns in an order that does not depend on the file's. */
export function sortColumns(columns: readonly EncodedColumn[]): EncodedColumn[] {
	return [...columns].sort((a, b) => (sortKey(a) < sortKey(b) ? -1 : 1));
}

function numberOf(bound: number | string): number {
	return typeof bound === 'number' ? bound : Date.parse(`${bound.replace(' ', 'T')}Z`);
}

function searchColumn(column: EncodedColumn, seed: number): SearchColumn {
	const { human, synthetic } = column.codes;
	if (column.kind === 'categories') {
		const [lows, highs, groups] = [null, null, null];
		const levels = column.levels.length;
		return {
			kind: column.kind,
			levels,
			groups,
			lows,
			highs,
			spread: 0,
			blurWidth: 0,
			kept: [],
			hasOther: true,
			human,
			synthetic
		};
	}
	const unit = column.of === 'date' ? MICROSECONDS : 1;
	const lows = Float64Array.from(column.levels, ({ low }) => numberOf(low));
	const highs = Float64Array.from(column.levels, ({ high }) => numberOf(high));
	return {
		kind: column.kind,
		levels: column.levels.length,
		groups: column.groups,
		lows,
		highs,
		spread: column.spread / unit,
		blurWidth: column.blurWidth / unit,
		kept: column.kept,
		hasOther: false,
		human: scatter(human, column.scatter, streamSeed(seed, `scatter ${sortKey(column)}`)),
		synthetic
	};
}

/** What the search jobs read of an encoded pair. */
export function searchInput(
	columns: readonly EncodedColumn[],
	encoded: EncodedPair,
	settings: Settings
): SearchInput {
	return {
		columns: columns.map((column) => searchColumn(column, settings.seed)),
		rows: { human: encoded.sample.human.rows, synthetic: encoded.sample.synthetic.rows },
		weights: encoded.weights,
		maxConditions: Math.max(1, Math.min(MAX_CONDITIONS, settings.maxConditions)),
		tolerance: settings.tolerance
	};
}
