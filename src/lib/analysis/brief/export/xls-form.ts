import writeXlsxFile from 'write-excel-file/universal';
import type { Brief } from '$lib/terms/brief';
import { QUESTION_PARTS, type Question } from '$lib/terms/question';
import { answerLabel } from '$lib/analysis/brief/translate/question-words';
import { markedTitle } from './draft-mark';
import { gateOf, type GateTest } from './gate';

const SURVEY_HEAD = [
	'type',
	'name',
	'label',
	'hint',
	'required',
	'constraint',
	'constraint_message',
	'relevant',
	'appearance'
] as const;
type Row = Partial<Record<(typeof SURVEY_HEAD)[number], string>>;

/** The name of an answer: the data's own value where a form takes it, so that it comes back as it is; else its place. */
function choiceName(options: readonly string[], answer: string): string {
	return /^[A-Za-z0-9][A-Za-z0-9_.-]*$/.test(answer) ? answer : `o${options.indexOf(answer) + 1}`;
}

function typeOf({ kind, name }: Question): string {
	if (kind === 'yes-no') return 'select_one yes_no';
	if (kind === 'choice') return `select_one ${name}_list`;
	return { integer: 'integer', number: 'decimal', date: 'date', text: 'text' }[kind];
}

function expression(test: GateTest): string {
	const name = `\${${test.question.name}}`;
	if (test.kind === 'bound')
		return `${name} ${test.compare} ${typeof test.value === 'string' ? `date('${test.value}')` : test.value}`;
	const answers =
		test.question.kind === 'yes-no'
			? test.values
			: test.values.map((value) => choiceName(test.question.options!, value));
	return `(${answers.map((answer) => `${name} = '${answer}'`).join(' or ')})`;
}

/** A row's limits as a constraint with what to tell the person, or nothing. */
function constraintOf({ min, max, minCharacters, maxCharacters }: Question): Row {
	const bounds = (value: string, low?: number, high?: number) => [
		...(low === undefined ? [] : [`${value} >= ${low}`]),
		...(high === undefined ? [] : [`${value} <= ${high}`])
	];
	const tests = [
		...bounds('.', min, max),
		...bounds('string-length(.)', minCharacters, maxCharacters)
	];
	if (tests.length === 0) return {};
	const message =
		minCharacters !== undefined
			? `Please write at least ${minCharacters} characters.`
			: 'Please check the number.';
	return { constraint: tests.join(' and '), constraint_message: message };
}

function surveyRows(brief: Brief): readonly Row[] {
	const gate = gateOf(brief);
	const agrees = "${consent} = 'yes'";
	const passes =
		gate === null
			? agrees
			: `${agrees} and (${gate.map((tests) => `(${tests.map(expression).join(' and ')})`).join(' or ')})`;
	const questionRow = (question: Question): Row => ({
		type: typeOf(question),
		name: question.name,
		label: question.text,
		hint: question.help ?? '',
		required: question.isRequired ? 'yes' : '',
		...constraintOf(question),
		...(question.onlyIf === undefined ? {} : { relevant: `\${${question.onlyIf}} = 'yes'` }),
		appearance: question.kind === 'text' ? 'multiline' : ''
	});
	return [
		{ type: 'start', name: 'start' },
		{ type: 'end', name: 'end' },
		{
			type: 'note',
			name: 'information',
			label: `${brief.plan.texts.task} ${brief.plan.texts.rejectionRule}`
		},
		...QUESTION_PARTS.flatMap((part): readonly Row[] => {
			const rows = brief.questions.filter((question) => question.part === part).map(questionRow);
			if (rows.length === 0) return [];
			if (part === 'consent') return rows;
			const relevant = part === 'screener' ? agrees : passes;
			return [
				{
					type: 'begin_group',
					name: `part_${part}`,
					label: part,
					relevant,
					appearance: 'field-list'
				},
				...rows,
				{ type: 'end_group' }
			];
		})
	];
}

function choiceRows({ questions }: Brief): readonly (readonly string[])[] {
	return [
		['yes_no', 'yes', 'Yes', 'true'],
		['yes_no', 'no', 'No', 'false'],
		...questions
			.filter(({ kind }) => kind === 'choice')
			.flatMap((question) => {
				const { name, options = [] } = question;
				return options.map((answer) => [
					`${name}_list`,
					choiceName(options, answer),
					answerLabel(question, answer),
					answer
				]);
			})
	];
}

/** The questionnaire as an XLSForm workbook: sheets `survey`, `choices`, `settings`. */
export async function xlsForm(brief: Brief): Promise<Uint8Array> {
	const sheet = (name: string, rows: readonly (readonly string[])[]) => ({
		sheet: name,
		data: rows.map((row) => row.map((value) => (value === '' ? null : { value, type: String })))
	});
	const survey = surveyRows(brief).map((row) => SURVEY_HEAD.map((name) => row[name] ?? ''));
	const form = [
		markedTitle(brief, brief.plan.publicTitle),
		`brief_${brief.hash.slice(0, 12)}`,
		brief.hash.slice(0, 12),
		'English (en)'
	];
	const blob = await writeXlsxFile([
		sheet('survey', [SURVEY_HEAD, ...survey]),
		sheet('choices', [['list_name', 'name', 'label', 'data_value'], ...choiceRows(brief)]),
		sheet('settings', [['form_title', 'form_id', 'version', 'default_language'], form])
	]).toBlob();
	return new Uint8Array(await blob.arrayBuffer());
}
