import { regionId } from '$lib/sql/region-id';
import { regionSql } from '$lib/sql/predicate';
import { weightColumn } from '$lib/analysis/encode/read-weights';
import type { ColumnProfile } from '$lib/terms/column';
import type { DatasetPair } from '$lib/terms/dataset';
import type { GapKind, Interval, MeasuredRegion, Rung } from '$lib/terms/gap';
import type { Recipe } from '$lib/terms/recipe';
import type { Region } from '$lib/terms/region';
import type { RunContext } from '$lib/terms/run';
import {
	columnOfSide,
	countRegions,
	loadColumns,
	shareOf,
	type PairCount,
	type WeightColumns
} from './count-regions';
import { effectiveSize, ratioInterval, type SideCount } from './ratio-interval';
import { regionWords } from './region-words';

/** Reweighting rests on next to nothing below so many (effective) synthetic rows, */
const LEAST_ROWS = 30;
/** or where each would have to stand for more than so many. */
const MOST_WEIGHT = 10;
/** A gap whose ratio is surely below this is an absence, not a thinning. */
const ABSENT_RATIO = 0.25;
/** Level of intervals of regions that no search has chosen. */
const PLAIN_LEVEL = 0.95;

/** The weight columns in use on either side. */
export function weightColumnsOf(
	pair: DatasetPair,
	profiles: readonly ColumnProfile[],
	recipe: Recipe
): WeightColumns {
	const human = weightColumn(pair, profiles, recipe, 'human');
	const synthetic = weightColumn(pair, profiles, recipe, 'synthetic');
	return { ...(human && { human }), ...(synthetic && { synthetic }) };
}

/** A region's rungs: each condition alone, each pair, and all together. */
function rungsOf({ conditions }: Region): number[][] {
	const indices = conditions.map((_, i) => i);
	const pairs = indices.flatMap((i) => indices.slice(i + 1).map((j) => [i, j]));
	const all = indices.length > 2 ? [indices] : [];
	return [...indices.map((i) => [i]), ...pairs, ...all];
}

function kindOf(ratio: Interval, synthetic: SideCount): GapKind {
	const isCarried = effectiveSize(synthetic) >= LEAST_ROWS && ratio.estimate * MOST_WEIGHT >= 1;
	if (isCarried) return 'drift';
	return ratio.high <= ABSENT_RATIO ? 'absent' : 'thin';
}

/** How a region's interval is computed, and the coverage stated for it. */
export interface Level {
	readonly nominal: number;
	readonly stated: number;
}

/**
 * Measures regions over all rows: exact counts, shares, ratio with its interval, kind, and the ladder. One or a few
 * passes over each table, however many regions.
 */
export async function measureRegions(
	regions: readonly Region[],
	pair: DatasetPair,
	weights: WeightColumns,
	level: Level,
	ctx: RunContext
): Promise<MeasuredRegion[]> {
	await loadColumns(regions, pair, weights, ctx);
	const rungs = regions.map(rungsOf);
	const asked = regions.flatMap((region, i) => [
		region,
		...rungs[i]!.map((rung) => ({ conditions: rung.map((at) => region.conditions[at]!) }))
	]);
	const counted = await countRegions(asked, pair, weights, ctx);
	const ratioOf = (count: PairCount, { nominal, stated }: Level) =>
		ratioInterval(
			{ region: count.human, table: counted.tables.human },
			{ region: count.synthetic, table: counted.tables.synthetic },
			nominal,
			stated
		);
	const sidesOf = (count: PairCount) => ({
		human: shareOf(count.human, counted.tables.human),
		synthetic: shareOf(count.synthetic, counted.tables.synthetic)
	});
	let at = 0;
	return regions.map((region, i) => {
		const count = counted.regions[at++]!;
		const ladder = rungs[i]!.map((conditions): Rung => {
			const rung = counted.regions[at++]!;
			const plain = { nominal: PLAIN_LEVEL, stated: PLAIN_LEVEL };
			return { conditions, ...sidesOf(rung), ratio: ratioOf(rung, plain) };
		});
		const ratio = ratioOf(count, level);
		return {
			id: regionId(region),
			region,
			words: regionWords(region),
			sql: regionSql(region, columnOfSide(pair, 'human')),
			...sidesOf(count),
			ratio,
			kind: kindOf(ratio, count.synthetic),
			ladder
		};
	});
}

/** Measures a region that a person named by hand; its interval needs no correction, for no search chose it. */
export async function measureRegion(
	region: Region,
	pair: DatasetPair,
	profiles: readonly ColumnProfile[],
	recipe: Recipe,
	ctx: RunContext
): Promise<MeasuredRegion> {
	const weights = weightColumnsOf(pair, profiles, recipe);
	const level = { nominal: PLAIN_LEVEL, stated: PLAIN_LEVEL };
	const [measured] = await measureRegions([region], pair, weights, level, ctx);
	return measured!;
}
