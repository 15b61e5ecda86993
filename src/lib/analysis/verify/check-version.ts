import { columnOfSide, countRegions, loadColumns } from '$lib/analysis/gaps/count-regions';
import { countShares } from '$lib/analysis/gaps/count-shares';
import { weightColumnsOf } from '$lib/analysis/gaps/measure-region';
import { quoteIdentifier } from '$lib/sql/identifier';
import { regionSql } from '$lib/sql/predicate';
import type { Dataset, DatasetPair } from '$lib/terms/dataset';
import { LacunaError } from '$lib/terms/error';
import type { Findings, FrozenRegion } from '$lib/terms/findings';
import type { Gap, GapReport } from '$lib/terms/gap';
import type { Recipe } from '$lib/terms/recipe';
import type { RunContext } from '$lib/terms/run';
import type { RegionCheck, VersionCheck } from '$lib/terms/verification';
import { checkRegions } from './check-regions';
import { inSteps } from './differencing';
import { measureDiversity, type ColumnCut } from './diversity';
import type { FinishedAnalysis } from './freeze';
import { freezeRegion, tellMeasured } from './tellable';

/** What a version is held against. */
export interface Yardstick {
	readonly frozen: Findings;
	readonly recipe: Recipe;
	readonly cuts: readonly ColumnCut[];
	/** Rows that diversity is measured in. */
	readonly diversityRows: number;
	/** Regions that an earlier version had closed. */
	readonly wasClosed: ReadonlySet<string>;
	/** New gaps of earlier versions, which stand in the same report. */
	readonly earlier: readonly FrozenRegion[];
}

/** A gap is known where at least this share of its human rows lies in frozen regions that are not closed. */
const KNOWN_SHARE = 0.5;

/**
 * Holds an analysed version of the synthetic table against the frozen regions.
 * @throws {@link LacunaError} `columns-unpaired` where the version lacks a column of a frozen region.
 */
export async function checkVersion(
	{ open, profile, gaps }: FinishedAnalysis,
	{ frozen, recipe, cuts, diversityRows, wasClosed, earlier }: Yardstick,
	ctx: RunContext
): Promise<VersionCheck> {
	requireColumns(frozen, open);
	const weights = weightColumnsOf(open, profile, recipe);
	const known = frozen.regions.map(({ region }) => region);
	await loadColumns(known, open, weights, ctx);
	const counted = await countRegions(known, open, weights, ctx);
	const now = {
		table: counted.tables.synthetic,
		regions: counted.regions.map(({ synthetic }) => synthetic)
	};
	const checks = checkRegions(frozen, now, recipe.settings.tolerance, wasClosed);
	const short = checks.filter(({ verdict }) => verdict !== 'closed' && verdict !== 'unclear');
	const shares = await countShares(
		short.map(({ frozen }) => frozen),
		open,
		weights,
		ctx
	);
	const fresh = await findNew(gaps, checks, open, ctx);
	const beside = [...frozen.regions, ...earlier];
	const told = await tellMeasured(fresh, open, weights, ctx, beside);
	const tellShare = (share: number) => inSteps(share, open.human.rowCount);
	return {
		name: tableName(open.synthetic),
		rows: open.synthetic.rowCount,
		fingerprint: open.synthetic.fingerprint,
		regions: checks,
		newGaps: told.map((gap) => freezeRegion(gap)),
		newWithheld: fresh.length - told.length,
		missingShare: tellShare(gaps.summary.notMendable),
		inGaps: tellShare(gaps.summary.inGaps),
		frozenShort: tellShare(shares.inGaps),
		diversity: await measureDiversity('synthetic', open, diversityRows, cuts, ctx)
	};
}

function requireColumns({ regions }: Findings, { columns, synthetic, human }: DatasetPair): void {
	const paired = new Set(columns.map(({ name }) => name));
	const used = regions.flatMap(({ region }) => region.conditions.map(({ column }) => column));
	const missing = [...new Set(used)].filter((column) => !paired.has(column));
	if (missing.length === 0) return;
	throw new LacunaError(
		'columns-unpaired',
		`${synthetic.name} and ${human.name} do not share ${missing.join(', ')}, which frozen regions are made of.`,
		{ hint: 'Export the version again with these columns, under the names that it had before.' }
	);
}

/**
 * Confirmed gaps of which most human rows lie outside all frozen regions that are not closed: what lies inside one is
 * part of it, what lies inside a closed one is a new hole there.
 */
async function findNew(
	{ gaps }: GapReport,
	checks: readonly RegionCheck[],
	pair: DatasetPair,
	ctx: RunContext
): Promise<readonly Gap[]> {
	const confirmed = gaps.filter(({ confirmed }) => confirmed);
	if (confirmed.length === 0) return [];
	const columnOf = columnOfSide(pair, 'human');
	const sql = ({ region }: Pick<Gap, 'region'>) => `(${regionSql(region, columnOf)})`;
	const open = checks.filter(({ verdict }) => verdict !== 'closed');
	const known = ['FALSE', ...open.map(({ frozen }) => sql(frozen))].join(' OR ');
	const counts = confirmed.map(
		(gap, i) => `count(*) FILTER (WHERE ${sql(gap)} AND (${known}))::DOUBLE AS g${i}`
	);
	const query = `SELECT ${counts.join(', ')} FROM ${quoteIdentifier('human')}`;
	const { columns } = await ctx.engine.query(query, { signal: ctx.signal });
	return confirmed.filter(
		({ human }, i) => Number(columns[i]!.values[0]) < KNOWN_SHARE * human.count
	);
}

/** Versions in one file are told apart by the value that chooses their rows. */
function tableName({ name, chosen }: Dataset): string {
	return chosen ? `${name}: ${chosen.value}` : name;
}
