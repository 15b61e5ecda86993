import type { DictionaryColumn } from '$lib/terms/brief';
import type { BriefPlan } from '$lib/terms/brief-plan';
import type { ColumnProfile } from '$lib/terms/column';
import { ownValue } from '$lib/terms/own-value';
import type { AnswerKey } from './answer-key';
import { knownOf, type BriefFacts } from './facts';
import { plausibleRange } from './plausible-range';
import { isJudged, patternOf } from './translate/column-patterns';
import { isGuarded } from './special-columns';
import { columnLabel } from './translate/column-label';

/** Columns that say where a record comes from; every file that comes back holds them. */
export const PROVENANCE: readonly DictionaryColumn[] = [
	provenance('record_id', 'text', true, 'Unique name of the record, made by the collector.'),
	provenance('person_id', 'text', true, 'Pseudonym of the person, the same on all their records.'),
	provenance('region_id', 'text', false, 'Region of this brief that the record was asked for.'),
	provenance('consent', 'boolean', true, 'Whether the person agreed to take part.'),
	provenance('collected_on', 'date', true, 'Day of the answer.'),
	provenance('elicited_by', 'category', true, 'How the record arose.', [
		'asked',
		'recall',
		'roleplay',
		'records'
	])
];

/** Above so many characters a text is refused: nobody writes it in one sitting. */
export const LONGEST_TEXT = 5000;

function provenance(
	name: string,
	type: DictionaryColumn['type'],
	isRequired: boolean,
	description: string,
	values: readonly string[] | null = null
): DictionaryColumn {
	return {
		name,
		type,
		values,
		isClosed: values !== null,
		min: null,
		max: null,
		isRequired,
		origin: 'provenance',
		description
	};
}

/** Above so many values a list is no help. */
export const MOST_LISTED = 60;

/** Uses of columns that no person is asked for. */
const LEFT_OUT = new Set(['id', 'constant', 'unsupported', 'ignored', 'weight']);

function typeOf({ pair, use }: ColumnProfile): DictionaryColumn['type'] {
	if (use === 'text') return 'text';
	if (pair.human.family === 'boolean') return 'boolean';
	if (pair.human.family === 'date') return 'date';
	if (use === 'category') return 'category';
	return /INT/i.test(pair.human.sqlType) ? 'integer' : 'number';
}

/**
 * Where a column's values come from; null where no request holds it. A number that the name does not explain is no
 * question, and what the study sets is known without asking.
 */
function originOf(
	{ pair: { name }, use }: ColumnProfile,
	type: DictionaryColumn['type'],
	plan: BriefPlan
): DictionaryColumn['origin'] | null {
	const pattern = patternOf(name);
	const unexplained = use === 'measure' ? 'outcome' : 'screener';
	const cls = ownValue(plan.classes, name) ?? pattern?.class ?? unexplained;
	if (cls === 'technical' || isGuarded(pattern?.sensitivity)) return null;
	if (cls !== 'outcome' && cls !== 'design') return 'asked';
	const canBeJudged = pattern === null ? type === 'category' : isJudged(pattern);
	return cls === 'outcome' && canBeJudged ? 'judged' : 'measured';
}

/** Whether a person may decline the answer, so that it comes back empty. */
function canDecline(
	{ pair }: ColumnProfile,
	type: DictionaryColumn['type'],
	{ quality, ethics }: BriefPlan
): boolean {
	const isSpecial = patternOf(pair.name)?.sensitivity === 'special';
	if (isSpecial && ethics.hasExplicitConsent) return true;
	return type === 'category' && (isSpecial || quality.hasCannotTell);
}

function descriptionOf(
	name: string,
	origin: DictionaryColumn['origin'],
	key: AnswerKey | undefined
): string {
	const label = columnLabel({ column: name });
	if (key !== undefined) {
		const numbers = key.numbers.map(([answer, number]) => `${number} ${answer}`).join('; ');
		return `${label}, coded from ${key.column} once the answer is there: ${numbers}`;
	}
	const note = origin === 'asked' ? undefined : patternOf(name)?.note;
	return note === undefined ? label : `${label}: ${note}`;
}

/** What of a column's values is told, and whether others are refused: nothing that fewer than ten people have. */
function expectedOf(
	{ pair: { name }, sides }: ColumnProfile,
	type: DictionaryColumn['type'],
	facts: BriefFacts
): Pick<DictionaryColumn, 'values' | 'isClosed' | 'min' | 'max'> {
	const { values, steps, key } = knownOf(facts, name);
	const open = { values: null, isClosed: false, min: null, max: null };
	if (type === 'category' && values.length > 0 && values.length <= MOST_LISTED)
		return { ...open, values, isClosed: values.length >= sides.human.distinct };
	const codes = key?.numbers.map(([, number]) => number) ?? [];
	if (codes.length > 0) return { ...open, min: Math.min(...codes), max: Math.max(...codes) };
	if (type === 'date') return { ...open, ...plausibleRange(steps, 'date') };
	const isNumber = type === 'integer' || type === 'number';
	return isNumber ? { ...open, ...plausibleRange(steps, 'number') } : open;
}

/** What a record holds: every column of the human table that people can give or that can be measured. */
export function dictionaryOf(facts: BriefFacts, plan: BriefPlan): readonly DictionaryColumn[] {
	const columns = facts.columns.flatMap((profile): DictionaryColumn[] => {
		const type = typeOf(profile);
		const given = originOf(profile, type, plan);
		if (LEFT_OUT.has(profile.use) || given === null) return [];
		const key = ownValue(facts.keys, profile.pair.name);
		const origin = key === undefined ? given : 'measured';
		const { missing, rows } = profile.sides.human;
		return [
			{
				name: profile.pair.name,
				type,
				...expectedOf(profile, type, facts),
				isRequired: origin === 'asked' && missing < rows / 100 && !canDecline(profile, type, plan),
				origin,
				description: descriptionOf(profile.pair.name, origin, key),
				...(key === undefined ? {} : { codedFrom: key.column })
			}
		];
	});
	const taken = new Set(columns.map(({ name }) => name));
	return [...columns, ...PROVENANCE.filter(({ name }) => !taken.has(name))];
}
