import { basename } from 'node:path';
import { parseAcceptance } from '$lib/analysis/share/acceptance-schema';
import {
	returnFiles,
	trendFiles,
	type VerificationFiles
} from '$lib/analysis/share/verification-files';
import { checkReturn } from '$lib/analysis/verify/check-return';
import { rejectedCsv } from '$lib/analysis/verify/rejected-csv';
import { verifyVersions } from '$lib/analysis/verify-versions';
import { isoToday } from '$lib/analysis/verify/iso-day';
import type { Source } from '$lib/terms/dataset';
import { LacunaError } from '$lib/terms/error';
import type { SharedAnalysis } from '$lib/terms/findings';
import { EMPTY_RECIPE } from '$lib/terms/recipe';
import type { RunContext } from '$lib/terms/run';
import { readOptions, usageError, type Command } from './command';
import { EXIT } from './exit-status';
import { readFrozenFile } from './read-recipe';
import { readText } from './read-text';
import { resultsFolder } from './results';
import { inContext, pathSource } from './run-context';
import { ONE_FILE_OPTIONS, readTableSources } from './table-sources';
import { brokenLimits, readLimits, type Limits } from './verify-limits';

const HELP = `Holds new versions of a synthetic table, or returned human data, against frozen gaps.

Usage: lacuna verify --human FILE --synthetic FILE [--synthetic FILE …] [--frozen FILE] [OPTIONS]
       lacuna verify --returned FILE --frozen FILE [--human FILE] [--brief FILE] [OPTIONS]

  --frozen FILE            findings.lacuna.json or report.json of \`lacuna analyze --out\`, or a file that the app
                           saved; without it the first version's gaps are frozen
  --human FILE             Table of what people produced
  --synthetic FILE         A version of the synthetic table; give several, oldest first
  --input FILE             One file that holds both, by --source-column NAME, --human-value VALUE and
                           --synthetic-value VALUE, the last once a version
  --returned FILE          What people sent back; it is checked row by row, then added to the frozen table
  --brief FILE             brief.json, whose acceptance checks the returned rows have to pass
  --max-missing-share N    Fail where more than N (0 to 1) of human rows lie in gaps that no reweighting can mend
  --max-open N             Fail where more than N frozen regions are still short
  --fail-on WORD[,WORD]    Fail on any of: new, reopened, unclear, rejected
  --out DIR                Write verify.json, verify.md, verify.junit.xml and verify.html there, and rejected.csv
                           for returned rows
  --json                   Print verify.json instead of the tables
  --quiet                  No progress on standard error
  -h, --help               Show this help

Exit status ${EXIT.thresholdBroken} tells that a threshold is broken; standard error names which.
`;

const OPTIONS = {
	human: { type: 'string' },
	synthetic: { type: 'string', multiple: true },
	...ONE_FILE_OPTIONS,
	returned: { type: 'string' },
	frozen: { type: 'string' },
	brief: { type: 'string' },
	'max-missing-share': { type: 'string' },
	'max-open': { type: 'string' },
	'fail-on': { type: 'string' },
	out: { type: 'string' },
	json: { type: 'boolean' },
	quiet: { type: 'boolean' }
} as const;

/** What is written and printed, whichever was verified. */
interface Outcome {
	readonly files: VerificationFiles;
	/** Rejected rows as CSV; null for versions. */
	readonly rejected: string | null;
	/** Thresholds that are broken, each as a sentence. */
	readonly broken: readonly string[];
}

/** `lacuna verify`: frozen gaps against new data; tables, files and an exit status out. */
export const verifyCommand: Command = {
	name: 'verify',
	summary: 'Hold new data against frozen gaps',
	help: HELP,
	async run(args, context) {
		const values = readOptions('verify', args, OPTIONS);
		const limits = readLimits(values);
		const tables = readTableSources('verify', values);
		const versions = tables.synthetic;
		if ((values.returned === undefined) === (versions.length === 0))
			throw usageError('verify', 'Give either --synthetic, once or more, or --returned.');
		const write = await resultsFolder(values.out);
		const baseline = await readBaseline(values.frozen);
		const outcome = await inContext(values.quiet === true, context, (ctx) =>
			values.returned === undefined
				? verifyTables(tables.human, versions, baseline, limits, ctx)
				: verifyReturned(
						{ ...values, returned: values.returned, human: tables.human },
						baseline,
						limits,
						ctx
					)
		);
		const { json, text, markdown, junit, report } = outcome.files;
		await write({
			'verify.json': json,
			'verify.md': markdown,
			'verify.junit.xml': junit,
			'verify.html': report,
			'rejected.csv': outcome.rejected
		});
		context.stdout.write(values.json ? json : text);
		for (const sentence of outcome.broken) context.stderr.write(`lacuna verify: ${sentence}\n`);
		return outcome.broken.length > 0 ? EXIT.thresholdBroken : EXIT.ok;
	}
};

async function readBaseline(path: string | undefined): Promise<SharedAnalysis> {
	if (path === undefined) return { recipe: EMPTY_RECIPE, findings: null };
	const shared = await readFrozenFile(path);
	if (shared.findings !== null) return shared;
	throw new LacunaError('recipe-invalid', `${basename(path)} holds a recipe but no findings.`, {
		hint: 'Give findings.lacuna.json or report.json of `lacuna analyze --out`, or leave --frozen out.'
	});
}

async function verifyTables(
	human: Source | null,
	versions: readonly Source[],
	baseline: SharedAnalysis,
	limits: Limits,
	ctx: RunContext
): Promise<Outcome> {
	if (human === null) throw usageError('verify', '--human is missing.');
	const today = isoToday();
	const input = { human, versions, baseline, today };
	const trend = await verifyVersions(input, ctx);
	const last = trend.versions.at(-1)!;
	return {
		files: trendFiles(trend),
		rejected: null,
		broken: brokenLimits(limits, {
			missingShare: last.missingShare,
			regions: last.regions,
			newGaps: last.newGaps.length + last.newWithheld,
			rejected: 0
		})
	};
}

async function verifyReturned(
	paths: { readonly returned: string; readonly human: Source | null; readonly brief?: string },
	{ recipe, findings }: SharedAnalysis,
	limits: Limits,
	ctx: RunContext
): Promise<Outcome> {
	if (findings === null) throw usageError('verify', '--returned needs --frozen.');
	const check = await checkReturn(
		{
			returned: pathSource(paths.returned),
			human: paths.human,
			frozen: findings,
			tolerance: recipe.settings.tolerance,
			acceptance: paths.brief === undefined ? [] : await readAcceptance(paths.brief)
		},
		ctx
	);
	return {
		files: returnFiles(check),
		rejected: await rejectedCsv(check, ctx),
		broken: brokenLimits(limits, {
			missingShare: null,
			regions: check.regions,
			newGaps: 0,
			rejected: check.rows - check.accepted
		})
	};
}

async function readAcceptance(path: string) {
	return parseAcceptance(await readText(path, 'The brief'), basename(path));
}
