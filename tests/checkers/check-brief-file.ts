import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { csvParse } from 'd3';
import { strFromU8 } from 'fflate';
import { Model } from 'survey-core';
import type { ExportFile, ExportFormat } from '$lib/analysis/brief/export/export-brief';
import { briefBlocks } from '$lib/analysis/brief/export/brief-blocks';
import type { Brief } from '$lib/terms/brief';
import { labelStudioFaults } from './label-studio';
import { limeSurveyFaults } from './lime-survey';
import { wordFaults } from './word';
import { xlsFormFaults } from './xls-form';

type Faults = readonly string[];
type Checker = (file: ExportFile, brief: Brief) => Faults | Promise<Faults>;

const textOf = ({ bytes }: ExportFile) => strFromU8(bytes);

function bySchema(schema: string): Checker {
	const check = new Ajv({ strict: false, allErrors: true }).compile(
		JSON.parse(readFileSync(schema, 'utf8')) as object
	);
	return (file) =>
		check(JSON.parse(textOf(file)))
			? []
			: (check.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message ?? ''}`);
}

const lacks = (text: string, ...parts: readonly string[]): Faults =>
	parts.flatMap((part) => (text.includes(part) ? [] : [`lacks ${part}`]));

/** Elements that open without closing, and the other way round; of well-formed markup with some that stay empty. */
function markupFaults(markup: string, empty: readonly string[] = []): Faults {
	const open: string[] = [];
	const faults: string[] = [];
	for (const [, slash, name, self] of markup.matchAll(/<(\/?)([A-Za-z][\w:-]*)[^<>]*?(\/?)>/g)) {
		if (self === '/' || empty.includes(name!)) continue;
		if (slash === '') open.push(name!);
		else if (open.pop() !== name) faults.push(`</${name!}> closes nothing`);
	}
	return [...faults, ...open.map((name) => `<${name}> does not close`)];
}

/** Rows of Markdown tables with more or fewer cells than their head. */
function tableFaults(markdown: string): Faults {
	const bars = (line: string) => line.replaceAll(/\\./g, '').split('|').length;
	const lines = markdown.split('\n');
	return lines.flatMap((line, i) =>
		line.startsWith('|') && lines[i - 1]?.startsWith('|') && bars(line) !== bars(lines[i - 1]!)
			? [`line ${i + 1} has another number of cells`]
			: []
	);
}

function columns(...names: readonly string[]): Checker {
	return (file) => {
		const { columns: found } = csvParse(textOf(file));
		return names.flatMap((name) => (found.includes(name) ? [] : [`lacks the column ${name}`]));
	};
}

/** What each format's own system has against a file, or its published rules where the system has no checker in Node. */
const CHECKERS: Readonly<Record<ExportFormat, Checker>> = {
	md: (file, { plan }) => [...lacks(textOf(file), `# ${plan.title}`), ...tableFaults(textOf(file))],
	html: (file, { plan }) => [
		...lacks(textOf(file), `<h1>${plan.title}</h1>`),
		...markupFaults(textOf(file), ['meta']),
		...(/(src|href)="https?:/.test(textOf(file)) ? ['asks something of the net'] : [])
	],
	docx: ({ bytes }, brief) => wordFaults(bytes, briefBlocks(brief)),
	json: bySchema('docs/brief.schema.json'),
	prolific: bySchema('tests/fixtures/brief/prolific-study.schema.json'),
	'task-builder': bySchema('tests/fixtures/brief/task-builder.schema.json'),
	surveyjs: (file) => (new Model(JSON.parse(textOf(file))).jsonErrors ?? []).map((e) => e.message),
	'label-studio': (file) =>
		file.name.endsWith('.xml') ? labelStudioFaults(textOf(file)) : labelStudioTasksFaults(file),
	xlsform: ({ bytes }) => xlsFormFaults(bytes),
	limesurvey: (file) => limeSurveyFaults(textOf(file)),
	quota: columns('region_id', 'people', 'screened_95', 'cost_expected'),
	records: (file, { dictionary }) =>
		columns(...dictionary.map(({ name }) => name))(file, {} as Brief)
};

function labelStudioTasksFaults(file: ExportFile): Faults {
	const tasks = JSON.parse(textOf(file)) as readonly { data?: unknown }[];
	return tasks.flatMap(({ data }, i) => (data === undefined ? [`task ${i} has no data`] : []));
}

/** What is wrong with a file of a brief; empty where nothing. */
export async function briefFileFaults(
	format: ExportFormat,
	file: ExportFile,
	brief: Brief
): Promise<Faults> {
	return CHECKERS[format](file, brief);
}
