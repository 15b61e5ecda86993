import type { Brief } from '$lib/terms/brief';
import { QUESTION_PARTS, type Question } from '$lib/terms/question';
import { answerLabel } from '$lib/analysis/brief/translate/question-words';
import { markedTitle } from './draft-mark';
import { gateOf, type GateTest } from './gate';
import { escapeMarkup } from './html';

const HEAD = [
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
	'same_default',
	'min_num_value_n',
	'max_num_value_n',
	'em_validation_q',
	'em_validation_q_tip'
] as const;
type Row = Partial<Record<(typeof HEAD)[number], string>>;

/** Question types: yes/no, number, date, long text, list. */
const TYPES: Readonly<Record<Question['kind'], string>> = {
	'yes-no': 'Y',
	integer: 'N',
	number: 'N',
	date: 'D',
	text: 'T',
	choice: 'L'
};

/** Line breaks as the importer knows them, and tabs. */
const BREAKS = /[\t\n\v\f\r\u0085\u2028\u2029]+/g;

const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;

/**
 * A cell on one line; quoted where it holds a quote. A backslash would escape the quote behind it, and of a text that
 * begins and ends with quotes the importer takes them off once more.
 */
function cell(text: string): string {
	const flat = text.replace(BREAKS, ' ').replace(/\\(?="|$)/g, '/');
	if (!flat.includes('"')) return flat;
	return quoted(/^".*"$/.test(flat) ? quoted(flat) : flat);
}

/** Words that people read: texts are markup there, and what stands in braces is computed. */
function words(text: string): string {
	return escapeMarkup(text).replace(/\{(?=\S)/g, '{ ');
}

/** Bytes by which the importer guesses the encoding. */
const SAMPLE_BYTES = 1000;

/**
 * The file with spaces behind its last name, which the importer trims, so that its sample ends with a whole character:
 * with half a one it takes the file for another encoding.
 */
function withWholeSample(head: string, body: string): string {
	for (let spaces = 0; ; spaces++) {
		const text = `${head}${' '.repeat(spaces)}\n${body}\n`;
		const next = new TextEncoder().encode(text)[SAMPLE_BYTES];
		if (next === undefined || (next & 0xc0) !== 0x80) return text;
	}
}

/** Words that the expression engine keeps for itself. Source: the rules of LimeSurvey's Question model. */
const RESERVED = ['lang', 'sid', 'savedid', 'token', 'qid', 'gid', 'sgq', 'self', 'that', 'this'];

/** Codes without underscores, unique: the importer takes letters and digits alone. */
function codesOf(questions: readonly Question[]): ReadonlyMap<string, string> {
	const taken = new Set(RESERVED);
	return new Map(
		questions.map(({ name }, i) => {
			const bare = name.replace(/[^A-Za-z0-9]/g, '').slice(0, 18);
			const isFree = /^[a-z]/i.test(bare) && !taken.has(bare.toLowerCase());
			const code = isFree ? bare : `q${i}${bare}`.slice(0, 20);
			taken.add(code.toLowerCase());
			return [name, code];
		})
	);
}

const answerCode = (position: number) => `A${position + 1}`;

function expression(test: GateTest, codes: ReadonlyMap<string, string>): string {
	const code = `${codes.get(test.question.name)!}.NAOK`;
	if (test.kind === 'bound') return `${code} ${test.compare} ${JSON.stringify(test.value)}`;
	const answers =
		test.question.kind === 'yes-no'
			? test.values.map((value) => (value === 'yes' ? 'Y' : 'N'))
			: test.values.map((value) => answerCode(test.question.options!.indexOf(value)));
	return `(${answers.map((answer) => `${code} == "${answer}"`).join(' or ')})`;
}

function questionRows(question: Question, codes: ReadonlyMap<string, string>): readonly Row[] {
	const { minCharacters, maxCharacters } = question;
	const checks = [
		...(minCharacters === undefined ? [] : [`strlen(self.NAOK) >= ${minCharacters}`]),
		...(maxCharacters === undefined ? [] : [`strlen(self.NAOK) <= ${maxCharacters}`])
	];
	const tip = `${minCharacters ?? 0} to ${maxCharacters ?? 'any number of'} characters, please.`;
	return [
		{
			class: 'Q',
			'type/scale': TYPES[question.kind],
			name: codes.get(question.name)!,
			relevance: question.onlyIf === undefined ? '1' : `${codes.get(question.onlyIf)!}.NAOK == "Y"`,
			text: words(question.text),
			help: words(question.help ?? ''),
			language: 'en',
			mandatory: question.isRequired ? 'Y' : 'N',
			other: 'N',
			...(question.min === undefined ? {} : { min_num_value_n: String(question.min) }),
			...(question.max === undefined ? {} : { max_num_value_n: String(question.max) }),
			...(checks.length === 0
				? {}
				: { em_validation_q: checks.join(' and '), em_validation_q_tip: tip })
		},
		...(question.options ?? []).map((answer, i): Row => ({
			class: 'A',
			'type/scale': '0',
			name: answerCode(i),
			text: words(answerLabel(question, answer)),
			language: 'en'
		}))
	];
}

/** The questionnaire as a LimeSurvey TSV import. Who does not pass the screener sees no task. */
export function limeSurvey(brief: Brief): string {
	const { plan, questions } = brief;
	const codes = codesOf(questions);
	const gate = gateOf(brief);
	const passes =
		gate === null
			? ''
			: ` and (${gate.map((tests) => `(${tests.map((test) => expression(test, codes)).join(' and ')})`).join(' or ')})`;
	const consent = `${codes.get('consent')!}.NAOK == "Y"`;
	const setting = (name: string, text: string): Row => ({ class: 'S', name, text });
	const rows: Row[] = [
		setting('language', 'en'),
		setting('format', 'G'),
		setting('anonymized', 'N'),
		setting('datestamp', 'Y'),
		{
			class: 'SL',
			name: 'surveyls_title',
			text: words(markedTitle(brief, plan.publicTitle)),
			language: 'en'
		},
		{
			class: 'SL',
			name: 'surveyls_welcometext',
			text: words(`${plan.texts.task} ${plan.texts.rejectionRule}`),
			language: 'en'
		},
		...QUESTION_PARTS.flatMap((part) => {
			const asked = questions.filter((question) => question.part === part);
			if (asked.length === 0) return [];
			const relevance =
				part === 'consent' ? '1' : part === 'screener' ? consent : `${consent}${passes}`;
			return [
				{ class: 'G', name: part[0]!.toUpperCase() + part.slice(1), relevance, language: 'en' },
				...asked.flatMap((question) => questionRows(question, codes))
			];
		})
	];
	const lines = rows.map((row) => HEAD.map((name) => cell(row[name] ?? '')).join('\t'));
	return withWholeSample(HEAD.join('\t'), lines.join('\n'));
}
