import type {
	ArithmeticStep,
	Brief,
	BriefRegion,
	DictionaryColumn,
	TranslatedCondition
} from '$lib/terms/brief';
import type { Question, QuestionKind } from '$lib/terms/question';
import {
	askedFor,
	draftedRegions,
	evidence,
	onlyKindOf,
	peopleWords,
	recordsWords,
	ruledOutWords,
	servedWords,
	sharedWords,
	whyNotReweight
} from '$lib/analysis/brief/brief-words';
import { count, decimal, percent } from '$lib/analysis/brief/format';
import { SMALL_CELL } from '$lib/analysis/brief/small-cells';
import { GUARDED_CHECKLIST } from '$lib/analysis/brief/special-columns';
import { answerLabel } from '$lib/analysis/brief/translate/question-words';
import { heading, list, paragraph, table, textOr, type Block } from './blocks';
import { acceptanceBlocks, costBlocks, ethicsBlocks, qualityBlocks } from './plan-blocks';
import { filterWords } from './filter-words';

const OPEN = 'To be written.';

const warning = (text: string): Block => ({ kind: 'warning', text });

/** What an answer is, where it is none of a list. */
export const ANSWER_WORDS: Readonly<Record<QuestionKind, string>> = {
	'yes-no': 'Yes or no',
	integer: 'A whole number',
	number: 'A number',
	date: 'A date',
	choice: 'One of several',
	text: 'In their own words'
};

const CLASS_WORDS: Readonly<Record<BriefRegion['conditions'][number]['class'], string>> = {
	platform: 'platform filter',
	screener: 'own question',
	design: 'study set-up',
	scenario: 'scenario',
	outcome: 'measured afterwards',
	technical: 'left out'
};

/** What becomes of a condition, in sentences. */
function howWords(condition: TranslatedCondition): string {
	const { filter, question, instruction, sensitiveUse, notes, words } = condition;
	const asked =
		question === null
			? ''
			: question.part === 'screener'
				? `Asked at the start: “${question.text}” Let in: ${words}.`
				: `Asked: “${question.text}”`;
	return [
		filter === null ? '' : filterWords(filter),
		asked,
		instruction ?? '',
		sensitiveUse === 'quota' ? 'Kept as a quota: nobody is left out for it.' : '',
		sensitiveUse === 'measure' ? 'Asked with consent, and nobody is left out for it.' : '',
		...notes
	]
		.filter((part) => part !== '')
		.join(' ');
}

function whoBlocks({ conditions }: BriefRegion): readonly Block[] {
	return table(
		['Condition', 'Becomes', 'How', 'Why'],
		conditions.map((condition) => [
			condition.words,
			CLASS_WORDS[condition.class],
			howWords(condition),
			condition.reason
		])
	);
}

function stepsTable(steps: readonly ArithmeticStep[]): readonly Block[] {
	return table(
		['Step', 'Arithmetic', 'Result'],
		steps.map(({ label, formula, result }) => [label, formula, count(result)])
	);
}

/** How many records of a region, and of which people; those who serve several regions have a place of their own. */
function numberBlocks(brief: Brief, region: BriefRegion): readonly Block[] {
	const { numbers } = region;
	const wanted = `Wanted: ${recordsWords(numbers)}.`;
	const kind = onlyKindOf(brief, region);
	if (kind === null)
		return [paragraph(`${wanted} ${servedWords(brief, region)}`), ...stepsTable(numbers.steps)];
	return [
		paragraph(`${wanted} ${peopleWords(kind.numbers)}`),
		...stepsTable([...numbers.steps, ...kind.numbers.steps])
	];
}

function regionBlocks(brief: Brief, region: BriefRegion): readonly Block[] {
	const { numbers, title, words, note, advice, status } = region;
	const alone = onlyKindOf(brief, region);
	return [
		heading(3, `${title}: ${words}`),
		paragraph(evidence(region)),
		...(note.trim() === '' ? [] : [paragraph(note.trim())]),
		...advice.map(warning),
		...(status === 'checklist' ? [list(GUARDED_CHECKLIST.map((text) => `☐ ${text}`))] : []),
		...(status === 'drafted' ? [...whoBlocks(region), ...numberBlocks(brief, region)] : []),
		...numbers.problems.map(warning),
		...(alone?.numbers.problems ?? []).map(warning)
	];
}

function findingBlocks({ findings }: Brief): readonly Block[] {
	const errors = findings.filter(({ severity }) => severity === 'error');
	if (errors.length === 0) return [];
	return [
		{
			kind: 'warning',
			text: `This draft is not ready to send: ${errors.length} ${errors.length === 1 ? 'error stands' : 'errors stand'}.`
		},
		list(errors.map(({ rule, message, fix }) => `${rule}: ${message} ${fix}`))
	];
}

function summaryBlocks(brief: Brief): readonly Block[] {
	const { records, rest } = askedFor(brief);
	const rows = brief.regions.map((region) => [
		region.title,
		region.words,
		region.human.count === null
			? `fewer than ${SMALL_CELL}`
			: `${count(region.human.count)} (${percent(region.human.share)})`,
		`${count(region.synthetic.count)} (${percent(region.synthetic.share)})`,
		region.status === 'drafted' ? count(region.numbers.affordable) : 'not asked for'
	]);
	return [
		paragraph(records === '' ? rest : `Asked for: ${records} ${rest}`),
		...brief.findings
			.filter(({ rule, severity }) => rule === 'L6' && severity === 'warning')
			.map(({ message, fix }): Block => ({ kind: 'warning', text: `${message} ${fix}` })),
		...table(['Region', 'Who', 'Human rows', 'Synthetic rows', 'Records asked for'], rows)
	];
}

