import type { CaseRows } from '$lib/kernels/case-space';
import { regionId } from '$lib/sql/region-id';
import type { CaseGroup } from '$lib/terms/case';
import type { Region } from '$lib/terms/region';
import type { CaseAxes } from './case-axes';
import { meetsCondition, type AxisCondition } from './case-conditions';
import { subsetRegion, type ExplainedCase } from './explain-cases';

/** Fewer cases than this stand alone. */
const LEAST_CASES = 3;
const MOST_GROUPS = 24;
/** A group's region needs a name that can be kept in mind. */
const MOST_CONDITIONS = 3;
/** Cases must be so many times as frequent in the region as in the table. */
const LEAST_LIFT = 5;

/** A region and the cases it holds, as indices into the list of cases, ascending. */
export interface RegionOfCases {
	readonly region: Region;
	readonly members: readonly number[];
}

interface Candidate extends RegionOfCases {
	readonly id: string;
	readonly lift: number;
}

/**
 * Groups cases by what they have in common: of all combinations that tell something of a case, the one that holds the most
 * cases not yet in a group, weighed by the logarithm of how much denser cases are in it than in the table; again
 * and again. A case belongs to one group at most.
 */
export function groupCases(
	cases: readonly ExplainedCase[],
	axes: CaseAxes,
	rows: CaseRows
): RegionOfCases[] {
	const density = cases.length / rows.count;
	const candidates = new Map<string, Candidate>();
	for (const explained of cases) {
		for (const subset of explained.subsets) {
			if (subset.size > MOST_CONDITIONS || subset.own < LEAST_CASES) continue;
			const region = subsetRegion(explained, subset);
			const id = regionId(region);
			if (candidates.has(id)) continue;
			const conditions = explained.conditions.filter((_, i) => (subset.bits >> i) & 1);
			const members = membersOf(conditions, cases, axes, rows);
			const lift = members.length / subset.own / density;
			if (members.length >= LEAST_CASES && lift >= LEAST_LIFT)
				candidates.set(id, { id, region, members, lift });
		}
	}
	return chooseGreedily([...candidates.values()]);
}

/** The id of the group that holds a row; null for one that stands alone. */
export function groupOf(row: number, groups: readonly CaseGroup[]): string | null {
	return groups.find(({ rows }) => rows.includes(row))?.id ?? null;
}

function membersOf(
	conditions: readonly AxisCondition[],
	cases: readonly ExplainedCase[],
	axes: CaseAxes,
	rows: CaseRows
): number[] {
	return cases.flatMap(({ row }, i) =>
		conditions.every((condition) => meetsCondition(axes, rows, row, condition)) ? [i] : []
	);
}

function chooseGreedily(candidates: readonly Candidate[]): RegionOfCases[] {
	const grouped = new Set<number>();
	const groups: RegionOfCases[] = [];
	while (groups.length < MOST_GROUPS) {
		let best: { candidate: Candidate; members: number[]; worth: number } | null = null;
		for (const candidate of candidates) {
			const members = candidate.members.filter((member) => !grouped.has(member));
			if (members.length < LEAST_CASES) continue;
			// Each condition must earn its place: a shorter name is worth a tenth of the cases.
			const length = candidate.region.conditions.length;
			const worth = members.length * Math.log(candidate.lift) * 0.9 ** (length - 1);
			const isBetter =
				best === null ||
				worth > best.worth ||
				(worth === best.worth && candidate.id < best.candidate.id);
			if (isBetter) best = { candidate, members, worth };
		}
		if (best === null) break;
		for (const member of best.members) grouped.add(member);
		groups.push({ region: best.candidate.region, members: best.members });
	}
	return groups;
}
