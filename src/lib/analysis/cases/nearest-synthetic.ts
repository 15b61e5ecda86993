import { regionTableSql } from '$lib/analysis/gaps/region-rows';
import { caseTilesJob, type CaseTiles } from '$lib/kernels/case-tiles';
import type { CaseNeighbour } from '$lib/terms/case';
import type { ColumnProfile } from '$lib/terms/column';
import type { DatasetPair } from '$lib/terms/dataset';
import type { Region } from '$lib/terms/region';
import type { RunContext } from '$lib/terms/run';
import { caseAxes, type CaseAxes } from './case-axes';
import { caseSpace, readCaseRows } from './case-rows';
import { nearestNeighbours } from './nearest-rows';

/** All synthetic rows, cut for the search for nearest ones. */
export interface TiledSynthetic {
	readonly axes: CaseAxes;
	readonly tiles: CaseTiles;
}

/**
 * Reads all synthetic rows and cuts them for {@link nearestSynthetic}; worth keeping, for large tables take seconds.
 * @throws {@link LacunaError} `columns-unusable` where no column can tell one row from another.
 */
export async function tileSynthetic(
	pair: DatasetPair,
	profiles: readonly ColumnProfile[],
	ctx: RunContext
): Promise<TiledSynthetic> {
	const axes = await caseAxes(profiles, ctx);
	const rows = await readCaseRows(axes, 'synthetic', pair.synthetic.rowCount, ctx);
	const input = { space: caseSpace(axes), rows };
	return { axes, tiles: await ctx.compute.run(caseTilesJob, input, { signal: ctx.signal }) };
}

/** The nearest synthetic row of each of a region's first `count` human rows, in file order; distances as for cases. */
export async function nearestSynthetic(
	{ axes, tiles }: TiledSynthetic,
	region: Region,
	count: number,
	pair: DatasetPair,
	ctx: RunContext
): Promise<readonly CaseNeighbour[]> {
	const table = regionTableSql(region, pair, 'human', count);
	const rows = await readCaseRows(axes, 'human', count, ctx, table);
	const picked = Uint32Array.from({ length: count }, (_, row) => row);
	const search = { space: caseSpace(axes), tiles };
	const nearest = await nearestNeighbours(search, { rows, picked, isSelf: false }, ctx);
	return nearest.map(([first]) => first!);
}
