import type { BriefRegion, DictionaryColumn, TranslatedCondition } from '$lib/terms/brief';
import type { BriefPlan } from '$lib/terms/brief-plan';
import type { Question } from '$lib/terms/question';
import { QUESTION_PARTS } from '$lib/terms/question';
import { ownValue } from '$lib/terms/own-value';
import { LONGEST_TEXT, MOST_LISTED } from './dictionary';
import type { BriefFacts } from './facts';
import { patternOf } from './translate/column-patterns';
import type { ColumnPattern } from './translate/pattern-rows';
import { specialColumns } from './special-columns';
import { columnLabel } from './translate/column-label';
import { answersOf, choiceWords, openWords, reword, yesNoWords } from './translate/question-words';
import { CANNOT_TELL, mergeScreeners, PREFER_NOT } from './translate/decoys';
import { withReadableAnswers } from './translate/readable-answer';
import { questionName } from './translate/screener';

const OTHER = 'Other';

/** Characters below which a text is no answer to an open question. */
const SHORTEST_TEXT = 40;

const CONSENT: Question = {
	name: 'consent',
	part: 'consent',
	kind: 'yes-no',
	text: 'I have read the information, I am 18 or older, and I agree to take part.',
	help: 'Taking part is voluntary. You can stop at any time, and ask for your answers to be deleted until they are merged.',
	isRequired: true,
	column: 'consent'
};

const EXPLICIT_CONSENT: Question = {
	name: 'consent_special',
	part: 'consent',
	kind: 'yes-no',
	text: 'I explicitly agree that answers about sensitive matters, such as origin, health or beliefs, are stored for the purpose stated.',
	help: 'You can take part without it; those questions are then left out.',
	isRequired: true
};

const COMPREHENSION: Question = {
	name: 'comprehension',
	part: 'comprehension',
	kind: 'choice',
	text: 'What will we ask of you in this study?',
	help: 'You have two tries. If it is still unclear, please return the study; you are not rejected for it.',
	options: [
		'To answer about myself, truthfully and in my own words',
		'To answer as fast as I can',
		'To answer as I think others would'
	],
	isRequired: true,
	expected: 'To answer about myself, truthfully and in my own words'
};

const AGREEMENT = [
	'Strongly disagree',
	'Somewhat disagree',
	'Somewhat agree',
	'Strongly agree'
] as const;

/** Checks that the platform allows: the instruction stands in the question, or the statement is absurd. */
const ATTENTION: readonly Question[] = [
	{
		name: 'check_1',
		part: 'attention',
		kind: 'choice',
		text: 'To show that you are reading this, please choose “Somewhat agree”.',
		options: AGREEMENT,
		isRequired: true,
		expected: 'Somewhat agree'
	},
	{
		name: 'check_2',
		part: 'attention',
		kind: 'choice',
		text: 'For this line, please choose “Strongly disagree”, whatever you think of it.',
		options: AGREEMENT,
		isRequired: true,
		expected: 'Strongly disagree'
	}
];

/** The answer of those whom none fits: about themselves people decline, about a matter they cannot tell. */
function wayOut(pattern: ColumnPattern | null, { quality }: BriefPlan): readonly string[] {
	if (pattern?.sensitivity === 'special') return [PREFER_NOT];
	if (!quality.hasCannotTell) return [];
	return [pattern?.sensitivity === 'personal' ? PREFER_NOT : CANNOT_TELL];
}

/** Answers by the numbers that code them where some column does, else the most frequent first. */
function inOrder(name: string, { values, keys }: BriefFacts): readonly string[] {
	const known = ownValue(values, name) ?? [];
	const key = Object.values(keys).find(({ column }) => column === name);
	if (key === undefined) return known;
	const rank = new Map(key.numbers.map(([answer], i) => [answer, i]));
	return [...known].sort((a, b) => (rank.get(a) ?? rank.size) - (rank.get(b) ?? rank.size));
}

