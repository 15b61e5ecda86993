import { tsvParseRows } from 'd3';
import { readExpression, type ExpressionLanguage } from './expression';

// LimeSurvey has no checker apart from its importer, which is PHP over a database. These are the rules that the importer
// (TSVImportSurvey in application/helpers/admin/import_helper.php), its Question and Answer models and its expression
// engine hold a tab-separated survey against: how bytes become rows, which rows there are, and what each may hold.

const COLUMNS = [
	'class',
	'type/scale',
	'name',
	'relevance',
	'text',
	'help',
	'language',
	'validation',
	'mandatory',
	'other',
	'default',
	'same_default'
];
/** Question types in use: what else a type may be given, and whether it is answered from a list. */
const TYPES: Readonly<Record<string, { attributes: readonly string[]; hasAnswers: boolean }>> = {
	Y: { attributes: [], hasAnswers: false },
	N: { attributes: ['min_num_value_n', 'max_num_value_n'], hasAnswers: false },
	D: { attributes: [], hasAnswers: false },
	T: { attributes: [], hasAnswers: false },
	L: { attributes: [], hasAnswers: true }
};
const COMMON_ATTRIBUTES = ['em_validation_q', 'em_validation_q_tip'];
const SETTINGS: Readonly<Record<string, RegExp>> = {
	language: /^[a-z]{2}(-[A-Za-z]+)?$/,
	format: /^[SGA]$/,
	anonymized: /^[YN]$/,
	datestamp: /^[YN]$/
};
const TEXTS: Readonly<Record<string, number>> = {
	surveyls_title: 200,
	surveyls_welcometext: Infinity
};
const RESERVED = ['lang', 'sid', 'savedid', 'token', 'qid', 'gid', 'sgq', 'self', 'that', 'this'];
const LANGUAGE: ExpressionLanguage = {
	variable: /(?<name>[A-Za-z][A-Za-z0-9]*)\.NAOK/,
	functions: ['strlen'],
	comparisons: ['==', '!=', '>=', '<=', '>', '<']
};

type Row = Readonly<Record<string, string>>;

/** A survey as far as it was read. */
interface Survey {
	base: string;
	groups: number;
	/** Answer codes of each question so far, by code. */
	readonly answers: Map<string, { readonly type: string; readonly codes: Set<string> }>;
	last: string | null;
}

/** What an expression may not: unreadable, naming what comes later, or an answer that its question does not have. */
function expressionFaults(source: string, { answers }: Survey, self: string | null) {
	if (source === '' || source === '1') return [];
	const { variables, comparisons, faults } = readExpression(source, LANGUAGE);
	const known = (name: string) => answers.has(name) || (name === 'self' && self !== null);
	return [
		...faults,
		...variables.filter((name) => !known(name)).map((name) => `${name} is not asked before`),
		...comparisons.flatMap(({ variable, value }) => {
			const of = answers.get(variable);
			if (of === undefined) return [];
			const isKnown =
				of.type === 'L'
					? of.codes.has(value)
					: of.type === 'Y'
						? ['Y', 'N'].includes(value)
						: of.type === 'D' && /^\d{4}-\d{2}-\d{2}$/.test(value);
			return isKnown ? [] : [`${variable} never is “${value}”`];
		})
	];
}

function questionFaults(row: Row, survey: Survey): readonly string[] {
	const { name = '', 'type/scale': type = '', mandatory, other } = row;
	const known = TYPES[type];
	const attributes = Object.keys(row).filter((key) => !COLUMNS.includes(key) && row[key] !== '');
	const isTaken = [...survey.answers.keys()].some(
		(code) => code.toLowerCase() === name.toLowerCase()
	);
	const allowed = [...(known?.attributes ?? []), ...COMMON_ATTRIBUTES];
	const faults = [
		...(known === undefined ? [`type ${type} is not known`] : []),
		...(/^[A-Za-z][A-Za-z0-9]{0,19}$/.test(name) ? [] : ['its code is no code']),
		...(RESERVED.includes(name.toLowerCase()) ? ['its code is reserved'] : []),
		...(isTaken ? ['its code is taken'] : []),
		...(survey.groups === 0 ? ['it stands before any group'] : []),
		...(row.text === '' ? ['it asks nothing'] : []),
		...(/^[YN]$/.test(mandatory ?? '') && /^[YN]$/.test(other ?? '')
			? []
			: ['mandatory and other are Y or N']),
		...attributes
			.filter((key) => !allowed.includes(key))
			.map((key) => `${type} has no attribute ${key}`),
		...attributes
			.filter((key) => key.endsWith('_value_n') && !Number.isFinite(Number(row[key])))
			.map((key) => `${key} is no number`),
		...expressionFaults(row.relevance ?? '', survey, null),
		...expressionFaults(row.em_validation_q ?? '', survey, name)
	];
	survey.answers.set(name, { type, codes: new Set() });
	survey.last = name;
	return faults;
}

