import type { ColumnRef } from '$lib/terms/column';
import type { EncodedColumn, EncodedPair } from '$lib/terms/encoded';
import type { GapKind, GapReport, HeldOut, Interval, RegionCount, Rung } from '$lib/terms/gap';
import type { Condition, Region } from '$lib/terms/region';
import { isBinIn, type Bin } from '$lib/analysis/encode/bins';

export { conditionOfBins, isBinIn, type Bin } from '$lib/analysis/encode/bins';

/** Where a finding comes from: the first look, the search, the search turned round, a relation that broke, or the person. */
export type Origin = 'look' | 'gap' | 'surplus' | 'own' | 'smear' | 'relation';

/** Anything that the gaps page lists and opens. */
export interface Finding {
	readonly id: string;
	readonly origin: Origin;
	readonly region: Region;
	readonly words: string;
	readonly sql: string;
	readonly human: RegionCount;
	readonly synthetic: RegionCount;
	readonly ratio: Interval;
	/** Null for what synthetic is not short of. */
	readonly kind: GapKind | null;
	readonly ladder: readonly Rung[];
	/** Of gaps that the search found. */
	readonly confirmed: boolean | null;
	/** What the ratio rests on where the search read a sample. */
	readonly heldOut?: HeldOut;
}

type Found = Omit<Finding, 'origin' | 'kind' | 'ladder' | 'confirmed'> &
	Partial<Pick<Finding, 'kind' | 'ladder' | 'confirmed'>>;

/** A region of a report, or one measured by hand, as the gaps page lists it. */
export function toFinding(found: Found, origin: Origin): Finding {
	// What is smeared has its rows close by: nothing of it is missing.
	const isShort =
		origin !== 'surplus' && origin !== 'smear' && !(origin === 'own' && found.ratio.high >= 1);
	return {
		...found,
		origin,
		kind: isShort ? (found.kind ?? null) : null,
		ladder: found.ladder ?? [],
		confirmed: found.confirmed ?? null
	};
}

/** The report's findings in rank order: gaps, regions only the generator has, smeared ones, cells of relations. */
export function findingsOf(report: GapReport): Finding[] {
	return [
		...report.gaps.map((gap) => toFinding(gap, 'gap')),
		...report.surplus.map((surplus) => toFinding(surplus, 'surplus')),
		...report.smeared.map((smear) => toFinding(smear, 'smear')),
		...report.brokenRelations.flatMap(({ cells }) =>
			cells.map((cell) => toFinding(cell, 'relation'))
		)
	];
}

/** Where in a bin something begins and ends, 0 to 1. */
export type Part = readonly [number, number];

/** The part of a bin that a condition asks for, as if its values lay evenly; null where it asks for none of it. */
export function partIn(bin: Bin, condition: Condition): Part | null {
	if (!isBinIn(bin, condition)) return null;
	if (condition.kind !== 'range' || bin.low === null || bin.high === null) return [0, 1];
	const at = (bound: number | string) =>
		condition.of === 'date' ? Date.parse(String(bound)) : Number(bound);
	const [low, high] = [at(bin.low), at(bin.high)];
	if (!(low < high)) return [0, 1];
	const place = (bound: number | string | null, open: number) =>
		bound === null ? open : Math.min(1, Math.max(0, (at(bound) - low) / (high - low)));
	return [place(condition.low, 0), place(condition.high, 1)];
}

/** The encoded column, or text measure, that a condition speaks of. */
export function columnOf(encoded: EncodedPair, ref: ColumnRef): EncodedColumn | null {
	const isIt = (column: EncodedColumn) =>
		column.column === ref.column && column.measure === ref.measure;
	return encoded.columns.find(isIt) ?? null;
}
