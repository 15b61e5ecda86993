import { visiblePart, type Tick } from '$lib/charts/bin-shares';
import { columnOf, partIn, type Bin, type Finding, type Part } from '$lib/session/finding';
import type { Cross } from '$lib/session/linked-counts';
import { columnWords } from '$lib/session/wording';
import { ROLES, type Role } from '$lib/terms/dataset';
import type { EncodedColumn, EncodedPair } from '$lib/terms/encoded';
import { shareText } from '$lib/terms/figures';
import type { Rung } from '$lib/terms/gap';
import type { Region } from '$lib/terms/region';

/** The two columns of a region that are rarest together, ordered ones first; else one of it and one that is not. */
export function tellingColumns(
	{ region, ladder }: Pick<Finding, 'region' | 'ladder'>,
	encoded: EncodedPair
): EncodedColumn[] {
	const pairs = ladder.filter(({ conditions }) => conditions.length === 2);
	const [rarest] = pairs.toSorted((a, b) => a.ratio.estimate - b.ratio.estimate);
	const telling = rarest ? rarest.conditions.map((i) => region.conditions[i]!) : region.conditions;
	const own = telling.flatMap((condition) => columnOf(encoded, condition) ?? []);
	const others = encoded.columns.filter((column) => !own.includes(column));
	return [...own.slice(0, 2), ...others]
		.slice(0, 2)
		.toSorted((a, b) => Number(b.kind === 'ordered') - Number(a.kind === 'ordered'));
}

/** Which part of each bin of a column lies in a region, never too narrow to be seen; null where the region says nothing of the column. */
export function partsIn(
	region: Region,
	column: EncodedColumn,
	bins: readonly Bin[]
): readonly (Part | null)[] | null {
	const condition = region.conditions.find((one) => columnWords(one) === columnWords(column));
	if (!condition) return null;
	return bins.map((bin) => {
		const part = partIn(bin, condition);
		return part && visiblePart(part);
	});
}

/** Rows of either table, 0 to 1, that meet those conditions of a finding that speak of the given columns; null where nobody counted them. */
export function countedShares(
	finding: Pick<Finding, 'region' | 'ladder' | 'human' | 'synthetic'>,
	columns: readonly EncodedColumn[]
): Readonly<Record<Role, number>> | null {
	const names = columns.map(columnWords);
	const { conditions } = finding.region;
	const own = [...conditions.keys()].filter((i) => names.includes(columnWords(conditions[i]!)));
	const isIt = (rung: Rung) => rung.conditions.join() === own.join();
	const counted = own.length === conditions.length ? finding : (finding.ladder.find(isIt) ?? null);
	return counted && { human: counted.human.share, synthetic: counted.synthetic.share };
}

/** A bound as an axis names it: dates without their time of day, no more decimals than tell it apart. */
export function boundText(bound: number | string | null): string {
	if (typeof bound !== 'number') return String(bound ?? '').split('T')[0]!;
	const whole = Math.trunc(Math.abs(bound));
	return String(Number(bound.toPrecision(Math.max(3, String(whole).length + 1))));
}

/** A bin as a picture names it. */
export function binText({ kind, label, low, high }: Omit<Bin, 'share'>): string {
	if (kind !== 'ordered') return label;
	const [from, to] = [boundText(low), boundText(high)];
	return from === to ? from : `${from} to ${to}`;
}

/** Where ordered values begin, and the middles of all others, 0 to 1 along the axis. */
export function ticksOf(bins: readonly Bin[]): Tick[] {
	const ordered = bins.filter(({ kind }) => kind === 'ordered');
	const edges = ordered.map(({ low }, i) => ({ at: i / bins.length, text: boundText(low) }));
	const end = { at: ordered.length / bins.length, text: boundText(ordered.at(-1)?.high ?? null) };
	const others = bins.slice(ordered.length).map(({ label }, i) => ({
		at: (ordered.length + i + 0.5) / bins.length,
		text: label
	}));
	return ordered.length > 0 ? [...edges, end, ...others] : others;
}

/** Every combination that occurs, the most frequent among people first, as columns of a table. */
export function crossTable({ x, y, share }: Cross, names: readonly [string, string]) {
	const across = x.length;
	const cells = [...share.human.keys()]
		.filter((i) => ROLES.some((role) => share[role][i]! > 0))
		.toSorted((a, b) => share.human[b]! - share.human[a]! || a - b);
	const column = (name: string, text: (cell: number) => string) => ({
		name,
		values: cells.map(text)
	});
	return {
		rowCount: cells.length,
		columns: [
			column(names[0], (i) => x[i % across]!.label),
			column(names[1], (i) => y[Math.floor(i / across)]!.label),
			column('Human', (i) => shareText(share.human[i]!)),
			column('Synthetic', (i) => shareText(share.synthetic[i]!))
		]
	};
}
