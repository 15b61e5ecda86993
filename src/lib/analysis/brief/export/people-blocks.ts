import type { ArithmeticStep } from '$lib/terms/brief-numbers';
import type { Brief, BriefRegion, TranslatedCondition } from '$lib/terms/brief';
import {
	draftedRegions,
	evidence,
	recordsWords,
	whyNotReweight
} from '$lib/analysis/brief/brief-words';
import {
	losses,
	onlyKindOf,
	overfilledWords,
	peopleWords,
	ruledOutWords,
	servedWords,
	sharedWords
} from '$lib/analysis/brief/people-words';
import { count, counted } from '$lib/analysis/brief/format';
import { GUARDED_CHECKLIST } from '$lib/analysis/brief/special-columns';
import { impliedWords } from '$lib/analysis/brief/implied-condition';
import { heading, list, paragraph, table, warning, type Block } from './blocks';
import { filterWords } from './filter-words';

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
	const { filter, question, instruction, sensitiveUse, notes, words, class: cls } = condition;
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
		cls === 'outcome'
			? 'Known once the record is there: nobody is asked for it, and pay does not hang on it.'
			: '',
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
			impliedWords(condition, conditions) ?? howWords(condition),
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

/** People who serve several regions, and those for what remains, each with their arithmetic. */
function kindBlocks(brief: Brief): readonly Block[] {
	const { kinds, totals } = brief;
	const shared = sharedWords(brief);
	const apart = ruledOutWords(brief);
	const overfilled = overfilledWords(brief);
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
							`${title} (${words}): ${counted(numbers.records, 'record')}. ${peopleWords(numbers)}`
						),
						...stepsTable(numbers.steps),
						...numbers.problems.map(warning)
					])
				]),
		...(apart === null ? [] : [paragraph(apart)]),
		...(overfilled === null ? [] : [paragraph(overfilled)]),
		...totals.problems.map(warning)
	];
}

/** What is left of a hundred people screened, gate by gate. */
function lossBlocks(brief: Brief): readonly Block[] {
	const found = losses(brief);
	if (found === null) return [];
	const note = found.note === '' ? '' : ` ${found.note}`;
	return [
		paragraph(`Losses multiply. What is left of 100 people screened:${note}`),
		...table(
			['People for', ...found.gates],
			found.kinds.map(({ title, left }) => [title, ...left.map((n) => n.toLocaleString('en-GB'))])
		)
	];
}

/** Whom each region asks for, how many people that takes, and why nothing less will do. */
export function peopleBlocks(brief: Brief): readonly Block[] {
	const isAsking = draftedRegions(brief).length > 0;
	return [
		heading(2, isAsking ? 'Who, and how many' : 'What is missing'),
		...brief.regions.flatMap((region) => regionBlocks(brief, region)),
		...kindBlocks(brief),
		...lossBlocks(brief),
		...(isAsking ? [paragraph(whyNotReweight(brief))] : [])
	];
}
