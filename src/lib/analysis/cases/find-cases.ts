import { SELECTED } from '$lib/analysis/gaps/hold-out';
import { CASE_PARTS } from '$lib/terms/parts';
import { measureRegions, weightColumnsOf } from '$lib/analysis/gaps/measure-region';
import type { Case, CaseGroup, CaseReport } from '$lib/terms/case';
import type { ColumnProfile } from '$lib/terms/column';
import { ROLES, type DatasetPair, type Role } from '$lib/terms/dataset';
import { LacunaError } from '$lib/terms/error';
import { isSetAside, type Recipe } from '$lib/terms/recipe';
import type { RunContext } from '$lib/terms/run';
import { caseAxes, type CaseAxes } from './case-axes';
import {
	FALSE_SHARE,
	measureDistances,
	type CaseDistances,
	type CaseTables
} from './case-distances';
import { caseHistogram } from './case-histogram';
import { caseSpace, readCaseRows } from './case-rows';
import { caseNeighbours } from './case-neighbours';
import { doubtRows } from './doubt-rows';
import { caseReasons, explainCases, type ExplainedCase } from './explain-cases';
import { groupCases, groupOf } from './group-cases';
import {
	chooseCases,
	chooseQuestioned,
	countInDoubt,
	countVerdicts,
	judgeRows,
	percentileOf,
	rankedRow
} from './judge-cases';
import { explainInventions, findCopies, listInventions } from './reverse-cases';

/** A split needs rows on both of its sides. */
const LEAST_ROWS = 4;

/** What is asked, and of which rows. */
interface Search {
	readonly pair: DatasetPair;
	readonly profiles: readonly ColumnProfile[];
	readonly recipe: Recipe;
	readonly axes: CaseAxes;
	readonly tables: CaseTables;
}

/**
 * Finds the human rows farthest from every synthetic row, says why, and judges them by how far they lie from the other
 * half of the human table and synthetic rows from each other; and the reverse, what the generator invented or copied.
 * @throws {@link LacunaError} `columns-unusable` without a usable column or with fewer than four rows a side.
 */
export async function findCases(
	pair: DatasetPair,
	profiles: readonly ColumnProfile[],
	recipe: Recipe,
	ctx: RunContext
): Promise<CaseReport> {
	const report = (done: number, message: string) =>
		ctx.onProgress({ stage: 'cases', done, message });
	for (const role of ROLES) if (pair[role].rowCount < LEAST_ROWS) throw tooFewRows(pair, role);
	const { read, near: nearest, explained: told, grouped } = CASE_PARTS;
	report(0, 'reading both tables');
	const axes = await caseAxes(profiles, ctx);
	const tables = await readTables(pair, axes, ctx);
	const search = { pair, profiles, recipe, axes, tables };
	const { seed } = recipe.settings;
	const distances = await measureDistances(tables, seed, ctx, (done) =>
		report(read + (nearest - read) * done, 'looking for the nearest row of every row')
	);
	const verdicts = await judgeRows(distances, ctx);
	report(nearest, 'finding out what sets the cases apart');
	const rows = chooseCases(verdicts);
	const questioned = chooseQuestioned(verdicts, rows);
	const near = await caseNeighbours({ cases: rows, questioned }, tables, distances, ctx);
	const { toSynthetic, toHuman, twins } = near;
	const explained = await explainCases('human', rows, toSynthetic, axes, tables, ctx);
	const invented = await explainInventions(distances, axes, tables, ctx);
	report(told, 'naming and grouping the cases');
	const reasons = await caseReasons('human', explained, pair, ctx);
	const groups = await groupPeople(explained, search, ctx);
	const inventionGroups = await measureGroups('synthetic', invented, search, ctx);
	report(grouped, 'looking for errors, inventions and copies');
	const doubts = await doubtRows({ ...search, rows: questioned, twins }, ctx);
	const cases = explained.map(({ row, columns }, i): Case => ({
		...{ id: `c${row}`, ...rankedRow(row, verdicts.rows) },
		percentile: percentileOf(verdicts.rows.score[row]!, verdicts),
		...{ columns, reasons: reasons[i]!, doubts: doubts.get(row)! },
		nearest: { human: toHuman[i]!, synthetic: toSynthetic[i]! },
		group: groupOf(row, groups)
	}));
	const judged = { of: distances.across.synthetic, pAdjusted: verdicts.inventions };
	const inventions = await listInventions(invented, inventionGroups, judged, pair, ctx);
	const copies = await findCopies(axes, tables, distances, ctx);
	const { totals, novelExcess } = countVerdicts(verdicts);
	report(1, 'the cases are found');
	return {
		...{ cases, rows: verdicts.rows, doubts, groups, inventions, inventionGroups, copies },
		distribution: caseHistogram(distances),
		totals: { ...totals, inDoubt: countInDoubt(doubts, verdicts) },
		novelExcess,
		falseShare: FALSE_SHARE,
		sampling: samplingOf(distances, seed)
	};
}

function samplingOf({ cutoff, split }: CaseDistances, seed: number): CaseReport['sampling'] {
	return { cutoff, splitRows: split.rows, splitReference: split.reference, seed };
}

function tooFewRows(pair: DatasetPair, role: Role): LacunaError {
	const { name, rowCount } = pair[role];
	return new LacunaError(
		'columns-unusable',
		`${name} has ${rowCount} rows, too few to judge one.`,
		{
			hint: `Choose tables with at least ${LEAST_ROWS} rows each.`
		}
	);
}

async function readTables(pair: DatasetPair, axes: CaseAxes, ctx: RunContext): Promise<CaseTables> {
	const human = await readCaseRows(axes, 'human', pair.human.rowCount, ctx);
	ctx.onProgress({ stage: 'cases', done: CASE_PARTS.read / 2, message: 'reading both tables' });
	const synthetic = await readCaseRows(axes, 'synthetic', pair.synthetic.rowCount, ctx);
	return { space: caseSpace(axes), rows: { human, synthetic } };
}

/** The groups of the cases that stand: what a person has called an error or known makes no group that asks for more of it. */
async function groupPeople(
	explained: readonly ExplainedCase[],
	search: Search,
	ctx: RunContext
): Promise<CaseGroup[]> {
	const { judgements } = search.recipe;
	const standing = explained.filter(({ row }) => !isSetAside(judgements[`c${row}`]));
	return measureGroups('human', standing, search, ctx);
}

/** Groups rows of one table, and measures the groups on all rows: the level of intervals makes up for the choice, as for gaps. */
async function measureGroups(
	role: Role,
	explained: readonly ExplainedCase[],
	{ pair, profiles, recipe, axes, tables }: Search,
	ctx: RunContext
): Promise<CaseGroup[]> {
	const found = groupCases(explained, axes, tables.rows[role]);
	const regions = found.map(({ region }) => region);
	const weights = weightColumnsOf(pair, profiles, recipe);
	const measured = await measureRegions(regions, pair, weights, SELECTED, ctx);
	return measured.map((region, i) => ({
		...region,
		rows: found[i]!.members.map((member) => explained[member]!.row)
	}));
}
