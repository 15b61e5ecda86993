import type { ArithmeticStep } from '$lib/terms/brief-numbers';
import type { Brief, BriefRegion, TranslatedCondition } from '$lib/terms/brief';
import {
	draftedRegions,
	evidence,
	recordsWords,
	whyNotReweight
} from '$lib/analysis/brief/brief-words';
import {
	lossWords,
	onlyKindOf,
	overfilledWords,
	peopleWords,
	ruledOutWords,
	servedWords,
	sharedWords
} from '$lib/analysis/brief/people-words';
import { count, counted } from '$lib/analysis/brief/format';
import { GUARDED_CHECKLIST } from '$lib/analysis/brief/special-columns';
import { columnKey } from '$lib/analysis/brief/translate/column-label';
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

/** A condition that holds wherever another on the same answers does, so that nothing more is asked for it. */
function impliedBy(
	condition: TranslatedCondition,
	conditions: readonly TranslatedCondition[]
): TranslatedCondition | undefined {
	const answersOf = (one: TranslatedCondition) => one.answers ?? one.condition;
	const wide = answersOf(condition);
	return conditions.find((other) => {
		const narrow = answersOf(other);
		return (
			other !== condition &&
			wide.kind === 'set' &&
			narrow.kind === 'set' &&
			columnKey(wide) === columnKey(narrow) &&
			narrow.values.length < wide.values.length &&
			narrow.values.every((value) => wide.values.includes(value))
		);
	});
}

function whoBlocks({ conditions }: BriefRegion): readonly Block[] {
	return table(
		['Condition', 'Becomes', 'How', 'Why'],
		conditions.map((condition) => {
			const narrower = impliedBy(condition, conditions);
			const how =
				narrower === undefined
					? howWords(condition)
					: `Holds wherever ${narrower.words}: nothing more is asked for it.`;
			return [condition.words, CLASS_WORDS[condition.class], how, condition.reason];
		})
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

/** Whom each region asks for, how many people that takes, and why nothing less will do. */
export function peopleBlocks(brief: Brief): readonly Block[] {
	const isAsking = draftedRegions(brief).length > 0;
	const losses = lossWords(brief);
	return [
		heading(2, isAsking ? 'Who, and how many' : 'What is missing'),
		...brief.regions.flatMap((region) => regionBlocks(brief, region)),
		...kindBlocks(brief),
		...(losses === null ? [] : [paragraph(losses)]),
		...(isAsking ? [paragraph(whyNotReweight(brief))] : [])
	];
}
