import { tsvParseRows } from 'd3';
import { strFromU8, strToU8 } from 'fflate';
import { describe, expect, it } from 'vitest';
import {
	exportBrief,
	type ExportFile,
	type ExportFormat
} from '$lib/analysis/brief/export/export-brief';
import { paragraph, type Block } from '$lib/analysis/brief/export/blocks';
import { briefBlocks } from '$lib/analysis/brief/export/brief-blocks';
import type { Brief } from '$lib/terms/brief';
import type { Question } from '$lib/terms/question';
import { peopleBrief } from '../golden/golden-briefs';
import { briefFileFaults } from './check-brief-file';
import { readExpression } from './expression';
import { wordFaults } from './word';

const brief = peopleBrief();

/** What the checker says of a format's first file once its text was changed. */
async function faultsAfter(format: ExportFormat, change: (text: string) => string) {
	const [file] = await exportBrief(brief, format);
	const before = strFromU8(file!.bytes);
	const after = change(before);
	expect(after).not.toBe(before);
	const changed: ExportFile = { ...file!, bytes: strToU8(after) };
	return (await briefFileFaults(format, changed, brief)).join('\n');
}

/** What the checker says of a format's file for a brief with one question changed. */
async function faultsWith(format: ExportFormat, name: string, some: Partial<Question>) {
	const questions = brief.questions.map((question) =>
		question.name === name ? { ...question, ...some } : question
	);
	const tampered: Brief = { ...brief, questions };
	const [file] = await exportBrief(tampered, format);
	return (await briefFileFaults(format, file!, tampered)).join('\n');
}

describe('the LimeSurvey checker', () => {
	const cases: readonly (readonly [string, string, string, RegExp])[] = [
		['a column that is not there', 'same_default', 'default_same', /same_default are missing/],
		['a row of another length', '\nG\t', '\nG\t\t', /17 cells/],
		['a code with an underscore', '\thoursperweek\t', '\thours_per_week\t', /its code is no code/],
		['a reserved code', '\tage\t', '\tself\t', /its code is reserved/],
		['a code that is taken', '\tage\t', '\tconsent\t', /its code is taken/],
		['a long answer code', '\tA1\t', '\tANSWER1\t', /one to five letters/],
		['a question asked later', 'consent.NAOK', 'age.NAOK', /age is not asked before/],
		['an unreadable condition', '.NAOK == ', '.NAOK === ', /expected before|cannot be read/],
		['an answer that cannot be', '.NAOK == ""Y""', '.NAOK == ""yes""', /consent never is “yes”/],
		['a type that is not known', 'Q\tL\t', 'Q\tLL\t', /type LL is not known/],
		['another language', '\ten\t', '\tde\t', /another language/],
		['a setting that is none', '\tanonymized\t', '\tanonymous\t', /setting anonymous/],
		['a text that is markup', '\tHow old are you?', '\tHow <b>old</b> are you?', /holds markup/],
		['a text that is computed', '\tHow old are you?', '\tHow old, {name}?', /an expression/],
		['a break within a line', '\tHow old are you?', '\tHow old\u2028are you?', /a break within/],
		['an unknown attribute', 'em_validation_q_tip', 'em_tip', /no attribute em_tip/]
	];
	it.each(cases)('finds %s', async (_name, from, to, fault) => {
		expect(await faultsAfter('limesurvey', (text) => text.replace(from, to))).toMatch(fault);
	});
});

describe('a LimeSurvey file', () => {
	const written = async (task: string, text = 'Your age?') => {
		const questions = brief.questions.map((question) =>
			question.name === 'age' ? { ...question, text } : question
		);
		const plan = { ...brief.plan, texts: { ...brief.plan.texts, task } };
		const tampered: Brief = { ...brief, plan, questions };
		const [file] = await exportBrief(tampered, 'limesurvey');
		return { file: file!, faults: await briefFileFaults('limesurvey', file!, tampered) };
	};

	it('ends the sample by which its encoding is guessed with a whole character', async () => {
		for (let length = 300; length < 330; length++) {
			const { faults } = await written(`${'a'.repeat(length)}${'€'.repeat(300)}`);
			expect(faults).toEqual([]);
		}
		const { file } = await written(`${'a'.repeat(300)}${'€'.repeat(300)}`);
		const cut = strFromU8(file.bytes).replace(/ *\n/, '\n');
		const faults = await Promise.all(
			['', ' ', '  '].map((pad) =>
				briefFileFaults(
					'limesurvey',
					{ ...file, bytes: strToU8(cut.replace('\n', `${pad}\n`)) },
					brief
				)
			)
		);
		expect(faults.filter((some) => some.join().includes('cuts a character'))).toHaveLength(2);
	});

	it.each(['"Old" or "young"?', 'A < B & C > D?', 'Is it {TOKEN}?', 'One\u2028two\ttabs\r\n?'])(
		'asks %s as it stands',
		async (text) => {
			const { file, faults } = await written('Answer.', text);
			expect(faults).toEqual([]);
			const [, line] = /^(.*\tage\t.*)$/m.exec(strFromU8(file.bytes))!;
			const cells = tsvParseRows(line!)[0]!;
			// The importer takes outer quotes off once more; what is left is markup.
			const read = cells[4]!.replace(/^"(.*)"$/, (_, inner: string) => inner.replaceAll('""', '"'));
			const plain = read
				.replaceAll('&lt;', '<')
				.replaceAll('&gt;', '>')
				.replaceAll('&quot;', '"')
				.replaceAll('&amp;', '&');
			expect(plain.replaceAll('{ ', '{')).toBe(text.replace(/[\u2028\t\r\n]+/g, ' '));
		}
	);
});

