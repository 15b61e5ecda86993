import type { Brief } from '$lib/terms/brief';
import { draftedRegions } from '$lib/analysis/brief/brief-words';
import { standingErrors } from './draft-mark';
import { briefHtml } from './html';
import { labelStudioConfig, labelStudioTasks } from './label-studio';
import { limeSurvey } from './lime-survey';
import { briefMarkdown } from './markdown';
import { prolificStudy, recruitable } from './prolific';
import { surveyJs } from './survey-js';
import { quotaCsv, recordsCsv } from './tables-csv';
import { taskBuilderCollection } from './task-builder';

/** A file ready to be written: neutral name, bytes, type. */
export interface ExportFile {
	readonly name: string;
	readonly mime: string;
	readonly bytes: Uint8Array;
}

/** What a writer is told beside the brief. */
export interface ExportOptions {
	/** Whether the filter ids were held against the platform's live list. */
	readonly isVerified: boolean;
}

type Writer = (
	brief: Brief,
	options: ExportOptions
) => readonly ExportFile[] | Promise<readonly ExportFile[]>;

interface Format {
	/** What a person reads in the menu. */
	readonly label: string;
	readonly write: Writer;
}

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

/** A text file; its name tells no attribute of anyone, and marks a draft. */
function file(
	brief: Brief,
	ending: string,
	mime: string,
	content: string | Uint8Array
): ExportFile {
	const mark = standingErrors(brief).length > 0 ? 'draft-' : '';
	return {
		name: `${mark}brief-${brief.hash.slice(0, 8)}${ending}`,
		mime,
		bytes: typeof content === 'string' ? new TextEncoder().encode(content) : content
	};
}

function json(brief: Brief, ending: string, value: unknown): ExportFile {
	return file(brief, ending, 'application/json', `${JSON.stringify(value, null, '\t')}\n`);
}

/** A writer for what is put to people, raters or collectors: nothing where nobody is asked. */
const whereAsked =
	(write: Writer): Writer =>
	(brief, options) =>
		draftedRegions(brief).length === 0 ? [] : write(brief, options);

/** Every format a brief leaves in; heavy writers are loaded when they are first used. */
export const EXPORT_FORMATS = {
	md: {
		label: 'Markdown',
		write: (brief) => [file(brief, '.md', 'text/markdown', briefMarkdown(brief))]
	},
	html: {
		label: 'Web page (stand-alone HTML)',
		write: (brief) => [file(brief, '.html', 'text/html', briefHtml(brief))]
	},
	docx: {
		label: 'Word (.docx)',
		write: async (brief) => {
			const { briefDocx } = await import('./docx');
			return [file(brief, '.docx', DOCX, await briefDocx(brief))];
		}
	},
	json: {
		label: 'Brief as JSON',
		write: (brief) => [json(brief, '.json', brief)]
	},
	prolific: {
		label: 'Prolific studies (JSON)',
		write: (brief, { isVerified }) =>
			recruitable(brief).map((kind, i) =>
				json(brief, `-prolific-study-${i + 1}.json`, prolificStudy(brief, kind, i, isVerified))
			)
	},
	'task-builder': {
		label: 'Prolific Task Builder collection (JSON)',
		write: whereAsked((brief) => [json(brief, '-task-builder.json', taskBuilderCollection(brief))])
	},
	surveyjs: {
		label: 'SurveyJS (JSON)',
		write: whereAsked((brief) => [json(brief, '-surveyjs.json', surveyJs(brief))])
	},
	'label-studio': {
		label: 'Label Studio (interface and tasks)',
		write: whereAsked((brief) => [
			file(brief, '-label-studio.xml', 'application/xml', labelStudioConfig(brief)),
			json(brief, '-label-studio-tasks.json', labelStudioTasks(brief))
		])
	},
	xlsform: {
		label: 'XLSForm (.xlsx, for ODK and Kobo)',
		write: whereAsked(async (brief) => {
			const { xlsForm } = await import('./xls-form');
			return [file(brief, '-xlsform.xlsx', XLSX, await xlsForm(brief))];
		})
	},
	limesurvey: {
		label: 'LimeSurvey (.txt import)',
		write: whereAsked((brief) => [
			file(brief, '-limesurvey.txt', 'text/tab-separated-values', limeSurvey(brief))
		])
	},
	quota: {
		label: 'Quota table (CSV)',
		write: (brief) => [file(brief, '-quota.csv', 'text/csv', quotaCsv(brief))]
	},
	records: {
		label: 'Records template (CSV)',
		write: whereAsked((brief) => [file(brief, '-records.csv', 'text/csv', recordsCsv(brief))])
	}
} as const satisfies Readonly<Record<string, Format>>;

/** The name of a format, as `lacuna brief --format` takes it. */
export type ExportFormat = keyof typeof EXPORT_FORMATS;

/** The files of one format. Empty where the format has nothing to say: no region that can be recruited. */
export async function exportBrief(
	brief: Brief,
	format: ExportFormat,
	options: ExportOptions = { isVerified: false }
): Promise<readonly ExportFile[]> {
	return EXPORT_FORMATS[format].write(brief, options);
}

/** One file: the format's own, or a zip where it has several; `all` zips every format. Null where there is none. */
export async function exportOne(
	brief: Brief,
	format: ExportFormat | 'all',
	options: ExportOptions = { isVerified: false }
): Promise<ExportFile | null> {
	const formats = format === 'all' ? (Object.keys(EXPORT_FORMATS) as ExportFormat[]) : [format];
	const files: ExportFile[] = [];
	for (const each of formats) files.push(...(await exportBrief(brief, each, options)));
	if (files.length <= 1) return files[0] ?? null;
	const { zipSync } = await import('fflate');
	// A fixed time keeps the zip of one brief the same, whenever it is made.
	const mtime = new Date(1980, 0, 1, 12);
	const bytes = zipSync(
		Object.fromEntries(files.map(({ name, bytes: b }) => [name, [b, { mtime }]]))
	);
	const ending = format === 'all' ? '.zip' : `-${format}.zip`;
	return file(brief, ending, 'application/zip', bytes);
}
