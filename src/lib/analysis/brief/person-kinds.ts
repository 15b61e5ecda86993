import type { BriefRegion } from '$lib/terms/brief';
import type { RuledOut } from '$lib/terms/brief-numbers';
import type { BriefPlan } from '$lib/terms/brief-plan';
import { columnKey } from '$lib/terms/column';
import type { Condition } from '$lib/terms/region';
import { both, coverPeople, type Pattern } from './numbers/cover-people';
import { isWithin, stepBound } from './range-bounds';
import { rowsInAll, type RegionOverlaps } from './region-overlaps';

/** Beyond so many regions the search for shared kinds is not worth its time. */
const MOST_REGIONS = 24;
/** Of so many regions at most it is told that too few rows are all of them; larger sets are not joined either. */
const MOST_NAMED = 3;

/** Records that people of one kind give; the regions by their place in the brief. */
export interface KindOfPeople {
	readonly regions: readonly number[];
	readonly records: number;
}

/** The levels into which the conditions of one column cut its values; each condition allows some of them. */
function allowedLevels(
	conditions: readonly (Condition | null)[]
): readonly (ReadonlySet<number> | null)[] {
	const cuts = [
		...new Set(
			conditions.flatMap((c) =>
				c?.kind === 'range'
					? [c.low, c.high].flatMap((bound) => (bound === null ? [] : stepBound(c.of, bound)))
					: []
			)
		)
	].sort((a, b) => a - b);
	// The cuts themselves and what lies before, between and after them, each by a value in it.
	const pieces = cuts.flatMap((cut, i) => [cut, (cut + (cuts[i + 1] ?? cut + 2)) / 2]);
	const line = cuts.length === 0 ? [] : [cuts[0]! - 1, ...pieces];
	const sets = conditions.flatMap((c) => (c?.kind === 'set' ? c.values.map(String) : []));
	const values = [...new Set(sets)].sort((a, b) => (a < b ? -1 : 1));
	return conditions.map((condition) => {
		if (condition === null) return null;
		if (condition.kind === 'set')
			return new Set(condition.values.map((value) => line.length + values.indexOf(String(value))));
		if (condition.kind === 'missing') return new Set([line.length + values.length]);
		return new Set(line.flatMap((value, piece) => (isWithin(condition, value) ? [piece] : [])));
	});
}

/** The name by which a kind is known and ruled out: its regions' ids, joined. */
export function kindKey(regions: readonly string[]): string {
	return [...regions].sort((a, b) => (a < b ? -1 : 1)).join('+');
}

/** What each region asks for, column by column; a code's numbers by the answers they stand for. */
function patternsOf(regions: readonly BriefRegion[]): readonly Pattern[] {
	const asked = regions.map(({ conditions }) =>
		conditions.map(({ condition, answers }) => answers ?? condition)
	);
	const keys = [...new Set(asked.flat().map(columnKey))].sort((a, b) => (a < b ? -1 : 1));
	const columns = keys.map((key) =>
		allowedLevels(asked.map((conditions) => conditions.find((c) => columnKey(c) === key) ?? null))
	);
	return regions.map((_, i) => columns.map((allowed) => allowed[i]!));
}

/** Which regions may be served together: those no person ruled out, and of which enough human rows are all. */
function oracleOf(
	regions: readonly BriefRegion[],
	{ people }: BriefPlan,
	overlaps: RegionOverlaps | undefined
) {
	const byHand = people.impossible.map((key) => key.split('+'));
	const possible = people.possible.map((key) => key.split('+'));
	const idsOf = (places: readonly number[]) => places.map((i) => regions[i]!.id);
	const isRuledOut = (ids: readonly string[]) =>
		byHand.some((kind) => kind.every((id) => ids.includes(id)));
	const isRare = (ids: readonly string[]) =>
		ids.length > 1 &&
		overlaps !== undefined &&
		rowsInAll(overlaps, ids) === 0 &&
		!possible.some((kind) => ids.every((id) => kind.includes(id)));
	// The search asks for the same regions over and over, and each answer counts all combinations.
	const known = new Map<string, boolean>();
	return {
		byHand,
		isRuledOut: (places: readonly number[]) => isRuledOut(idsOf(places)),
		isRare: (places: readonly number[]) => {
			const key = places.join();
			const found = known.get(key) ?? isRare(idsOf(places));
			known.set(key, found);
			return found;
		}
	};
}