function answerFaults({ name = '', text }: Row, survey: Survey): readonly string[] {
	const question = survey.last === null ? undefined : survey.answers.get(survey.last);
	if (question === undefined || TYPES[question.type]?.hasAnswers !== true)
		return ['the question before it takes no list of answers'];
	const faults = [
		...(/^[A-Za-z0-9]{1,5}$/.test(name) ? [] : ['its code is not one to five letters and digits']),
		...(question.codes.has(name) ? ['its code is taken'] : []),
		...(text === '' ? ['it says nothing'] : [])
	];
	question.codes.add(name);
	return faults;
}

function rowFaults(row: Row, survey: Survey): readonly string[] {
	const { name = '', text = '' } = row;
	switch (row.class) {
		case 'S':
			if (name === 'language') survey.base = text;
			return SETTINGS[name]?.test(text) === true ? [] : [`the setting ${name} is not ${text}`];
		case 'SL': {
			const most = TEXTS[name];
			if (most === undefined) return [`there is no text ${name}`];
			return text.length <= most ? [] : [`${name} is longer than ${most}`];
		}
		case 'G':
			survey.groups++;
			survey.last = null;
			return [
				...(name === '' || name.length > 100 ? ['its name is empty or too long'] : []),
				...expressionFaults(row.relevance ?? '', survey, null)
			];
		case 'Q':
			return questionFaults(row, survey);
		case 'A':
			return answerFaults(row, survey);
		default:
			return [`the class ${row.class} is not known`];
	}
}

/** Bytes by which the importer guesses the encoding; half a character at their end makes it guess wrong. */
const SAMPLE_BYTES = 1000;

/** What would keep the importer from reading the file as it was meant. */
function readingFaults(text: string): readonly string[] {
	const next = new TextEncoder().encode(text)[SAMPLE_BYTES] ?? 0;
	return [
		...((next & 0xc0) === 0x80 ? [`byte ${SAMPLE_BYTES} cuts a character`] : []),
		// The importer reads a quote behind a backslash as part of the text.
		...(/\\"/.test(text) ? ['a backslash stands before a quote'] : []),
		...(/[\v\f\r\u0085\u2028\u2029]/.test(text) ? ['a break within a line'] : [])
	];
}

/** A cell as the importer has it: quotes around all of it are taken off once more, as spreadsheets put them there. */
function asImported(cell: string): string {
	return /^".*"$/.test(cell) ? cell.slice(1, -1).replaceAll('""', '"') : cell;
}

/** What would be taken for markup or computed where people read it. */
function wordFaults(text: string): readonly string[] {
	return [
		...(/<|&(?!(amp|lt|gt|quot|#39);)/.test(text) ? ['its text holds markup'] : []),
		...(/\{\S/.test(text) ? ['its text holds an expression'] : [])
	];
}

/** What LimeSurvey would have against a survey as tab-separated values; empty where nothing. */
export function limeSurveyFaults(text: string): readonly string[] {
	const unreadable = readingFaults(text);
	if (unreadable.length > 0) return unreadable;
	const [first = [], ...lines] = tsvParseRows(text);
	const head = first.map((name) => name.trim());
	const missing = COLUMNS.filter((name) => !head.includes(name));
	if (missing.length > 0) return [`the columns ${missing.join(', ')} are missing`];
	const survey: Survey = { base: '', groups: 0, answers: new Map(), last: null };
	const faults = lines.flatMap((cells, i) => {
		const at = `line ${i + 2}: `;
		if (cells.length !== head.length) return [`${at}${cells.length} cells`];
		const row: Row = Object.fromEntries(head.map((name, k) => [name, asImported(cells[k]!)]));
		const wrong = [
			...rowFaults(row, survey),
			...(row.class === 'S' ? [] : wordFaults(`${row.text ?? ''} ${row.help ?? ''}`))
		];
		if (row.class !== 'S' && row.language !== survey.base) wrong.push('another language');
		return wrong.map((fault) => at + fault);
	});
	const empty = [...survey.answers].filter(
		([, { type, codes }]) => TYPES[type]?.hasAnswers === true && codes.size === 0
	);
	return [
		...faults,
		...(survey.base === '' ? ['no base language'] : []),
		...empty.map(([code]) => `${code} has no answers`)
	];
}
