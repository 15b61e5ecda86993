import type { SearchInput } from '$lib/kernels/search/search-input';
import type { SearchColumn } from '$lib/kernels/search/table';
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

function numberOf(bound: number | string): number {
	return typeof bound === 'number' ? bound : Date.parse(`${bound.replace(' ', 'T')}Z`);
}

function searchColumn(column: EncodedColumn): SearchColumn {
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
			hasOther: true,
			human,
			synthetic
		};
	}
	const lows = Float64Array.from(column.levels, ({ low }) => numberOf(low));
	const highs = Float64Array.from(column.levels, ({ high }) => numberOf(high));
	return {
		kind: column.kind,
		levels: column.levels.length,
		groups: column.groups,
		lows,
		highs,
		spread: spreadOf(human, lows, highs),
		hasOther: false,
		human,
		synthetic
	};
}

/** The 10–90 % range of coded values; levels that hold infinities count by their finite end. */
function spreadOf(codes: Uint8Array, lows: Float64Array, highs: Float64Array): number {
	const counts = new Float64Array(256);
	for (const code of codes) counts[code]!++;
	const present = codes.length - counts[0]!;
	let below = 0;
	let low = 0;
	let high = 0;
	for (let level = 0; level < lows.length; level++) {
		const before = below;
		below += counts[level + 1]!;
		if (before < 0.1 * present) low = lows[level]!;
		if (before < 0.9 * present) high = highs[level]!;
	}
	return Number.isFinite(high - low) ? high - low : 0;
}

/** What the search jobs read of an encoded pair. */
export function searchInput(
	columns: readonly EncodedColumn[],
	encoded: EncodedPair,
	settings: Settings
): SearchInput {
	return {
		columns: columns.map(searchColumn),
		rows: { human: encoded.sample.human.rows, synthetic: encoded.sample.synthetic.rows },
		weights: encoded.weights,
		maxConditions: Math.max(1, Math.min(MAX_CONDITIONS, settings.maxConditions)),
		tolerance: settings.tolerance
	};
}
