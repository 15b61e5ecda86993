import { compareTables } from '$lib/analysis/compare/compare-tables';
import { measureAll, TABLE_MEASURES, type Outcome } from '$lib/analysis/compare/measure-all';
import { openPair } from '$lib/analysis/open/open-pair';
import { profilePair } from '$lib/analysis/profile/profile-pair';
import { comparisonFiles } from '$lib/analysis/share/comparison-files';
import { harmless } from '$lib/analysis/share/escape';
import { buildComparison, type ComparisonReport } from '$lib/analysis/share/comparison-report';
import type { Role, Source } from '$lib/terms/dataset';
import type { LacunaError } from '$lib/terms/error';
import type { MeasureName } from '$lib/terms/measure';
import type { Recipe } from '$lib/terms/recipe';
import { readOptions, usageError, type Command } from './command';
import { EXIT, EXIT_OF_ERROR } from './exit-status';
import { resultsFolder } from './results';
import { readRecipe, readSources } from './run-analysis';
import { inContext, pathSource, type CommandRun } from './run-context';
import { ONE_FILE_OPTIONS } from './table-sources';

const HELP = `Says how far apart the two tables are, each figure beside its noise ceiling.

Usage: lacuna compare --human FILE --synthetic FILE [OPTIONS]

  --human FILE       Table of what people produced
  --synthetic FILE   Table of what the generator made
  --input FILE       One file that holds both, instead of the two; its rows are told apart by
  --source-column NAME --human-value VALUE --synthetic-value VALUE
  --holdout FILE     Human rows that the generator was not shown: what is copied, what learnt
  --population FILE  Shares of the population (column, value, share), or a table of its people
  --recipe FILE      Settings, pairing and uses, as recipe.json holds them
  --seed N           Seed of every random choice, 0 to 4294967295 (the recipe's, else 1)
  --measures LIST    Only these, joined by commas: ${TABLE_MEASURES.join(', ')}
  --every-row        Read every row where a sample would do; some measures then take long
  --max-below N      Fail where a mean of shapes, accuracy or trends lies more than N below its ceiling
  --out DIR          Write compare.json, compare.md and compare.html there
  --json             Print compare.json instead of the tables
  --quiet            No progress on standard error
  -h, --help         Show this help

A measure that fails leaves the others be. The exit status is then that of the first failure, but for
measures that the tables have no columns for; ${EXIT.thresholdBroken} tells that --max-below is broken.
`;

const OPTIONS = {
	human: { type: 'string' },
	...ONE_FILE_OPTIONS,
	synthetic: { type: 'string' },
	holdout: { type: 'string' },
	population: { type: 'string' },
	recipe: { type: 'string' },
	seed: { type: 'string' },
	measures: { type: 'string' },
	'every-row': { type: 'boolean' },
	'max-below': { type: 'string' },
	out: { type: 'string' },
	json: { type: 'boolean' },
	quiet: { type: 'boolean' }
} as const;

/** What the command compares, and by which measures. */
interface Request {
	readonly sources: Readonly<Record<Role, Source>>;
	readonly recipe: Recipe;
	readonly measures: readonly MeasureName[];
	readonly yardsticks: Readonly<Partial<Record<'holdout' | 'population', Source>>>;
	readonly isEveryRow: boolean;
}

/** `lacuna compare`: two files in; how far they are apart out, as text, JSON and files. */
export const compareCommand: Command = {
	name: 'compare',
	summary: 'Say how far apart two tables are, beside noise ceilings',
	help: HELP,
	async run(args, context) {
		const values = readOptions('compare', args, OPTIONS);
		const { holdout, population } = values;
		const mostBelow = readShare(values['max-below']);
		const request: Request = {
			sources: readSources('compare', values),
			recipe: await readRecipe('compare', values),
			measures: readMeasures(values.measures),
			yardsticks: {
				...(holdout !== undefined && { holdout: pathSource(holdout) }),
				...(population !== undefined && { population: pathSource(population) })
			},
			isEveryRow: values['every-row'] === true
		};
		const write = await resultsFolder(values.out);
		const { report, outcomes } = await inContext(values.quiet === true, context, (run) =>
			compare(request, run)
		);
		const files = comparisonFiles(report);
		await write({
			'compare.json': files.json,
			'compare.md': files.markdown,
			'compare.html': files.report
		});
		context.stdout.write(values.json ? files.json : files.text);
		const broken = brokenFigures(report, mostBelow);
		for (const sentence of broken) context.stderr.write(`lacuna compare: ${sentence}\n`);
		const failed = failureOf(outcomes);
		if (failed !== null) {
			context.stderr.write(harmless(`lacuna compare: ${failed.message}\n${failed.hint}\n`));
			return EXIT_OF_ERROR[failed.code];
		}
		return broken.length > 0 ? EXIT.thresholdBroken : EXIT.ok;
	}
};

