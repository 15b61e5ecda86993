import { driveJob } from '$lib/kernels/drive-job';
import { streamSeed } from '$lib/kernels/random';
import { scatter } from '$lib/kernels/scatter';
import { sortRows } from '$lib/kernels/sort-rows';
import type { SearchInput } from '$lib/kernels/search/search-input';
import type { SearchColumn } from '$lib/kernels/search/table';
import type { Role } from '$lib/terms/dataset';
import type { EncodedColumn, EncodedPair } from '$lib/terms/encoded';
import type { Settings } from '$lib/terms/recipe';
import { MAX_CONDITIONS } from '$lib/terms/region';

/** Not the recipe's: what a generator blurs is no matter of chance, and the list should not hang on it. */
const SCATTER_SEED = 1;
/** Bounds of dates are read in milliseconds. */
const MICROSECONDS = 1000;

type Codes = Readonly<Record<Role, Uint8Array>>;

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

function searchColumn(column: EncodedColumn, codes: Codes): SearchColumn {
	const { human, synthetic } = codes;
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
		human: scatter(human, column.scatter, streamSeed(SCATTER_SEED, sortKey(column))),
		synthetic
	};
}

interface LayOutInput {
	readonly columns: readonly EncodedColumn[];
	readonly encoded: EncodedPair;
	readonly settings: Settings;
	/** Row numbers among those encoded, by side; null for all. */
	readonly chosen: Readonly<Record<Role, Uint32Array | null>>;
}

function* layOut({
	columns,
	encoded,
	settings,
	chosen
}: LayOutInput): Generator<number, SearchInput, void> {
	const { sample, weights } = encoded;
	const order = (role: Role) =>
		sortRows(
			columns.map(({ codes }) => codes[role]),
			chosen[role] ?? Uint32Array.from({ length: sample[role].rows }, (_, row) => row)
		);
	const orders = { human: yield* order('human'), synthetic: yield* order('synthetic') };
	const inOrder = <T extends Uint8Array | Float64Array>(values: T, role: Role): T => {
		const order = orders[role];
		const ordered = values.slice(0, order.length) as T;
		for (let i = 0; i < order.length; i++) ordered[i] = values[order[i]!]!;
		return ordered;
	};
	const searched: SearchColumn[] = [];
	for (const column of columns) {
		yield searched.length / columns.length;
		const { human, synthetic } = column.codes;
		const codes = { human: inOrder(human, 'human'), synthetic: inOrder(synthetic, 'synthetic') };
		searched.push(searchColumn(column, codes));
	}
	return {
		columns: searched,
		rows: { human: orders.human.length, synthetic: orders.synthetic.length },
		weights: {
			human: weights.human && inOrder(weights.human, 'human'),
			synthetic: weights.synthetic && inOrder(weights.synthetic, 'synthetic')
		},
		maxConditions: Math.max(1, Math.min(MAX_CONDITIONS, settings.maxConditions)),
		tolerance: settings.tolerance
	};
}

/**
 * What the search jobs read of an encoded pair: of the rows chosen, or of all (null). They come in the order of their codes, so
 * that chance, which shuffles rows by number, does not depend on the order in the files. Done in this thread, a column at a
 * time, because the codes lie here and a page must stay alive meanwhile.
 * @throws an `AbortError` once `signal` aborts
 */
export function searchInput(
	columns: readonly EncodedColumn[],
	encoded: EncodedPair,
	settings: Settings,
	signal: AbortSignal,
	chosen: LayOutInput['chosen'] = { human: null, synthetic: null }
): Promise<SearchInput> {
	const job = { name: 'search-input', run: layOut };
	return driveJob(job, { columns, encoded, settings, chosen }, { signal });
}
