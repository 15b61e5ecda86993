import type { ColumnComparison } from '$lib/terms/compare';
import {
	MISSING_CODE,
	type CategoryColumn,
	type EncodedColumn,
	type OrderedColumn
} from '$lib/terms/encoded';
import { ROLES } from '$lib/terms/dataset';
import { binsOf, type Bin, type Binning } from '$lib/analysis/encode/bins';

type Drawn = Omit<Bin, 'share'>;

/**
 * The bins in which the page Columns draws a column, for counting its searched rows in them; a bin for missing values
 * last and only where there are any. Without a comparison, those of {@link binsOf}.
 */
export function drawnBins(column: EncodedColumn, comparison: ColumnComparison | null): Binning {
	if (comparison === null) return binsOf(column);
	const { bins, binOf } =
		column.kind === 'ordered'
			? histogramBins(column, comparison.histogram?.edges ?? [])
			: categoryBins(column, comparison.categories);
	if (ROLES.some((role) => column.codes[role].includes(MISSING_CODE))) {
		binOf[MISSING_CODE] = bins.length;
		bins.push({ kind: 'missing', label: 'missing', low: null, high: null, value: null });
	}
	return { bins, binOf };
}

/** A level lies in the bin that holds its middle; a bin reaches as far as its levels do, one without from edge to edge. */
function histogramBins({ levels, of }: OrderedColumn, edges: readonly number[]) {
	const at = (bound: number | string) =>
		of === 'date' ? Date.parse(String(bound)) * 1000 : Number(bound);
	const bound = (edge: number) => (of === 'date' ? new Date(edge / 1000).toISOString() : edge);
	const count = Math.max(1, edges.length - 1);
	const binOf = new Uint8Array(256);
	const ends: (readonly [number | string, number | string] | undefined)[] = [];
	levels.forEach(({ low, high }, i) => {
		const middle = (at(low) + at(high)) / 2;
		const above = edges.findIndex((edge) => edge > middle);
		const bin = above < 0 ? count - 1 : Math.max(0, above - 1);
		binOf[i + 1] = bin;
		ends[bin] = [ends[bin]?.[0] ?? low, high];
	});
	const bins = Array.from({ length: count }, (_, bin): Drawn => {
		const own = ends[bin];
		const [low, high] = own ?? [bound(edges[bin] ?? 0), bound(edges[bin + 1] ?? 0)];
		const label = low === high ? String(low) : `${low} to ${high}`;
		return { kind: 'ordered', label, low, high, value: null };
	});
	return { bins, binOf };
}

function categoryBins({ levels }: CategoryColumn, listed: ColumnComparison['categories']) {
	const labelOf = (value: (typeof levels)[number]) => (value === '' ? '(empty)' : String(value));
	const binOf = new Uint8Array(256);
	const known = listed.flatMap(({ label }) => (label === null ? [] : [label]));
	const bins = known.map((label): Drawn => {
		const value = levels.find((level) => level !== null && labelOf(level) === label) ?? null;
		return { kind: value === null ? 'others' : 'category', label, low: null, high: null, value };
	});
	const others = bins.length;
	levels.forEach((level, i) => {
		const bin = level === null ? -1 : known.indexOf(labelOf(level));
		binOf[i + 1] = bin < 0 ? others : bin;
	});
	if (binOf.subarray(1, levels.length + 1).includes(others))
		bins.push({ kind: 'others', label: 'all others', low: null, high: null, value: null });
	return { bins, binOf };
}