async function compare(request: Request, { finish, ...ctx }: CommandRun) {
	const { sources, recipe, measures, yardsticks, isEveryRow } = request;
	const pair = await openPair(sources, recipe, ctx);
	const profiles = await profilePair(pair, recipe, ctx);
	const given = (['holdout', 'population'] as const).filter((name) => yardsticks[name]);
	const isAlone = pair.unpaired.human.length > 0 && pair.unpaired.synthetic.length > 0;
	const names = [...measures, ...given, ...(isAlone ? (['partners'] as const) : [])];
	const comparison = compareTables(pair, profiles, recipe);
	const outcomes = await measureAll(comparison, names, { isEveryRow, ...yardsticks }, ctx, (one) =>
		finish('compare', 'value' in one ? one.elapsedMs : 0, tell(one))
	);
	const compared = { pair, profiles, recipe, engineVersion: ctx.engine.version };
	return { report: buildComparison(outcomes, compared), outcomes };
}

function tell(outcome: Outcome): string {
	if ('error' in outcome) return `${outcome.name} failed, ${outcome.error.message}`;
	const { name, sample } = outcome;
	const isSampled =
		sample.human.rows < sample.human.of || sample.synthetic.rows < sample.synthetic.of;
	return isSampled
		? `${name}, on ${sample.human.rows} human and ${sample.synthetic.rows} synthetic rows`
		: `${name}, on every row`;
}

/** The failure that the exit status tells: tables without columns for a measure are none, a useless yardstick is. */
function failureOf(outcomes: readonly Outcome[]): LacunaError | null {
	const failed = outcomes.flatMap((one) => ('error' in one ? [one] : []));
	const isGrave = ({ name, error }: (typeof failed)[number]) =>
		error.code !== 'columns-unusable' || name === 'holdout' || name === 'population';
	const grave = failed.find(isGrave);
	if (grave) return grave.error;
	return failed.length === outcomes.length ? (failed[0]?.error ?? null) : null;
}

/** Means that lie further below their ceilings than is allowed, each as a sentence. */
function brokenFigures({ figures }: ComparisonReport, mostBelow: number | null): string[] {
	if (mostBelow === null) return [];
	return figures
		.filter(({ measure }) => ['columns', 'pairs', 'triples'].includes(measure))
		.filter(({ value, ceiling }) => ceiling - value > mostBelow)
		.map(
			({ name, value, ceiling }) =>
				`${name}: ${value.toFixed(4)} lies ${(ceiling - value).toFixed(4)} below its ceiling, more than ${mostBelow}.`
		);
}

function readMeasures(list: string | undefined): readonly MeasureName[] {
	if (list === undefined) return TABLE_MEASURES;
	const asked = list.split(',').map((name) => name.trim());
	const unknown = asked.find((name) => !TABLE_MEASURES.some((measure) => measure === name));
	if (unknown === undefined) return TABLE_MEASURES.filter((name) => asked.includes(name));
	throw usageError(
		'compare',
		`--measures names “${unknown}”, which is none of ${TABLE_MEASURES.join(', ')}.`
	);
}

function readShare(text: string | undefined): number | null {
	if (text === undefined) return null;
	const share = Number(text);
	if (text.trim() !== '' && share >= 0 && share <= 1) return share;
	throw usageError('compare', `--max-below ${text} is not a number from 0 to 1.`);
}
