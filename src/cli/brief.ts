import { DEFAULT_PLAN } from '$lib/analysis/brief/default-plan';
import { draftBrief } from '$lib/analysis/brief/draft-brief';
import {
	EXPORT_FORMATS,
	exportOne,
	type ExportFormat
} from '$lib/analysis/brief/export/export-brief';
import { draftFromJson } from '$lib/analysis/brief/draft-json';
import type { AskedRegion } from '$lib/analysis/brief/settle-region';
import { firstAskable } from '$lib/analysis/brief/sketch-brief';
import { parseUntrustedJson } from '$lib/analysis/share/recipe-schema';
import type { Brief } from '$lib/terms/brief';
import type { BriefPlan } from '$lib/terms/brief-plan';
import { readOptions, usageError, type Command } from './command';
import { EXIT } from './exit-status';
import { readReport, type ReportFindings } from './read-report';
import { readText } from './read-text';
import { writeResult } from './results';

const FORMATS = [...Object.keys(EXPORT_FORMATS), 'all'];
/** Gaps of a brief where none are named. */
const FIRST = 3;

const HELP = `Drafts the request for human data from the gaps and case groups of a report.

Usage: lacuna brief --report FILE [OPTIONS]

  --report FILE  report.json of \`lacuna analyze --out\`
  --gap ID       A gap to ask for; repeat it for several
  --group ID     A group of cases to ask for; repeat it for several
                 (without either: the first ${FIRST} gaps that can be asked for and that nobody
                 judged impossible, an error or known)
  --plan FILE    What people decided: a brief.json, or its plan alone
  --format NAME  ${FORMATS.slice(0, 6).join(', ')},
                 ${FORMATS.slice(6).join(', ')} (md)
  --out FILE     Write there instead of standard output; several files become a zip
  -h, --help     Show this help

Purpose, uses, licence and contact are yours to write: print the brief by --format json, fill plan.texts,
and give the file by --plan.
`;

function isFormat(name: string): name is ExportFormat | 'all' {
	return FORMATS.includes(name);
}

/** Findings by their ids, in the order given. */
function named(
	findings: readonly AskedRegion[],
	ids: readonly string[],
	kind: string
): readonly AskedRegion[] {
	return ids.map((id) => {
		const found = findings.find((one) => one.id === id);
		if (found === undefined) throw usageError('brief', `The report holds no ${kind} ${id}.`);
		return found;
	});
}

/** What is asked for: the gaps and groups named, or the first gaps that can be asked for. */
function chooseRegions(
	{ gaps, groups, facts }: ReportFindings,
	plan: BriefPlan,
	gapIds: readonly string[] = [],
	groupIds: readonly string[] = []
): readonly AskedRegion[] {
	if (gapIds.length + groupIds.length === 0) {
		const first = firstAskable(gaps, facts, plan, FIRST);
		// Where nobody can be asked for any, the brief says where else to look.
		return first.length > 0 ? first : gaps.slice(0, FIRST);
	}
	const chosen = [...named(gaps, gapIds, 'gap'), ...named(groups, groupIds, 'group of cases')];
	return chosen.filter(({ id }, i) => chosen.findIndex((other) => other.id === id) === i);
}

async function readPlanFile(path: string): Promise<BriefPlan> {
	const content = parseUntrustedJson(await readText(path, 'The plan'), path);
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
			group: { type: 'string', multiple: true },
			plan: { type: 'string' },
			format: { type: 'string', default: 'md' },
			out: { type: 'string' }
		});
		const { report, format, out } = values;
		if (report === undefined) throw usageError('brief', 'Give the report by --report.');
		if (!isFormat(format)) throw usageError('brief', `There is no format ${format}.`);
		const findings = await readReport(report);
		const plan = values.plan === undefined ? DEFAULT_PLAN : await readPlanFile(values.plan);
		const chosen = chooseRegions(findings, plan, values.gap, values.group);
		if (chosen.length === 0) {
			stderr.write('The report holds no gap to ask for.\n');
			return EXIT.ok;
		}
		const brief = draftBrief(chosen, findings.facts, plan);
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
		else await writeResult(out, file.bytes);
		stderr.write(warnings(brief));
		return EXIT.ok;
	}
};
