import type { BriefPlan } from '$lib/terms/brief-plan';
import { rowsInAll, type RegionOverlaps } from '$lib/analysis/brief/region-overlaps';
import type { PassRates, RegionRates } from './region-rates';
import { shrunkIncidence } from './screening';

/** A region of a kind: its rates, and the human rows in it. */
interface RatedRegion {
	readonly id: string;
	readonly rates: RegionRates;
	readonly rows: number;
}

const product = (values: readonly number[]) => values.reduce((all, value) => all * value, 1);

/** Human rows in all of some regions, with what that takes for granted. */
function rowsTogether(
	regions: readonly RatedRegion[],
	humanRows: number,
	overlaps: RegionOverlaps | undefined
): { readonly rows: number; readonly assumed: string | null } {
	const ids = regions.map(({ id }) => id);
	const met = overlaps === undefined ? null : rowsInAll(overlaps, ids);
	if (met !== null) return { rows: met, assumed: null };
	return {
		rows: humanRows * product(regions.map(({ rows }) => rows / humanRows)),
		assumed: 'the regions taken as independent, since nobody counted them together'
	};
}

/**
 * What share of people gets through each gate who are to serve several regions at once. Nobody knows how many rows
 * pass the filters of all, so the fewest that one region's filters let in stand for them: the bound that asks for more
 * people. Yields are taken as independent of each other.
 */
export function kindRates(
	regions: readonly RatedRegion[],
	humanRows: number,
	overlaps: RegionOverlaps | undefined,
	own: BriefPlan['kinds'][string] | undefined
): PassRates {
	const [only] = regions;
	if (regions.length === 1) return only!.rates;
	const apart = regions.map(({ rates }) => rates);
	const kept = product(apart.map((rates) => rates.yield / rates.quotaShare));
	const quotaShare = Math.min(...apart.map((rates) => rates.quotaShare));
	const rest = { yield: kept * quotaShare, yieldBasis: null, quotaShare };
	const byHand = own?.incidence ?? leastByHand(apart);
	if (byHand !== null || !apart.some(({ isScreened }) => isScreened))
		return { incidence: byHand ?? 1, incidenceBasis: null, assumed: null, ...rest };
	const { rows, assumed } = rowsTogether(regions, humanRows, overlaps);
	const of = Math.round(Math.min(...apart.map(({ letIn }) => letIn)));
	const passed = Math.min(of, Math.round(kept > 0 ? rows / kept : 0));
	return {
		incidence: shrunkIncidence(passed, of),
		incidenceBasis: { passed, of },
		assumed,
		...rest
	};
}

/** The least incidence that a person set for one of the regions: more cannot pass for all. */
function leastByHand(apart: readonly RegionRates[]): number | null {
	const set = apart.filter(({ isByHand }) => isByHand).map(({ incidence }) => incidence);
	return set.length === 0 ? null : Math.min(...set);
}
