import { countRegions, loadColumns, type WeightColumns } from '$lib/analysis/gaps/count-regions';
import { SELECTED } from '$lib/analysis/gaps/hold-out';
import { measureRegions } from '$lib/analysis/gaps/measure-region';
import { figures } from '$lib/kernels/figures';
import type { DatasetPair } from '$lib/terms/dataset';
import { SMALL_COUNT_FLOOR, type FrozenRegion } from '$lib/terms/findings';
import type { Gap, Interval, MeasuredRegion, RegionCount } from '$lib/terms/gap';
import type { Region } from '$lib/terms/region';
import type { RunContext } from '$lib/terms/run';
import { coarsenRegions } from './coarsen';
import { withoutDifferences } from './differencing';

/** Level of a region that a person named, and that no search chose. */
export const PLAIN = { nominal: 0.95, stated: 0.95 };

/** A region that might be told; the search's own ones are gaps. */
export type Candidate = MeasuredRegion & Partial<Pick<Gap, 'score' | 'confirmed'>>;

/**
 * Regions as they may be told: without the categories and bounds that fewer than {@link SMALL_COUNT_FLOOR} human rows
 * stand behind. Null for a region of which nothing is left, that fewer rows stand behind as a whole, or whose columns
 * the tables do not share, so that nobody can count.
 */
export async function tellRegions(
	regions: readonly Region[],
	pair: DatasetPair,
	ctx: RunContext
): Promise<readonly (Region | null)[]> {
	const shared = new Set(pair.columns.map(({ name }) => name));
	const countable = regions.filter(({ conditions }) =>
		conditions.every(({ column }) => shared.has(column))
	);
	if (countable.length === 0) return regions.map(() => null);
	await loadColumns(countable, pair, {}, ctx);
	const humanRows = async (asked: readonly Region[]) =>
		(await countRegions(asked, pair, {}, ctx)).regions.map(({ human }) => human.count);
	const coarse = await coarsenRegions(countable, SMALL_COUNT_FLOOR, (parts) =>
		humanRows(parts.map((part) => ({ conditions: [part] })))
	);
	const left = coarse.filter((region) => region !== null);
	const rows = await humanRows(left);
	const told = new Set(left.filter((_, i) => rows[i]! >= SMALL_COUNT_FLOOR));
	const byRegion = new Map(countable.map((region, i) => [region, coarse[i]!]));
	return regions.map((region) => {
		const now = byRegion.get(region) ?? null;
		return now !== null && told.has(now) ? now : null;
	});
}

/**
 * Measured regions as they may be told, each once: coarsened ones are counted anew, and none whose count would tell of
 * too few rows beside the others or the table. One that a search found keeps the wider level that makes up for being
 * chosen, and stays confirmed only while its interval still shows a shortfall.
 * @param beside regions that are told already, with their counts.
 */
export async function tellMeasured(
	measured: readonly Candidate[],
	pair: DatasetPair,
	weights: WeightColumns,
	ctx: RunContext,
	beside: readonly Pick<Candidate, 'region' | 'human'>[] = []
): Promise<readonly Candidate[]> {
	const large = measured.filter(({ human }) => human.count >= SMALL_COUNT_FLOOR);
	const asked = large.map(({ region }) => region);
	const coarse = await tellRegions(asked, pair, ctx);
	const isChanged = (i: number) => coarse[i] !== null && coarse[i] !== asked[i];
	const anew = new Map<number, Candidate>();
	for (const isFound of [true, false]) {
		const at = [...large.keys()].filter((i) => isChanged(i) && isOfSearch(large[i]!) === isFound);
		const level = isFound ? SELECTED : PLAIN;
		const again = await measureRegions(
			at.map((i) => coarse[i]!),
			pair,
			weights,
			level,
			ctx
		);
		at.forEach((i, nth) => {
			const { ratio } = again[nth]!;
			// Coarsening adds fewer rows than the floor, which do not change what kind of gap it is.
			const { kind } = large[i]!;
			const confirmed = large[i]!.confirmed === true && ratio.high < 1;
			anew.set(i, { ...again[nth]!, kind, confirmed });
		});
	}
	const kept = large.flatMap((region, i) => (coarse[i] === null ? [] : [anew.get(i) ?? region]));
	const seen = new Set<string>();
	const once = kept.filter(({ id }) => !seen.has(id) && seen.add(id));
	return withoutDifferences(once.map(toCount), [
		{ region: { conditions: [] }, rows: pair.human.rowCount },
		...beside.map(toCount)
	]).map(({ told }) => told);
}

function toCount<Told extends Pick<Candidate, 'region' | 'human'>>(told: Told) {
	return { told, region: told.region, rows: told.human.count };
}

/** Gaps and groups of cases were chosen for what the data show. */
function isOfSearch(region: Candidate): boolean {
	return 'score' in region || 'rows' in region;
}

/** A region that may be told, as it is frozen. */
export function freezeRegion(
	{ id, region, human, synthetic, ratio, kind, confirmed }: Candidate,
	effective?: FrozenRegion['effective']
): FrozenRegion {
	const count = ({ count, weight, share }: RegionCount) => ({
		count,
		weight: figures(weight),
		share: figures(share)
	});
	return {
		...{ id, region, kind, confirmed: confirmed === true },
		human: count(human),
		synthetic: count(synthetic),
		ratio: rounded(ratio),
		...(effective && { effective })
	};
}

function rounded({ estimate, low, high, level }: Interval): Interval {
	return { estimate: figures(estimate), low: figures(low), high: figures(high), level };
}