const ORIGIN_WORDS: Readonly<Record<DictionaryColumn['origin'], string>> = {
	asked: 'asked',
	measured: 'measured afterwards',
	provenance: 'collector'
};

/** What a column holds: its definition, else the question that fills it; and what just misses it, where that is said. */
function columnMeaning(
	{ name, description, origin }: DictionaryColumn,
	{ plan, questions }: Brief
): string {
	const { means = '', nearMiss = '' } = plan.definitions[name] ?? {};
	const question = questions.find(({ column }) => column === name);
	const drafted = origin === 'asked' && question ? `“${question.text}”` : description;
	const told = means.trim() === '' ? drafted : means.trim();
	return nearMiss.trim() === '' ? told : `${told} Just misses it: ${nearMiss.trim()}`;
}

function recordBlocks(brief: Brief): readonly Block[] {
	return [
		heading(2, 'What one record is'),
		paragraph(brief.plan.texts.format.trim() || OPEN),
		...table(
			['Column', 'What it holds', 'Type', 'From', 'Allowed values'],
			brief.dictionary.map((column) => [
				column.name,
				columnMeaning(column, brief),
				column.isRequired ? `${column.type}, required` : column.type,
				ORIGIN_WORDS[column.origin],
				column.values === null ? '' : column.values.join('; ')
			])
		),
		...(brief.dictionary.some(({ isRequired, origin }) => origin === 'asked' && !isRequired)
			? [
					paragraph(
						'Where a person declines (“Prefer not to say”, “Cannot tell”, “None of these”), the field comes back empty.'
					)
				]
			: []),
		...table(
			['Example', 'Record', 'Why'],
			brief.examples.map(({ kind, text, reason }) => [kind, text, reason])
		)
	];
}

/** The answers of a question as people read them, with what the data hold where that differs. */
function answerWords(question: Question): string {
	if (question.options === undefined) return ANSWER_WORDS[question.kind];
	return question.options
		.map((answer) => {
			const label = answerLabel(question, answer);
			return label === answer ? answer : `${label} [${answer}]`;
		})
		.join('; ');
}

function taskBlocks({ plan, questions }: Brief): readonly Block[] {
	return [
		heading(2, 'What people are asked'),
		textOr(plan.texts.task, OPEN),
		paragraph(
			`Study name as participants read it: “${plan.publicTitle}”. ${decimal(plan.pay.minutes)} minutes${plan.pay.isTimed ? ', as measured in the pilot' : ', a guess until the pilot'}.`
		),
		...table(
			['Part', 'Question', 'Answers'],
			questions.map((question) => [
				question.part,
				question.text + (question.help === undefined ? '' : ` (${question.help})`),
				answerWords(question)
			])
		)
	];
}

/** People who serve several regions, and those for what remains, each with their arithmetic. */
function kindBlocks(brief: Brief): readonly Block[] {
	const { kinds, totals } = brief;
	const shared = sharedWords(brief);
	const apart = ruledOutWords(brief);
	const served = kinds.filter(({ regions }) =>
		brief.regions.every((region) => !regions.includes(region.id) || !onlyKindOf(brief, region))
	);
	return [
		...(shared === null
			? []
			: [
					heading(3, 'People who serve several regions'),
					paragraph(
						`Fewest kinds of people first, each serving as many regions as it can: ${shared}`
					),
					...served.flatMap(({ title, words, numbers }): readonly Block[] => [
						paragraph(
							`${title} (${words}): ${count(numbers.records)} records. ${peopleWords(numbers)}`
						),
						...stepsTable(numbers.steps),
						...numbers.problems.map(warning)
					])
				]),
		...(apart === null ? [] : [paragraph(apart)]),
		...totals.problems.map(warning)
	];
}

/** A brief as a document: what is missing, who is asked for what, how many, checked how, accepted when, at what cost. */
export function briefBlocks(brief: Brief): readonly Block[] {
	const { plan, sources, regions } = brief;
	const { texts } = plan;
	return [
		heading(1, plan.title),
		...findingBlocks(brief),
		...summaryBlocks(brief),
		heading(2, 'Purpose and use'),
		textOr(texts.purpose, OPEN),
		list([
			`Use: ${texts.uses.trim() || OPEN}`,
			`Licence: ${texts.licence.trim() || OPEN}`,
			`Kept until: ${texts.retention.trim() || OPEN}`,
			`Human table: ${sources.human.name}; synthetic table: ${sources.synthetic.name}`
		]),
		heading(2, 'Who, and how many'),
		...regions.flatMap((region) => regionBlocks(brief, region)),
		...kindBlocks(brief),
		...(draftedRegions(brief).length > 0 ? [paragraph(whyNotReweight(brief))] : []),
		...recordBlocks(brief),
		...taskBlocks(brief),
		...qualityBlocks(brief),
		...acceptanceBlocks(brief),
		...costBlocks(brief),
		...ethicsBlocks(brief),
		heading(2, 'Timeline, contact, versions'),
		list([
			`Timeline: ${texts.timeline.trim() || OPEN}`,
			`Contact: ${texts.contact.trim() || OPEN}`,
			...plan.log.map(({ version, note }) => `Version ${version}: ${note}`),
			`Content hash: ${brief.hash}`
		]),
		...(texts.notes.trim() === '' ? [] : [paragraph(texts.notes.trim())]),
		paragraph('Approved by: ______________________________   Date: ____________________')
	];
}
