import type { Block } from '$lib/analysis/brief/export/blocks';
import { regionId } from '$lib/sql/region-id';
import type { Analysis } from '$lib/terms/analysis';
import type { Findings, SharedAnalysis } from '$lib/terms/findings';
import type { RunContext } from '$lib/terms/run';
import { reportBrief } from './brief';
import { regionDetails, type RegionDetail } from './region-details';

/** What a report tells beside what a link holds. */
export interface ReportExtras {
	/** Name and version of the engine that counted; null where the report is made from a link alone. */
	readonly engineVersion: string | null;
	/** The brief of the chosen regions; null where none is. */
	readonly brief: readonly Block[] | null;
	/** Log-likelihood that a region had to pass; null where it is not known. */
	readonly score: number | null;
	/** Pictures of the regions that are told in full, by id; the others stand in the table. */
	readonly details: ReadonlyMap<string, RegionDetail>;
}

/** Regions told in full: so many in rank order, and as many of the brief. */
const DETAILED = 8;

/** All that the data add to a report. */
export async function reportExtras(
	shared: SharedAnalysis & { readonly findings: Findings },
	analysis: Pick<Analysis, 'open' | 'profile' | 'encode' | 'gaps'>,
	ctx: RunContext
): Promise<ReportExtras> {
	const { recipe, findings } = shared;
	const asked = new Set(recipe.chosen.slice(0, DETAILED).map(regionId));
	const full = findings.regions.filter(({ id }, i) => i < DETAILED || asked.has(id));
	const details = await regionDetails(
		full.map(({ region }) => region),
		[...findings.regions, ...(findings.cases?.groups ?? [])],
		analysis,
		recipe,
		ctx
	);
	return {
		engineVersion: ctx.engine.version,
		brief: await reportBrief(shared, analysis, ctx),
		score: analysis.gaps.threshold.score,
		details: new Map(full.map(({ id }, i) => [id, details[i]!]))
	};
}
