import { toWeightsFile } from '$lib/analysis/gaps/weights-file';
import { buildHtmlReport } from '$lib/analysis/share/html-report';
import { reportJson } from '$lib/analysis/share/report';
import { toLacunaFile } from '$lib/analysis/share/lacuna-file';
import { SMALL_COUNT_FLOOR } from '$lib/terms/findings';
import { readOptions, type Command } from './command';
import { EXIT } from './exit-status';
import { findingsMarkdown, findingsText } from './findings-text';
import { resultsFolder, writeResult } from './results';
import {
	ANALYSIS_HELP,
	ANALYSIS_OPTIONS,
	runAnalysis,
	type FinishedAnalysis
} from './run-analysis';
import { weightsText } from './weights-text';

const HELP = `Finds what the synthetic table lacks against the human one.

Usage: lacuna analyze --human FILE --synthetic FILE [OPTIONS]

${ANALYSIS_HELP}
  --out DIR         Write report.json, report.html, gaps.md, recipe.json and findings.lacuna.json there
  --weights FILE    Write a weight for each synthetic row that mends the drift there, as Parquet
  --json            Print report.json instead of the list of gaps
  -h, --help        Show this help

report.html and findings.lacuna.json are made to be shared: they tell of no fewer than ${SMALL_COUNT_FLOOR} people. report.json,
recipe.json and gaps.md are for those who hold the data.
`;

const NOTHING_TOLD = `lacuna analyze: the human table has fewer than ${SMALL_COUNT_FLOOR} rows, of which nothing is told: no report.html and no findings.lacuna.json.\n`;

/** `lacuna analyze`: two files in; the ranked gaps out, as text, JSON and files. */
export const analyzeCommand: Command = {
	name: 'analyze',
	summary: 'Find the gaps of a synthetic table',
	help: HELP,
	async run(args, context) {
		const values = readOptions('analyze', args, {
			...ANALYSIS_OPTIONS,
			out: { type: 'string' },
			weights: { type: 'string' },
			json: { type: 'boolean' }
		});
		const { out, weights } = values;
		const write = await resultsFolder(out);
		const finished = await runAnalysis('analyze', values, context, {
			isShared: out !== undefined,
			isWeighed: weights !== undefined
		});
		if (out !== undefined) {
			await write(resultFiles(finished));
			if (finished.shared === null) context.stderr.write(NOTHING_TOLD);
		}
		context.stdout.write(values.json ? reportJson(finished.report) : findingsText(finished.report));
		if (weights !== undefined && finished.weights !== null) {
			await writeResult(weights, new Uint8Array(toWeightsFile(finished.weights)));
			if (!values.json) context.stdout.write(weightsText(finished.weights, weights));
		}
		return EXIT.ok;
	}
};

function resultFiles({ report, recipe, shared }: FinishedAnalysis): Record<string, string> {
	const own = {
		'report.json': reportJson(report),
		'gaps.md': findingsMarkdown(report),
		'recipe.json': asJson(recipe)
	};
	if (shared === null) return own;
	const { extras, ...told } = shared;
	return {
		...own,
		'findings.lacuna.json': toLacunaFile(told),
		'report.html': buildHtmlReport(told, extras)
	};
}

function asJson(value: unknown): string {
	return `${JSON.stringify(value, null, '\t')}\n`;
}
