import { createRandom, streamSeed } from '$lib/kernels/random';
import type { SearchInput } from '$lib/kernels/search/search-input';
import type { SearchColumn } from '$lib/kernels/search/table';
import type { EncodedColumn, EncodedPair, ScatteredValue } from '$lib/terms/encoded';
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

/**
 * Human codes with scattered values scattered as the generator does, so that what it blurs is no gap, and holes beside
 * or within it still are.
 */
function scatterCodes(codes: Uint8Array, scatter: readonly ScatteredValue[], seed: number) {
	if (scatter.length === 0) return codes;
	const blurred = codes.slice();
	const random = createRandom(seed);
	const at = new Map(scatter.map((one) => [one.code, one]));
	codes.forEach((code, row) => {
		const one = at.get(code);
		if (one === undefined || random.next() >= one.moved) return;
		let left = random.next();
		const target = one.to.find(({ weight }) => (left -= weight) < 0) ?? one.to.at(-1)!;
		blurred[row] = target.code;
	});
	return blurred;
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
		human: scatterCodes(human, column.scatter, streamSeed(seed, `scatter ${sortKey(column)}`)),
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
