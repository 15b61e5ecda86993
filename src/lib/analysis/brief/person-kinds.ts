import type { BriefRegion, PersonKind } from '$lib/terms/brief';
import type { Condition, RangeCondition } from '$lib/terms/region';
import { coverPeople, type Pattern } from './numbers/cover-people';
import { wholeBounds } from './translate/find-filter';
import { columnKey } from './translate/column-label';

/** Beyond so many regions the search for shared kinds is not worth its time. */
const MOST_REGIONS = 24;

/** The pieces into which the conditions of one column cut its values; each condition allows some of them. */
function levelsOf(conditions: readonly (Condition | null)[]): {
	readonly count: number;
	readonly allowed: readonly (ReadonlySet<number> | null)[];
} {
	const ranges = conditions.filter(
		(c): c is RangeCondition => c?.kind === 'range' && c.of === 'number'
	);
	const cuts = [
		...new Set(
			ranges.flatMap((range) => {
				const { low, high } = wholeBounds(range);
				return [...(low === null ? [] : [low]), ...(high === null ? [] : [high + 1])];
			})
		)
	].sort((a, b) => a - b);
	const sets = conditions.flatMap((c) => (c?.kind === 'set' ? c.values.map(String) : []));
	const values = [...new Set(sets)].sort((a, b) => (a < b ? -1 : 1));
	// Pieces of the number line first, then named values; what neither holds is one last level.
	const pieces = ranges.length > 0 ? cuts.length + 1 : 0;
	const count = pieces + values.length + 1;
	const inPiece = (range: RangeCondition, piece: number) => {
		const { low, high } = wholeBounds(range);
		const at = piece === 0 ? (cuts[0] ?? 0) - 1 : cuts[piece - 1]!;
		return (low === null || at >= low) && (high === null || at <= high);
	};
	const allowed = conditions.map((condition) => {
		if (condition === null) return null;
		if (condition.kind === 'set')
			return new Set(condition.values.map((value) => pieces + values.indexOf(String(value))));
		if (condition.kind === 'missing' || condition.of === 'date') return new Set([count - 1]);
		return new Set(
			Array.from({ length: pieces }, (_, piece) => piece).filter((piece) =>
				inPiece(condition, piece)
			)
		);
	});
	return { count, allowed };
}

/** The name by which a kind is ruled out: its regions' ids, joined. */
export function kindKey(regions: readonly string[]): string {
	return [...regions].sort((a, b) => (a < b ? -1 : 1)).join('+');
}

/**
 * Few kinds of people who together give every region its people, each kind serving as many regions as it can.
 * Kinds whose regions are named in `impossible` are left out. Empty for fewer than two regions.
 */
export function personKinds(
	regions: readonly BriefRegion[],
	impossible: readonly string[]
): readonly PersonKind[] {
	const open = regions.filter(
		({ status, numbers }) =>
			status === 'drafted' && Number.isFinite(numbers.people) && numbers.people > 0
	);
	if (open.length < 2 || open.length > MOST_REGIONS) return [];
	const keys = [...new Set(open.flatMap(({ region }) => region.conditions.map(columnKey)))].sort(
		(a, b) => (a < b ? -1 : 1)
	);
	const columns = keys.map((key) =>
		levelsOf(open.map(({ region }) => region.conditions.find((c) => columnKey(c) === key) ?? null))
	);
	const patterns: Pattern[] = open.map((_, i) => columns.map(({ allowed }) => allowed[i]!));
	const meets = (levels: readonly number[]) =>
		patterns.flatMap((pattern, i) =>
			pattern.every((allowed, column) => allowed?.has(levels[column]!) ?? true) ? [open[i]!.id] : []
		);
	const ruledOut = impossible.map((key) => key.split('+'));
	const picks = coverPeople(
		patterns,
		open.map(({ numbers }) => numbers.people),
		columns.map(({ count }) => count),
		(levels) => {
			const served = meets(levels);
			return !ruledOut.some((kind) => kind.every((id) => served.includes(id)));
		}
	);
	return picks.map(({ meets: served, people }) => {
		const kinds = served.map((i) => open[i]!);
		return {
			regions: kinds.map(({ id }) => id),
			words: kinds.map(({ words }) => words).join(', and '),
			people
		};
	});
}
