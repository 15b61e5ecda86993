import { nameLikeness } from '$lib/session/wording';
import type { ColumnProfile, ColumnRef, ColumnUse } from '$lib/terms/column';
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

/** The two lists of shares that a comparison's picture shows, and whether they are steps or bars. */
export function pictureOf({ histogram, categories }: ColumnComparison) {
	if (histogram) return { ...histogram.shares, isStepped: true };
	return {
		human: categories.map((category) => category.human),
		synthetic: categories.map((category) => category.synthetic),
		isStepped: false
	};
}

/** What of a human column synthetic values reach, by what was compared. */
export const REACHED: Readonly<Record<ColumnComparison['of'], string>> = {
	number: 'range',
	date: 'range',
	ordinal: 'codes',
	category: 'categories'
};

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
	if (of !== 'date') return String(Number(value.toPrecision(6)));
	const date = new Date(value / 1000);
	return Number.isNaN(date.getTime()) ? String(value) : date.toISOString().slice(0, 10);
}

/** The least and the greatest value of a histogram in words. */
export function histogramEnds(
	{ edges, step }: NonNullable<ColumnComparison['histogram']>,
	of: ColumnComparison['of']
): readonly [string, string] {
	const [low, high] = [edges[0] ?? 0, edges.at(-1) ?? 0];
	const inset = (step ?? 0) / 2;
	return [edgeText(low + inset, of), edgeText(high - inset, of)];
}

/** A bar of a comparison's picture in words. */
export function barWords({ of, histogram, categories }: ColumnComparison, bar: number): string {
	if (!histogram) return categories[bar]?.label ?? 'all others';
	const { edges, step } = histogram;
	const inset = (step ?? 0) / 2;
	const [low, high] = [(edges[bar] ?? 0) + inset, (edges[bar + 1] ?? 0) - inset];
	const [from, to] = [edgeText(low, of), edgeText(high, of)];
	return step !== null && from === to ? from : `${from} to ${to}`;
}

/** The bars of a comparison's picture as columns of a table. */
export function barTable(comparison: ColumnComparison) {
	const { human, synthetic } = pictureOf(comparison);
	return {
		rowCount: human.length,
		columns: [
			{ name: 'Value', values: [...human.keys()].map((bar) => barWords(comparison, bar)) },
			{ name: 'Human', values: human.map(percent) },
			{ name: 'Synthetic', values: synthetic.map(percent) }
		]
	};
}

/** How far a column lies below its ceiling, as the page groups them. */
export const GRADES = ['far', 'off', 'near', 'none'] as const;
export type Grade = (typeof GRADES)[number];

/** Shortfalls below the ceiling from which a column is off, and far. */
const OFF = 0.01;
const FAR = 0.05;

/** The grade of a row by its most divergent measure; `none` where nothing was compared. */
export function gradeOf({ comparisons: [worst] }: ColumnRow): Grade {
	if (!worst) return 'none';
	const missing = shortfall(worst.shape);
	return missing > FAR ? 'far' : missing > OFF ? 'off' : 'near';
}

/** What the list of columns is narrowed to, and how it is sorted. */
export interface ListChoice {
	readonly text: string;
	readonly grade: Grade | null;
	readonly isNoted: boolean;
	readonly order: 'below' | 'file' | 'name' | 'missing';
}

export const WHOLE_LIST: ListChoice = { text: '', grade: null, isNoted: false, order: 'below' };

/** Rows of the list under a choice; `profiles` gives the order of the file. */
export function chooseRows(
	rows: readonly ColumnRow[],
	{ text, grade, isNoted, order }: ListChoice,
	profiles: readonly ColumnProfile[],
	nameOf: (ref: ColumnRef) => string
): readonly ColumnRow[] {
	const sought = text.trim().toLowerCase();
	const namesOf = ({ profile: { pair } }: ColumnRow) => [
		nameOf({ column: pair.name }),
		pair.human.name,
		pair.synthetic.name
	];
	const kept = rows.filter(
		(row) =>
			(grade === null || gradeOf(row) === grade) &&
			(!isNoted || notesOf(row).length > 0) &&
			namesOf(row).some((name) => name.toLowerCase().includes(sought))
	);
	if (order === 'below') return kept;
	const shown = (row: ColumnRow) => nameOf({ column: row.profile.pair.name });
	if (order === 'name') return kept.toSorted((a, b) => shown(a).localeCompare(shown(b)));
	if (order === 'missing') return kept.toSorted((a, b) => missingGap(b) - missingGap(a));
	const place = new Map(profiles.map((profile, i) => [profile, i]));
	return kept.toSorted((a, b) => place.get(a.profile)! - place.get(b.profile)!);
}

/** What is odd about a row's column: warnings of the profile, and what gives its values away. */
export function notesOf({ profile, comparisons }: ColumnRow): readonly string[] {
	return [...profile.warnings, ...comparisons.flatMap(({ leaks }) => leaks)];
}

function missingGap({ profile: { sides } }: ColumnRow): number {
	const share = ({ missing, rows }: ColumnProfile['sides']['human']) => missing / Math.max(1, rows);
	return Math.abs(share(sides.human) - share(sides.synthetic));
}