/** The smallest sets of regions that no column keeps apart, and of which too few human rows are all. */
function rareSets(
	patterns: readonly Pattern[],
	{ isRuledOut, isRare }: ReturnType<typeof oracleOf>
): readonly (readonly number[])[] {
	const rare: (readonly number[])[] = [];
	let sets = patterns.map((shared, i) => ({ places: [i], shared }));
	for (let size = 2; size <= MOST_NAMED; size++) {
		const joined = sets.flatMap(({ places, shared }) =>
			patterns.flatMap((pattern, i) => {
				const met = i > places.at(-1)! ? both(shared, pattern) : null;
				const all = [...places, i];
				const isNamed = rare.some((few) => few.every((place) => all.includes(place)));
				return met === null || isNamed || isRuledOut(all) ? [] : [{ places: all, shared: met }];
			})
		);
		rare.push(...joined.filter(({ places }) => isRare(places)).map(({ places }) => places));
		sets = joined.filter(({ places }) => !isRare(places));
	}
	return rare;
}

/** How people may serve several of some regions: the search, and what it may not join. */
export interface SharedService {
	/** Few kinds that together give every region its records; regions by place. */
	readonly cover: (records: readonly number[]) => readonly KindOfPeople[];
	readonly ruledOut: readonly RuledOut[];
}

/** One kind a region: nobody serves two. */
export function servedApart(records: readonly number[]): readonly KindOfPeople[] {
	return records.map((wanted, i) => ({ regions: [i], records: wanted }));
}

/**
 * Kinds of people for regions in the brief's order, each serving as many as it can. A region that no allowed kind
 * reaches, that needs nobody or that nothing can fill is served alone.
 */
export function sharedService(
	regions: readonly BriefRegion[],
	plan: BriefPlan,
	overlaps: RegionOverlaps | undefined
): SharedService {
	if (!plan.people.isShared || regions.length < 2 || regions.length > MOST_REGIONS)
		return { cover: servedApart, ruledOut: [] };
	const patterns = patternsOf(regions);
	const oracle = oracleOf(regions, plan, overlaps);
	const isPossible = (places: readonly number[]) =>
		!oracle.isRuledOut(places) && !oracle.isRare(places);
	const cover = (records: readonly number[]) => {
		const open = records.map((wanted) => (Number.isFinite(wanted) ? wanted : 0));
		const kinds = coverPeople(patterns, open, isPossible).map(
			({ meets, people }): KindOfPeople => ({ regions: meets, records: people })
		);
		const served = (i: number) =>
			kinds.reduce((all, kind) => (kind.regions.includes(i) ? all + kind.records : all), 0);
		const alone = records.flatMap((wanted, i) =>
			wanted === 0 || served(i) < wanted ? [{ regions: [i], records: wanted - served(i) }] : []
		);
		return [...kinds, ...alone].sort(
			(a, b) => b.regions.length - a.regions.length || a.regions[0]! - b.regions[0]!
		);
	};
	const known = oracle.byHand.filter((ids) =>
		ids.every((id) => regions.some((one) => one.id === id))
	);
	const rare = rareSets(patterns, oracle).map((places) => places.map((i) => regions[i]!.id));
	const named = (because: RuledOut['because']) => (ids: readonly string[]) => ({
		id: kindKey(ids),
		regions: ids,
		because
	});
	return { cover, ruledOut: [...known.map(named('by-hand')), ...rare.map(named('too-few-rows'))] };
}
