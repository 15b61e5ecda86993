import { nameLikeness } from '$lib/session/wording';
import type { ColumnProfile, ColumnUse } from '$lib/terms/column';
import type { ColumnComparison, Held } from '$lib/terms/compare';

/** One line of the page: a pair of columns with what was measured of it, the most divergent measure first. */
export interface ColumnRow {
	readonly profile: ColumnProfile;
	/** One entry a column; several for a text, which is compared by its measures. Empty where it takes no part. */
	readonly comparisons: readonly ColumnComparison[];
}

const COMPARED: readonly ColumnUse[] = ['measure', 'date', 'category', 'text'];

/** Whether columns of this use are compared at all. */
export function isCompared({ use }: ColumnProfile): boolean {
	return COMPARED.includes(use);
}

/** How far a score lies below its ceiling; never below 0. */
export function shortfall({ value, ceiling }: Held): number {
	return Math.max(0, ceiling - value);
}

/** A row a pair of columns: the most divergent first, then those not measured, then those that take no part. */
export function columnRows(
	profiles: readonly ColumnProfile[],
	comparisons: readonly ColumnComparison[]
): ColumnRow[] {
	const rows = profiles.map((profile): ColumnRow => ({
		profile,
		comparisons: comparisons
			.filter(({ ref }) => ref.column === profile.pair.name)
			.toSorted((a, b) => shortfall(b.shape) - shortfall(a.shape))
	}));
	const rank = (row: ColumnRow) => {
		if (!isCompared(row.profile)) return -2;
		const [worst] = row.comparisons;
		return worst ? shortfall(worst.shape) : -1;
	};
	return rows.toSorted((a, b) => rank(b) - rank(a));
}

/** How sure it is that a row's two columns mean the same thing, 0 to 1, from their names, kinds and values. */
export interface PairConfidence {
	readonly likeness: number;
	/** Share of the human range or categories that synthetic values reach; null where none was measured. */
	readonly reached: number | null;
	readonly confidence: number;
}

/** Confidence in a pair: half its names, half its values; half of that where the two sides hold different kinds. */
export function pairConfidence({ profile: { pair }, comparisons }: ColumnRow): PairConfidence {
	const likeness = nameLikeness(pair.human.name, pair.synthetic.name);
	const reached = comparisons[0]?.coverage ?? null;
	const found = reached === null ? likeness : (likeness + reached) / 2;
	const confidence = pair.human.family === pair.synthetic.family ? found : found / 2;
	return { likeness, reached, confidence };
}

/** The name of a column or text measure as pages show it. */
export function refName({ column, measure }: ColumnComparison['ref']): string {
	return measure === undefined ? column : `${column}, ${measure.replaceAll('-', ' ')}`;
}

/** The two lists of shares that a comparison's picture shows, and whether they are steps or bars. */
export function pictureOf({ histogram, categories }: ColumnComparison) {
	if (histogram) return { ...histogram.shares, isStepped: true };
	return {
		human: categories.map((category) => category.human),
		synthetic: categories.map((category) => category.synthetic),
		isStepped: false
	};
}

/** A share with one decimal, for columns of figures: "12.3 %". */
export function percent(share: number): string {
	return `${(100 * share).toFixed(1)} %`;
}

/** A p-value as people read it. */
export function pValueText(pValue: number): string {
	return pValue < 0.001 ? 'p < 0.001' : `p = ${pValue.toFixed(3)}`;
}

/** A number of a bin's edge; dates from microseconds. */
export function edgeText(value: number, of: ColumnComparison['of']): string {
	if (of !== 'date') return String(Number(value.toPrecision(5)));
	const date = new Date(value / 1000);
	return Number.isNaN(date.getTime()) ? String(value) : date.toISOString().slice(0, 10);
}
