import type { Brief, BriefRegion, QuestionKind } from '$lib/terms/brief';
import { costWords, count, decimal, percent } from '$lib/analysis/brief/format';
import { SMALL_CELL } from '$lib/analysis/brief/facts';
import { wilsonInterval } from '$lib/analysis/brief/numbers/distributions';
import { heading, list, paragraph, table, textOr, type Block } from './blocks';
import { acceptanceBlocks, costBlocks, ethicsBlocks, qualityBlocks } from './plan-blocks';
import { filterWords } from './filter-words';

const OPEN = 'To be written.';

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

/** How many human and synthetic rows there are, with what the human share can be. */
export function evidence({ human, synthetic }: BriefRegion): string {
	const made =
		synthetic.count === 0
			? `none of ${count(synthetic.rows)} synthetic rows`
			: `only ${count(synthetic.count)} of ${count(synthetic.rows)} synthetic rows (${percent(synthetic.share)})`;
	if (human.count === null)
		return `Fewer than ${SMALL_CELL} of ${count(human.rows)} human rows fall here, and ${made}.`;
	const { low, high } = wilsonInterval(human.count, human.rows);
	return `${count(human.count)} of ${count(human.rows)} human rows fall here (${percent(human.share)}; 95 % interval ${percent(low)} to ${percent(high)}), but ${made}.`;
}

function whoBlocks(region: BriefRegion): readonly Block[] {
	const rows = region.conditions.map((condition) => [
		condition.words,
		CLASS_WORDS[condition.class],
		[
			condition.filter === null ? '' : filterWords(condition.filter),
			condition.question === null ? '' : `Asked: “${condition.question.text}”`,
			condition.instruction ?? '',
			condition.sensitiveUse === 'quota' ? 'Kept as a quota: nobody is left out for it.' : '',
			condition.sensitiveUse === 'measure'
				? 'Asked with consent, and nobody is left out for it.'
				: '',
			...condition.notes
		]
			.filter((part) => part !== '')
			.join(' '),
		condition.reason
	]);
	return table(['Condition', 'Becomes', 'How', 'Why'], rows);
}

function regionBlocks(region: BriefRegion): readonly Block[] {
	const { numbers, title, words, note, advice, status } = region;
	return [
		heading(3, `${title}: ${words}`),
		paragraph(evidence(region)),
		...(note.trim() === '' ? [] : [paragraph(note.trim())]),
		...advice.map((text): Block => ({ kind: 'warning', text })),
		...(status === 'drafted' ? whoBlocks(region) : []),
		...(status === 'drafted'
			? [
					paragraph(
						`Wanted: ${count(numbers.affordable)} accepted records; ${count(numbers.starts)} people start, ${count(numbers.screenedExpected)} are screened on average, ${count(numbers.screened95)} suffice in 95 of 100 runs.`
					),
					...table(
						['Step', 'Arithmetic', 'Result'],
						numbers.steps.map(({ label, formula, result }) => [label, formula, count(result)])
					)
				]
			: []),
		...numbers.problems.map((text): Block => ({ kind: 'warning', text }))
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
	const { regions, totals, plan } = brief;
	const drafted = regions.filter(({ status }) => status === 'drafted');
	const words =
		drafted.length === 0
			? 'No region here can be asked for; see below for other sources.'
			: `Asked for: ${count(totals.records)} accepted records in ${drafted.length === 1 ? 'one region' : `${drafted.length} regions`} that the synthetic table lacks, from about ${count(totals.starts)} people, for about ${costWords(totals.cost, plan.pay.currency)}.`;
	const rows = regions.map((region) => [
		region.title,
		region.words,
		region.human.count === null
			? `fewer than ${SMALL_CELL}`
			: `${count(region.human.count)} (${percent(region.human.share)})`,
		`${count(region.synthetic.count)} (${percent(region.synthetic.share)})`,
		region.status === 'drafted' ? count(region.numbers.affordable) : 'not drafted'
	]);
	return [
		paragraph(words),
		...table(['Region', 'Who', 'Human rows', 'Synthetic rows', 'Records wanted'], rows)
	];
}

function recordBlocks(brief: Brief): readonly Block[] {
	return [
		heading(2, 'What one record is'),
		paragraph(brief.plan.texts.format.trim() || OPEN),
		...table(
			['Column', 'Type', 'Required', 'Origin', 'Allowed values'],
			brief.dictionary.map(({ name, type, isRequired, origin, values }) => [
				name,
				type,
				isRequired ? 'yes' : 'no',
				origin,
				values === null ? '' : values.join('; ')
			])
		),
		...table(
			['Example', 'Record', 'Why'],
			brief.examples.map(({ kind, text, reason }) => [kind, text, reason])
		)
	];
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
				question.options?.join('; ') ?? ANSWER_WORDS[question.kind]
			])
		)
	];
}

function kindBlocks({ kinds, regions }: Brief): readonly Block[] {
	if (kinds.length === 0) return [];
	const titles = new Map(regions.map(({ id, title }) => [id, title]));
	return [
		heading(3, 'People who serve several regions'),
		...table(
			['People', 'Serve', 'Who'],
			kinds.map(({ people, regions: ids, words }) => [
				count(people),
				ids.map((id) => titles.get(id)!).join(' + '),
				words
			])
		)
	];
}

function whyNotReweight({ totals, regions }: Brief): Block {
	const rows = regions[0]?.synthetic.rows ?? 0;
	if (totals.effectiveSample === null)
		return paragraph(
			'Weighting the synthetic rows is no substitute: a region without rows has nothing to weight.'
		);
	return paragraph(
		`Weighting instead of asking: giving the synthetic rows of these regions their human share would leave ${count(rows)} rows worth ${count(totals.effectiveSample)} (Kish's effective sample size), and still only the same few rows would speak for everyone there.`
	);
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
		...regions.flatMap(regionBlocks),
		...kindBlocks(brief),
		...(regions.length > 0 ? [whyNotReweight(brief)] : []),
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
