import { regionId } from '$lib/sql/region-id';
import { regionSql } from '$lib/sql/predicate';
import { weightColumn } from '$lib/analysis/encode/read-weights';
import type { ColumnProfile } from '$lib/terms/column';
import type { DatasetPair } from '$lib/terms/dataset';
import type { GapKind, HeldOut, Interval, MeasuredRegion, Rung } from '$lib/terms/gap';
import type { Recipe } from '$lib/terms/recipe';
import type { Region } from '$lib/terms/region';
import type { RunContext } from '$lib/terms/run';
import {
	columnOfSide,
	countRegions,
	loadColumns,
	shareOf,
	withoutCounts,
	type Counted,
	type PairCount,
	type WeightColumns
} from './count-regions';
import { effectiveSize, ratioInterval, shortfallChance, type SideCount } from './ratio-interval';
import { regionWords } from './region-words';

/** Reweighting rests on next to nothing below so many (effective) synthetic rows, */
export const LEAST_ROWS = 30;
/** or where each would have to stand for more than so many. */
export const MOST_WEIGHT = 10;
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

/** What the ratios of regions rest on. */
export interface Basis extends Level {
	/** Counts among the rows that chose the regions, which are left out of ratio and kind. */
	readonly without?: Counted;
}

/** The two arguments that tests and intervals of a region take. */
function sharesIn(count: PairCount, tables: PairCount) {
	return [
		{ region: count.human, table: tables.human },
		{ region: count.synthetic, table: tables.synthetic }
	] as const;
}

function sidesOf(count: PairCount, tables: PairCount) {
	return {
		human: shareOf(count.human, tables.human),
		synthetic: shareOf(count.synthetic, tables.synthetic)
	};
}

/** The ratio of a region, on held-out rows where there are any, and what these are. */
function effectOf(count: PairCount, tables: PairCount, basis: Basis, at: number) {
	const ratioOf = (count: PairCount, tables: PairCount) =>
		ratioInterval(...sharesIn(count, tables), basis.nominal, basis.stated);
	if (basis.without === undefined) return { ratio: ratioOf(count, tables) };
	const left = withoutCounts(count, basis.without.regions[at]!);
	const leftTables = withoutCounts(tables, basis.without.tables);
	const heldOut: HeldOut = {
		...sidesOf(left, leftTables),
		pValue: shortfallChance(...sharesIn(left, leftTables))
	};
	return { ratio: ratioOf(left, leftTables), heldOut };
}

/**
 * Measures regions over all rows: exact counts, shares, ratio with its interval, kind, and the ladder. One or a few
 * passes over each table, however many regions.
 */
export async function measureRegions(
	regions: readonly Region[],
	pair: DatasetPair,
	weights: WeightColumns,
	basis: Basis,
	ctx: RunContext
): Promise<MeasuredRegion[]> {
	await loadColumns(regions, pair, weights, ctx);
	const rungs = regions.map(rungsOf);
	const asked = regions.flatMap((region, i) => [
		region,
		...rungs[i]!.map((rung) => ({ conditions: rung.map((at) => region.conditions[at]!) }))
	]);
	const { regions: counts, tables } = await countRegions(asked, pair, weights, ctx);
	let at = 0;
	return regions.map((region, i) => {
		const count = counts[at++]!;
		const ladder = rungs[i]!.map((conditions): Rung => {
			const rung = counts[at++]!;
			const ratio = ratioInterval(...sharesIn(rung, tables), PLAIN_LEVEL);
			return { conditions, ...sidesOf(rung, tables), ratio };
		});
		const effect = effectOf(count, tables, basis, i);
		return {
			id: regionId(region),
			region,
			words: regionWords(region),
			sql: regionSql(region, columnOfSide(pair, 'human')),
			...sidesOf(count, tables),
			...effect,
			kind: kindOf(effect.ratio, count.synthetic),
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
