import { analyse } from '$lib/analysis/analyse';
import { reportExtras, type ReportExtras } from '$lib/analysis/share/html-report/extras';
import { buildReport, type Report } from '$lib/analysis/share/report';
import { weighSynthetic } from '$lib/analysis/gaps/weigh-synthetic';
import { freezeFindings } from '$lib/analysis/verify/freeze';
import { adoptVerdicts } from '$lib/analysis/verify/adopt-verdicts';
import { makeShareable } from '$lib/analysis/verify/shareable';
import { isoToday } from '$lib/analysis/verify/iso-day';
import type { Analysis, FinishedStep, Timings } from '$lib/terms/analysis';
import { ROLES, type Dataset, type Role, type Source } from '$lib/terms/dataset';
import { SMALL_COUNT_FLOOR, type Findings } from '$lib/terms/findings';
import type { ImportanceWeights } from '$lib/terms/gap';
import type { RunContext } from '$lib/terms/run';
import { EMPTY_RECIPE, withoutRowJudgements, type Recipe, type SourceRef } from '$lib/terms/recipe';
import { usageError, type CommandContext } from './command';
import { readRecipeFile } from './read-recipe';
import { inContext } from './run-context';
import { ONE_FILE_OPTIONS, readTableSources, type TableValues } from './table-sources';

/** Options of every command that runs an analysis, for {@link readOptions}. */
export const ANALYSIS_OPTIONS = {
	human: { type: 'string' },
	synthetic: { type: 'string' },
	...ONE_FILE_OPTIONS,
	recipe: { type: 'string' },
	seed: { type: 'string' },
	cases: { type: 'string' },
	quiet: { type: 'boolean' }
} as const;

/** What `--help` says of {@link ANALYSIS_OPTIONS}. */
export const ANALYSIS_HELP = `  --human FILE      Table of what people produced: Parquet, CSV, JSON lines or Arrow
  --synthetic FILE  Table of what the generator made, in any of these formats
  --input FILE      One file that holds both, instead of the two; its rows are told apart by
  --source-column NAME --human-value VALUE --synthetic-value VALUE
  --recipe FILE     Settings, pairing, uses and judgements, as recipe.json holds them
  --seed N          Seed of every random choice, 0 to 4294967295 (the recipe's, else 1)
  --cases N         Human rows that report.json ranks by their distance from synthetic ones (50000)
  --quiet           No progress on standard error`;

interface AnalysisValues {
	readonly human?: string;
	readonly synthetic?: string;
	readonly input?: string;
	readonly 'source-column'?: string;
	readonly 'human-value'?: string;
	readonly 'synthetic-value'?: readonly string[];
	readonly recipe?: string;
	readonly seed?: string;
	readonly cases?: string;
	readonly quiet?: boolean;
}

/** An analysis that has run, with the recipe that makes it again. */
export interface FinishedAnalysis {
	readonly analysis: Analysis;
	readonly recipe: Recipe;
	readonly report: Report;
	/** What may be told of it, for links and reports; null unless asked for, and where too few people stand behind. */
	readonly shared: SharedAnalysisWithFindings | null;
	/** Of the synthetic rows; null unless asked for. */
	readonly weights: ImportanceWeights | null;
}

/** A recipe and its findings, both kept to the small-count floor. */
export interface SharedAnalysisWithFindings {
	readonly recipe: Recipe;
	readonly findings: Findings;
	/** What the HTML report tells beside them. */
	readonly extras: ReportExtras;
}

/**
 * Runs the analysis that a command's options ask for, telling its progress on standard error.
 * @param isShared whether to freeze the findings too.
 * @param isWeighed whether to weigh the synthetic rows too.
 */
export async function runAnalysis(
	command: string,
	values: AnalysisValues,
	context: CommandContext,
	{ isShared, isWeighed }: { readonly isShared: boolean; readonly isWeighed: boolean }
): Promise<FinishedAnalysis> {
	const sources = readSources(command, values);
	const recipe = await readRecipe(command, values);
	const rankedCases = readRankedCases(command, values.cases);
	return inContext(values.quiet === true, context, async ({ finish, ...ctx }) => {
		const timings: Partial<Record<keyof Analysis, number>> = {};
		const analysis = await analyse(sources, recipe, ctx, (step) => {
			timings[step.stage] = Math.round(step.elapsedMs);
			finish(step.stage, step.elapsedMs, outcomeOf(step));
		});
		const used = await settleRecipe(recipe, analysis, ctx);
		const report = buildReport(analysis, {
			recipe: used,
			engineVersion: ctx.engine.version,
			timings: timings as Timings,
			...(rankedCases !== null && { rankedCases })
		});
		const shared = isShared ? await freezeShared(analysis, used, ctx) : null;
		const { open, profile, encode, gaps } = analysis;
		const weights = isWeighed
			? await weighSynthetic(gaps.gaps, open, profile, encode, used, ctx)
			: null;
		return { analysis, recipe: used, report, shared, weights };
	});
}