describe('the XLSForm checker', () => {
	const cases: readonly (readonly [string, string, Partial<Question>, RegExp])[] = [
		['a name that is none', 'age', { name: '2 old' }, /its name is no name/],
		['a name that is taken', 'age', { name: 'consent' }, /its name is taken/],
		['a question that is not there', 'age', { onlyIf: 'nobody' }, /nobody is not asked before/],
		['an answer that stands twice', 'relationship', { options: ['Wife', 'Wife'] }, /Wife twice/],
		['a question that asks nothing', 'age', { text: '' }, /it has no label/]
	];
	it.each(cases)('finds %s', async (_name, question, some, fault) => {
		expect(await faultsWith('xlsform', question, some)).toMatch(fault);
	});
});

describe('the Word checker', () => {
	const blocks = briefBlocks(brief);
	const other = (i: number, block: Block) => blocks.map((one, at) => (at === i ? block : one));
	const at = (kind: Block['kind']) => blocks.findIndex((block) => block.kind === kind);
	const cases: readonly (readonly [string, readonly Block[], RegExp])[] = [
		['a heading that is a paragraph', other(0, paragraph(brief.plan.title)), /reads “h1/],
		['a text that is another', other(at('paragraph'), paragraph('No.')), /reads “p Asked for/],
		['a table that is none', other(at('table'), paragraph('Region')), /reads “head Region/],
		['a piece too many', blocks.slice(0, -1), /1 pieces too many/],
		['a piece too few', [...blocks, paragraph('And more.')], /reads “” for “p And more/]
	];
	it.each(cases)('finds %s', async (_name, told, fault) => {
		const [file] = await exportBrief(brief, 'docx');
		expect((await wordFaults(file!.bytes, told)).join()).toMatch(fault);
	});
});

describe('the other checkers', () => {
	const cases: readonly (readonly [ExportFormat, string, string, RegExp])[] = [
		['md', '| --- | --- |', '| --- | --- | --- |', /another number of cells/],
		['html', '</table>', '', /closes nothing|does not close/],
		['json', '"version": 1', '"version": 7', /constant/],
		['prolific', '"reward"', '"rewards"', /required property/],
		['task-builder', '"collection_items"', '"items"', /required property/],
		['surveyjs', '"radiogroup"', '"radiogrup"', /type is incorrect/],
		['label-studio', 'toName="record"', 'toName="nothing"', /bound to nothing/],
		['quota', 'region_id', 'region', /lacks the column region_id/],
		['records', 'person_id', 'person', /lacks the column person_id/]
	];
	it.each(cases)('find what is wrong in %s', async (format, from, to, fault) => {
		expect(await faultsAfter(format, (text) => text.replace(from, to))).toMatch(fault);
	});
});

describe('readExpression', () => {
	const language = {
		variable: /\$\{(?<name>[^}]+)\}/,
		functions: ['length'],
		comparisons: ['=', '>=']
	};

	it('tells variables and what they are held against', () => {
		const read = readExpression("${a} = 'x' and (length(${b}) >= 3 or ${a} = 'y')", language);
		expect(read).toEqual({
			variables: ['a', 'b', 'a'],
			comparisons: [
				{ variable: 'a', value: 'x' },
				{ variable: 'a', value: 'y' }
			],
			faults: []
		});
	});

	it.each(["${a} = 'x", '(${a} = 1', '${a} = ', '${a} ${b}', 'size(${a})', ''])(
		'refuses %s',
		(text) => {
			expect(readExpression(text, language).faults).toHaveLength(1);
		}
	);
});
