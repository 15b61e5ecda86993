import { rowsForShare } from '$lib/analysis/brief/numbers/sample-size';
import { shareOf } from '$lib/analysis/gaps/count-regions';
import { ratioInterval, type SideCount, type SideShare } from '$lib/analysis/gaps/ratio-interval';
import type { Role } from '$lib/terms/dataset';
import type { Findings, FrozenRegion } from '$lib/terms/findings';
import type { RegionCount } from '$lib/terms/gap';
import type { RegionCheck } from '$lib/terms/verification';
import { judgeRegion } from './verdict';

const LEVEL = 0.95;

/** A table to hold against frozen regions: itself and each region's rows in it, in the order of the findings. */
export interface CountedTable {
	readonly table: SideCount;
	readonly regions: readonly SideCount[];
}

/** What was frozen of one side, with weights that sum to the table's rows. */
export function frozenSide(findings: Findings, frozen: FrozenRegion, role: Role): SideShare {
	const rows = findings.rows[role];
	const { count, share } = frozen[role];
	return {
		region: weighed(count, share * rows, frozen.effective?.[role] ?? count),
		table: weighed(rows, rows, findings.effectiveRows?.[role] ?? rows)
	};
}

/** The count whose {@link effectiveSize} is `effective`. */
function weighed(count: number, weight: number, effective: number): SideCount {
	return { count, weight, squares: effective === 0 ? 0 : (weight * weight) / effective };
}

/**
 * Holds a table against the frozen regions: ratio to the frozen human share and rise over the frozen synthetic
 * share with 95 % intervals, the verdict, and the rows still needed.
 * @param tolerance shortfall too small to matter, as a share of the human rate.
 * @param wasClosed ids of regions that an earlier version had closed.
 */
export function checkRegions(
	findings: Findings,
	{ table, regions }: CountedTable,
	tolerance: number,
	wasClosed: ReadonlySet<string>
): readonly RegionCheck[] {
	return findings.regions.map((frozen, i) => {
		const region = regions[i]!;
		const side = { region, table };
		const now = shareOf(region, table);
		const ratio = ratioInterval(frozenSide(findings, frozen, 'human'), side, LEVEL);
		const rise = ratioInterval(frozenSide(findings, frozen, 'synthetic'), side, LEVEL);
		const target = 1 - tolerance;
		const standing = { frozen: frozen.ratio, now: ratio, rise, target };
		return {
			frozen,
			now,
			ratio,
			rise,
			verdict: judgeRegion({ ...standing, wasClosed: wasClosed.has(frozen.id) }),
			needed: neededRows(frozen, now, table.count, target)
		};
	});
}

function neededRows(frozen: FrozenRegion, now: RegionCount, rows: number, target: number): number {
	return rowsForShare(target * frozen.human.share, { rows, inRegion: now.share * rows }, 'append');
}
