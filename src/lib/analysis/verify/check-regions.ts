import { rowsForShare } from '$lib/analysis/brief/numbers/sample-size';
import { ratioInterval, type SideShare } from '$lib/analysis/gaps/ratio-interval';
import type { Findings, FrozenRegion } from '$lib/terms/findings';
import type { RegionCount } from '$lib/terms/gap';
import type { RegionCheck } from '$lib/terms/verification';
import { judgeRegion } from './verdict';

const LEVEL = 0.95;

/** A table to hold against frozen regions: its rows, and each region's rows in it, in the order of the findings. */
export interface CountedTable {
	readonly rows: number;
	readonly regions: readonly RegionCount[];
}

/** Frozen shares are weighted where the table was; its rows stand for the information in them. */
function sideOf({ count, share }: RegionCount, rows: number): SideShare {
	const weight = share * rows;
	const squares = count === 0 ? 0 : (weight * weight) / count;
	return {
		region: { count, weight, squares },
		table: { count: rows, weight: rows, squares: rows }
	};
}

/**
 * Holds a table against the frozen regions: ratio to the frozen human share and rise over the frozen synthetic
 * share with 95 % intervals, the verdict, and the rows still needed.
 * @param tolerance shortfall too small to matter, as a share of the human rate.
 * @param wasClosed ids of regions that an earlier version had closed.
 */
export function checkRegions(
	{ regions, rows }: Findings,
	table: CountedTable,
	tolerance: number,
	wasClosed: ReadonlySet<string>
): readonly RegionCheck[] {
	return regions.map((frozen, i) => {
		const now = table.regions[i]!;
		const side = sideOf(now, table.rows);
		const ratio = ratioInterval(sideOf(frozen.human, rows.human), side, LEVEL);
		const rise = ratioInterval(sideOf(frozen.synthetic, rows.synthetic), side, LEVEL);
		const target = 1 - tolerance;
		const standing = { frozen: frozen.ratio, now: ratio, rise, target };
		return {
			frozen,
			now,
			ratio,
			rise,
			verdict: judgeRegion({ ...standing, wasClosed: wasClosed.has(frozen.id) }),
			needed: neededRows(frozen, now, table.rows, target)
		};
	});
}

function neededRows(frozen: FrozenRegion, now: RegionCount, rows: number, target: number): number {
	return rowsForShare(target * frozen.human.share, { rows, inRegion: now.share * rows }, 'append');
}
