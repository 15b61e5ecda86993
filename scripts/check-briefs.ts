/**
 * Drafts the brief for the top three gaps of each report that can be asked for, writes it in every format, and holds every file against its
 * own system's checker. Usage: npx tsx scripts/check-briefs.ts FOLDER REPORT.json…
 * XLSForms are converted by pyxform where `xls2xform` is named in the environment variable XLS2XFORM.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DEFAULT_PLAN } from '$lib/analysis/brief/default-plan';
import { draftBrief } from '$lib/analysis/brief/draft-brief';
import {
	EXPORT_FORMATS,
	exportBrief,
	type ExportFormat
} from '$lib/analysis/brief/export/export-brief';
import { firstAskable } from '$lib/analysis/brief/sketch-brief';
import { readReport } from '../src/cli/read-report';
import { briefFileFaults } from '../tests/checkers/check-brief-file';

const GAPS = 3;

/** What pyxform says of a form, where it is installed. */
function pyxformFaults(path: string): readonly string[] {
	const converter = process.env.XLS2XFORM;
	if (converter === undefined) return [];
	const { stdout, stderr } = spawnSync(
		converter,
		['--json', '--skip_validate', path, `${path}.xml`],
		{ encoding: 'utf8' }
	);
	const said = /^\{"code".*$/m.exec(stdout + stderr)?.[0];
	if (said === undefined) return ['pyxform gave no answer'];
	const { code, message, warnings } = JSON.parse(said) as {
		code: number;
		message: string;
		warnings: readonly string[];
	};
	return [...(code === 100 ? [] : [message]), ...warnings];
}

const [folder, ...reports] = process.argv.slice(2);
if (folder === undefined || reports.length === 0)
	throw new Error('Usage: npx tsx scripts/check-briefs.ts FOLDER REPORT.json…');
let faults = 0;
for (const [i, report] of reports.entries()) {
	const { gaps, facts } = await readReport(report);
	const brief = draftBrief(firstAskable(gaps, facts, DEFAULT_PLAN, GAPS), facts, DEFAULT_PLAN);
	const into = join(folder, String(i + 1));
	mkdirSync(into, { recursive: true });
	console.log(`${report}: ${brief.regions.map(({ words }) => words).join('; ')}`);
	for (const format of Object.keys(EXPORT_FORMATS) as ExportFormat[])
		for (const file of await exportBrief(brief, format)) {
			const path = join(into, file.name);
			writeFileSync(path, file.bytes);
			const found = [
				...(await briefFileFaults(format, file, brief)),
				...(format === 'xlsform' ? pyxformFaults(path) : [])
			];
			faults += found.length;
			console.log(`  ${found.length === 0 ? 'sound ' : 'faulty'} ${file.name} ${found.join('; ')}`);
		}
}
if (faults > 0) process.exitCode = 1;
