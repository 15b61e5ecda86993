import { readFile, writeFile } from 'node:fs/promises';
import { DEFAULT_PLAN } from '$lib/analysis/brief/default-plan';
import { draftBrief } from '$lib/analysis/brief/draft-brief';
import {
	EXPORT_FORMATS,
	exportOne,
	type ExportFormat
} from '$lib/analysis/brief/export/export-brief';
import { draftFromJson } from '$lib/analysis/brief/draft-json';
import { parseUntrustedJson } from '$lib/analysis/share/recipe-schema';
import type { Brief, BriefPlan } from '$lib/terms/brief';
import { LacunaError } from '$lib/terms/error';
import type { MeasuredRegion } from '$lib/terms/gap';
import { readOptions, usageError, type Command } from './command';
import { EXIT } from './exit-status';
import { readReport } from './read-report';

const FORMATS = [...Object.keys(EXPORT_FORMATS), 'all'];
/** Gaps of a brief where none are named. */
const FIRST = 3;

const HELP = `Drafts the request for human data from a report's gaps.

Usage: lacuna brief --report FILE [OPTIONS]

  --report FILE  report.json of \`lacuna analyze --out\`
  --gap ID       A gap to ask for; repeat it for several (the first ${FIRST} of the report)
  --plan FILE    What people decided: a brief.json of an earlier brief, or its plan alone
  --format NAME  ${FORMATS.slice(0, 6).join(', ')},
                 ${FORMATS.slice(6).join(', ')} (md)
  --out FILE     Write there instead of standard output; several files become a zip
  -h, --help     Show this help
`;

function isFormat(name: string): name is ExportFormat | 'all' {
	return FORMATS.includes(name);
}

function chooseGaps(
	gaps: readonly MeasuredRegion[],
	ids: readonly string[] | undefined
): readonly MeasuredRegion[] {
	if (ids === undefined) return gaps.slice(0, FIRST);
	return ids.map((id) => {
		const gap = gaps.find((one) => one.id === id);
		if (gap === undefined) throw usageError('brief', `The report holds no gap ${id}.`);
		return gap;
	});
}

async function readPlanFile(path: string): Promise<BriefPlan> {
	const text = await readFile(path, 'utf8').catch((cause: unknown) => {
		throw new LacunaError('file-missing', `The plan ${path} cannot be read.`, {
			hint: 'Check the path, and that you may read the file.',
			cause
		});
	});
	const content = parseUntrustedJson(text, path);
	const isBrief = typeof content === 'object' && content !== null && 'plan' in content;
	return draftFromJson(isBrief ? content.plan : content);
}

/** What stands in the way of sending a brief, a line each. */
function warnings({ findings }: Brief): string {
	return findings
		.filter(({ severity }) => severity === 'error')
		.map(({ rule, message, fix }) => `${rule}: ${message} ${fix}\n`)
		.join('');
}

/** `lacuna brief`: a report in, the request for human data out. */
export const briefCommand: Command = {
	name: 'brief',
	summary: 'Draft the request for human data',
	help: HELP,
	async run(args, { stdout, stderr }) {
		const values = readOptions('brief', args, {
			report: { type: 'string' },
			gap: { type: 'string', multiple: true },
			plan: { type: 'string' },
			format: { type: 'string', default: 'md' },
			out: { type: 'string' }
		});
		const { report, format, out } = values;
		if (report === undefined) throw usageError('brief', 'Give the report by --report.');
		if (!isFormat(format)) throw usageError('brief', `There is no format ${format}.`);
		const { gaps, facts } = await readReport(report);
		const chosen = chooseGaps(gaps, values.gap);
		if (chosen.length === 0) {
			stderr.write('The report holds no gap, so there is nothing to ask for.\n');
			return EXIT.ok;
		}
		const plan = values.plan === undefined ? DEFAULT_PLAN : await readPlanFile(values.plan);
		const brief = draftBrief(chosen, facts, plan);
		const file = await exportOne(brief, format);
		if (file === null) {
			throw usageError(
				'brief',
				`No region here can be recruited, so ${format} has nothing to say.`
			);
		}
		const isText = /^text|json|xml/.test(file.mime) && !file.mime.includes('openxml');
		if (out === undefined && !isText) {
			throw usageError('brief', `${format} is no text: name a file by --out.`);
		}
		if (out === undefined) stdout.write(new TextDecoder().decode(file.bytes));
		else await writing(out, file.bytes);
		stderr.write(warnings(brief));
		return EXIT.ok;
	}
};

async function writing(path: string, bytes: Uint8Array): Promise<void> {
	await writeFile(path, bytes).catch((cause: unknown) => {
		throw usageError('brief', `The brief cannot be written to ${path}.`, cause);
	});
}
