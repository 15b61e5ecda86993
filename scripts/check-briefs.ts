/**
 * Drafts the brief for the top three gaps of each report, writes it in every format, and holds every file against its
 * own system's checker. Usage: npx tsx scripts/check-briefs.ts FOLDER REPORT.json…
 * XLSForms are converted by pyxform where `xls2xform` is named in the environment variable XLS2XFORM.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { strFromU8, unzipSync } from 'fflate';
import { Model } from 'survey-core';
import { DEFAULT_PLAN } from '$lib/analysis/brief/default-plan';
import { draftBrief } from '$lib/analysis/brief/draft-brief';
import {
	EXPORT_FORMATS,
	exportBrief,
	type ExportFormat
} from '$lib/analysis/brief/export/export-brief';
import type { Brief } from '$lib/terms/brief';
import { readReport } from '../src/cli/read-report';

const GAPS = 3;

/** What a checker has against a file; empty where nothing. */
type Checker = (text: string, path: string, brief: Brief) => readonly string[];

function bySchema(schema: string): Checker {
	const check = new Ajv({ strict: false, allErrors: true }).compile(
		JSON.parse(readFileSync(schema, 'utf8')) as object
	);
	return (text) =>
		check(JSON.parse(text))
			? []
			: (check.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message ?? ''}`);
}

const says =
	(...wanted: readonly ((brief: Brief) => string)[]): Checker =>
	(text, _path, brief) =>
		wanted.map((of) => of(brief)).flatMap((part) => (text.includes(part) ? [] : [`lacks ${part}`]));

const surveyJs: Checker = (text) =>
	(new Model(JSON.parse(text)).jsonErrors ?? []).map(({ message }) => message);

const limeSurvey: Checker = (text) => {
	const widths = text
		.slice(0, -1)
		.split('\n')
		.map((line) => line.split('\t').length);
	return widths.every((width) => width === widths[0]) ? [] : ['lines differ in their columns'];
};

const labelStudio: Checker = (text) => {
	const names = (pattern: RegExp) => [...text.matchAll(pattern)].map(([, name]) => name!);
	const shown = new Set(names(/<Text name="([^"]+)"/g));
	return names(/toName="([^"]+)"/g).flatMap((name) =>
		shown.has(name) ? [] : [`a control is bound to ${name}, which is not shown`]
	);
};

const word: Checker = (_text, path, brief) => {
	const parts = unzipSync(readFileSync(path));
	return says(({ plan }) => plan.title)(strFromU8(parts['word/document.xml']!), path, brief);
};

const xlsForm: Checker = (_text, path) => {
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
};

const study = bySchema('tests/fixtures/brief/prolific-study.schema.json');
const CHECKERS: Readonly<Record<ExportFormat, Checker>> = {
	md: says(({ plan }) => `# ${plan.title}`),
	html: (text, path, brief) => [
		...says(({ plan }) => `<h1>${plan.title}</h1>`)(text, path, brief),
		...(/(src|href)="https?:/.test(text) ? ['asks something of the net'] : [])
	],
	docx: word,
	json: bySchema('docs/brief.schema.json'),
	prolific: study,
	'task-builder': bySchema('tests/fixtures/brief/task-builder.schema.json'),
	surveyjs: surveyJs,
	'label-studio': (text, path, brief) =>
		path.endsWith('.xml') ? labelStudio(text, path, brief) : (JSON.parse(text), []),
	xlsform: xlsForm,
	limesurvey: limeSurvey,
	quota: says(() => 'region'),
	records: says(
		({ dictionary }) => dictionary[0]!.name,
		() => 'person_id'
	)
};

const [folder, ...reports] = process.argv.slice(2);
if (folder === undefined || reports.length === 0)
	throw new Error('Usage: npx tsx scripts/check-briefs.ts FOLDER REPORT.json…');
let faults = 0;
for (const [i, report] of reports.entries()) {
	const { gaps, facts } = await readReport(report);
	const brief = draftBrief(gaps.slice(0, GAPS), facts, DEFAULT_PLAN);
	const into = join(folder, String(i + 1));
	mkdirSync(into, { recursive: true });
	console.log(`${report}: ${brief.regions.map(({ words }) => words).join('; ')}`);
	for (const format of Object.keys(EXPORT_FORMATS) as ExportFormat[])
		for (const { name, bytes } of await exportBrief(brief, format)) {
			const path = join(into, name);
			writeFileSync(path, bytes);
			const found = CHECKERS[format](strFromU8(bytes), path, brief);
			faults += found.length;
			console.log(`  ${found.length === 0 ? 'sound ' : 'faulty'} ${name} ${found.join('; ')}`);
		}
}
if (faults > 0) process.exitCode = 1;
