import type { DictionaryColumn } from '$lib/terms/brief';
import type { BriefPlan } from '$lib/terms/brief-plan';
import type { ColumnProfile } from '$lib/terms/column';
import type { AnswerKey } from './answer-key';
import { knownOf, type BriefFacts } from './facts';
import { patternOf } from './translate/column-patterns';
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
		min: null,
		max: null,
		isRequired,
		origin: 'provenance',
		description
	};
}

/** Uses of columns that no person is asked for. */
const LEFT_OUT = new Set(['id', 'constant', 'unsupported', 'ignored', 'weight']);

function typeOf({ pair, use }: ColumnProfile): DictionaryColumn['type'] {
	if (use === 'text') return 'text';
	if (pair.human.family === 'boolean') return 'boolean';
	if (pair.human.family === 'date') return 'date';
	if (use === 'category') return 'category';
	return /INT/i.test(pair.human.sqlType) ? 'integer' : 'number';
}

/** Whether people are asked for a column, or it is measured once the record is there; null for neither. */
function originOf(profile: ColumnProfile, plan: BriefPlan): 'asked' | 'measured' | null {
	const cls = plan.classes[profile.pair.name] ?? patternOf(profile.pair.name)?.class;
	if (cls === 'technical' || isGuarded(patternOf(profile.pair.name)?.sensitivity)) return null;
	return cls === 'outcome' ? 'measured' : 'asked';
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
	const note = origin === 'measured' ? patternOf(name)?.note : undefined;
	return note === undefined ? label : `${label}: ${note}`;
}

/** What a record holds: every column of the human table that people can give or that can be measured. */
export function dictionaryOf(facts: BriefFacts, plan: BriefPlan): readonly DictionaryColumn[] {
	const columns = facts.columns.flatMap((profile): DictionaryColumn[] => {
		const given = originOf(profile, plan);
		if (LEFT_OUT.has(profile.use) || given === null) return [];
		const key = facts.keys[profile.pair.name];
		const origin = key === undefined ? given : 'measured';
		const type = typeOf(profile);
		const { values } = knownOf(facts, profile.pair.name);
		const { missing, rows, distinct } = profile.sides.human;
		// Values that are only the frequent ones would refuse what is rare, which is what is asked for.
		const isWhole = values.length > 0 && values.length >= distinct;
		return [
			{
				name: profile.pair.name,
				type,
				values: type === 'category' && isWhole ? values : null,
				// Extremes of a single row are its own business: the range is stated for whoever checks, not per person.
				min: null,
				max: null,
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
