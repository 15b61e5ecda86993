import type { Source } from '$lib/terms/dataset';
import type { SharedAnalysis } from '$lib/terms/findings';
import type { RunContext } from '$lib/terms/run';
import type { TableDiversity, Trend, VersionCheck } from '$lib/terms/verification';
import { analyseGaps } from './analyse';
import { checkVersion } from './verify/check-version';
import { cutColumns, measureDiversity, type ColumnCut } from './verify/diversity';
import { freezeFindings } from './verify/freeze';

/** What to verify, and against what. */
export interface VersionsToVerify {
	readonly human: Source;
	/** Versions of the generator's table in the order they were made; at least one. */
	readonly versions: readonly Source[];
	/** What was frozen. Without findings the first version is analysed and its findings are frozen. */
	readonly baseline: SharedAnalysis;
	/** ISO day, UTC. */
	readonly today: string;
}

/**
 * Holds versions of a synthetic table against frozen regions, one after another, each analysed anew with the
 * baseline's recipe, so that new gaps show as well.
 * @param onVersion is handed the trend so far as soon as a version is checked.
 * @throws what `analyseGaps` throws, and `columns-unpaired` where a version lacks a column of a frozen region.
 */
export async function verifyVersions(
	{ human, versions, baseline, today }: VersionsToVerify,
	ctx: RunContext,
	onVersion: (trend: Trend) => void = () => {}
): Promise<Trend> {
	const { recipe } = baseline;
	const diversityRows = await smallestRowCount([human, ...versions], ctx);
	const checked: VersionCheck[] = [];
	const closed = new Set<string>();
	let frozen = baseline.findings;
	let cuts: readonly ColumnCut[] | null = null;
	let humanDiversity: TableDiversity | null = null;
	let trend: Trend | null = null;
	for (const version of versions) {
		const sources = { human, synthetic: version };
		const versionCtx = { ...ctx, onProgress: progressOf(version.name, ctx) };
		const analysis = await analyseGaps(sources, recipe, versionCtx);
		frozen ??= await freezeFindings(analysis, recipe, today, ctx);
		cuts ??= await cutColumns(analysis.profile, ctx);
		humanDiversity ??= await measureDiversity('human', analysis.open, diversityRows, cuts, ctx);
		const yardstick = {
			...{ frozen, recipe, cuts, diversityRows, wasClosed: new Set(closed) },
			earlier: checked.flatMap(({ newGaps }) => newGaps)
		};
		const check = await checkVersion(analysis, yardstick, ctx);
		for (const { frozen, verdict } of check.regions)
			if (verdict === 'closed') closed.add(frozen.id);
		checked.push(check);
		const known = recipe.sources.human?.fingerprint;
		trend = {
			frozen,
			isOtherHuman: known !== undefined && known.sha256 !== analysis.open.human.fingerprint.sha256,
			humanDiversity,
			versions: [...checked]
		};
		onVersion(trend);
	}
	if (trend === null) throw new RangeError('There is no version to verify.');
	return trend;
}

async function smallestRowCount(sources: readonly Source[], ctx: RunContext): Promise<number> {
	const table = 'described';
	let rows = Infinity;
	for (const source of sources) {
		const { rowCount } = await ctx.engine.open(table, source, { signal: ctx.signal });
		rows = Math.min(rows, rowCount);
		await ctx.engine.drop(table);
	}
	return rows;
}

function progressOf(name: string, { onProgress }: RunContext): RunContext['onProgress'] {
	return (progress) => onProgress({ ...progress, message: `${name}: ${progress.message}` });
}