/** Null where too few people stand behind the whole table. */
async function freezeShared(analysis: Analysis, recipe: Recipe, ctx: RunContext) {
	if (analysis.open.human.rowCount < SMALL_COUNT_FLOOR) return null;
	const found = [...analysis.gaps.gaps, ...analysis.cases.groups].map(({ region }) => region);
	const shared = {
		recipe: withoutRowJudgements(
			(await makeShareable({ recipe }, found, analysis.open, ctx)).recipe
		),
		findings: await freezeFindings(analysis, recipe, isoToday(), ctx)
	};
	return { ...shared, extras: await reportExtras(shared, analysis, ctx) };
}

/** Both tables that a command's options name, as two files or as the rows of one. */
export function readSources(
	command: string,
	values: Omit<TableValues, 'synthetic'> & { readonly synthetic?: string }
): Record<Role, Source> {
	const given = values.synthetic === undefined ? [] : [values.synthetic];
	const { human, synthetic } = readTableSources(command, { ...values, synthetic: given });
	const [made, another] = synthetic;
	if (human === null) throw usageError(command, '--human is missing.');
	if (made === undefined) throw usageError(command, '--synthetic is missing.');
	if (another !== undefined)
		throw usageError(command, 'Give one --synthetic-value; `lacuna verify` takes several.');
	return { human, synthetic: made };
}

/** The recipe of `--recipe`, or an empty one, with the seed of `--seed`. */
export async function readRecipe(
	command: string,
	{ recipe: path, seed }: Pick<AnalysisValues, 'recipe' | 'seed'>
): Promise<Recipe> {
	const recipe = path === undefined ? EMPTY_RECIPE : await readRecipeFile(path);
	if (seed === undefined) return recipe;
	const number = Number(seed);
	if (!/^\d+$/.test(seed) || number > 0xffff_ffff) {
		throw usageError(command, `--seed ${seed} is not a whole number from 0 to 4294967295.`);
	}
	return { ...recipe, settings: { ...recipe.settings, seed: number } };
}

function readRankedCases(command: string, cases: string | undefined): number | null {
	if (cases === undefined) return null;
	if (!/^\d{1,9}$/.test(cases))
		throw usageError(command, `--cases ${cases} is not a whole number below a thousand million.`);
	return Number(cases);
}

/** The recipe with the files that it was used on, and with verdicts that were shared of its findings. */
async function settleRecipe(
	recipe: Recipe,
	{ open, gaps, cases }: Analysis,
	ctx: RunContext
): Promise<Recipe> {
	const name = ({ name, fingerprint, chosen }: Dataset): SourceRef => ({
		...{ name, fingerprint },
		...(chosen && { chosen })
	});
	const found = [...gaps.gaps, ...cases.groups].map(({ region }) => region);
	return {
		...recipe,
		sources: { human: name(open.human), synthetic: name(open.synthetic) },
		judgements: await adoptVerdicts(recipe.judgements, found, open, ctx)
	};
}

function outcomeOf(step: FinishedStep): string {
	if (step.stage === 'open') {
		const rows = ROLES.map((role) => `${step.result[role].rowCount} ${role} rows`);
		return `${rows.join(', ')}, ${step.result.columns.length} shared columns`;
	}
	if (step.stage === 'profile') {
		const warned = step.result.filter(({ warnings }) => warnings.length > 0).length;
		return `${step.result.length} columns, ${warned} with warnings`;
	}
	if (step.stage === 'encode') return `${step.result.columns.length} columns to search`;
	if (step.stage === 'firstLook') return `${step.result.length} strong shortfalls`;
	if (step.stage === 'gaps') return `${step.result.gaps.length} found`;
	return `${step.result.totals.novel} novel rows, ${step.result.cases.length} explained`;
}