/** A question for a column of the record. */
function columnQuestion(
	column: DictionaryColumn,
	values: readonly string[],
	plan: BriefPlan
): Question {
	const pattern = patternOf(column.name);
	const label = columnLabel({ column: column.name });
	const base = {
		name: questionName(column.name),
		part: 'task',
		column: column.name,
		isRequired: column.isRequired
	} as const;
	if (column.type === 'text')
		return {
			...base,
			kind: 'text',
			...openWords(label, pattern, 'text'),
			minCharacters: SHORTEST_TEXT,
			maxCharacters: LONGEST_TEXT
		};
	if (column.type === 'boolean') return { ...base, kind: 'yes-no', ...yesNoWords(label, pattern) };
	if (column.type === 'category' && values.length > 0 && values.length <= MOST_LISTED)
		return withReadableAnswers({
			...base,
			kind: 'choice',
			...choiceWords(label, pattern, values),
			options: [
				...answersOf(values),
				// Rare values are not written down, so that there may be more than these.
				...(column.isClosed ? [] : [OTHER]),
				...wayOut(pattern, plan)
			]
		});
	// A category of many values is written out: the few words of an answer, not a text.
	if (column.type === 'category')
		return { ...base, kind: 'text', ...openWords(label, pattern, 'category') };
	return { ...base, kind: column.type, ...openWords(label, pattern, column.type) };
}

/** One question a column, whatever number of regions screen on it. */
function screenersOf(questions: readonly Question[]): readonly Question[] {
	const byName = new Map<string, Question>();
	for (const question of questions) {
		const earlier = byName.get(question.name);
		byName.set(question.name, earlier === undefined ? question : mergeScreeners(earlier, question));
	}
	return [...byName.values()];
}

/** Names made unique by a number behind them, in order. */
function uniqueNames(questions: readonly Question[]): readonly Question[] {
	const seen = new Map<string, number>();
	return questions.map((question) => {
		const times = (seen.get(question.name) ?? 0) + 1;
		seen.set(question.name, times);
		return times === 1 ? question : { ...question, name: `${question.name}_${times}` };
	});
}

/** What people are to think of before they write: the values of each scenario column, those of all regions together. */
function scenarioHelp(conditions: readonly TranslatedCondition[]): string | undefined {
	const values = new Map<string, Set<string>>();
	for (const { class: cls, condition } of conditions) {
		if (cls !== 'scenario' || condition.kind !== 'set') continue;
		const label = columnLabel(condition);
		const known = values.get(label) ?? new Set();
		values.set(label, new Set([...known, ...condition.values.map(String)]));
	}
	const situations = [...values].map(
		([label, some]) => `the ${label} was ${[...some].join(' or ')}`
	);
	return situations.length === 0
		? undefined
		: `Please think of the last real time when ${situations.join(' and ')}.`;
}

/**
 * What a person is asked, in order: consent, screener, comprehension, task, attention. One questionnaire serves
 * all regions of the brief; a screener's column is not asked again.
 */
export function questionnaireOf(
	regions: readonly BriefRegion[],
	dictionary: readonly DictionaryColumn[],
	facts: BriefFacts,
	plan: BriefPlan
): readonly Question[] {
	const conditions = regions.flatMap((region) =>
		region.status === 'drafted' ? region.conditions : []
	);
	const screeners = screenersOf(conditions.flatMap(({ question }) => question ?? []));
	const asked = new Set(screeners.map(({ column }) => column));
	const help = scenarioHelp(conditions);
	const special = new Set(specialColumns(regions, dictionary));
	const isSpecial = special.size > 0;
	const task = dictionary
		.filter(({ name, origin }) => origin === 'asked' && !asked.has(name))
		.map((column) => columnQuestion(column, inOrder(column.name, facts), plan))
		.map((question) =>
			question.kind === 'text' && help !== undefined ? { ...question, help } : question
		);
	const drafted: readonly Question[] = [
		CONSENT,
		...(isSpecial && plan.ethics.hasExplicitConsent ? [EXPLICIT_CONSENT] : []),
		...screeners,
		COMPREHENSION,
		...task,
		...ATTENTION.slice(0, plan.quality.attentionChecks)
	];
	const guarded = drafted.map((question) =>
		isSpecial && plan.ethics.hasExplicitConsent && special.has(question.column ?? '')
			? { ...question, isRequired: false, onlyIf: EXPLICIT_CONSENT.name }
			: question
	);
	return uniqueNames(
		QUESTION_PARTS.flatMap((part) => [
			...guarded.filter((question) => question.part === part),
			...plan.questions.filter((question) => question.part === part)
		])
	).map((question) => reword(question, plan));
}
