import type { TranslatedCondition } from '$lib/terms/brief';
import type { ConditionClass } from '$lib/terms/brief-plan';
import { columnKey } from '$lib/terms/column';
import type { Condition } from '$lib/terms/region';
import { isCode } from './column-patterns';
import type { FoundFilter, NoFilter } from './find-filter';
import type { ColumnPattern } from './pattern-rows';
import type { ColumnValues } from './screener';

/** Bounds that an age has. */
const OLDEST = 125;

/** A class with its confidence and the sentence that says why. */
interface Suggestion {
	readonly class: ConditionClass;
	readonly confidence: TranslatedCondition['confidence'];
	readonly reason: string;
}

/** Whether the values can be what the name says. */
function valuesDisagree(pattern: ColumnPattern, known: ColumnValues): string | null {
	if (!pattern.filters.includes('age') || pattern.id === 'age-band') return null;
	const { profile, steps } = known;
	if (profile === null) return null;
	if (profile.pair.human.family !== 'number') return 'its values are not numbers';
	const [min, max] = [steps[0]?.[0], steps.at(-1)?.[1]];
	// The extremes themselves are single people's values.
	if (min !== undefined && max !== undefined && (min < 0 || max > OLDEST))
		return 'some of its values are no ages';
	return null;
}

function suggestByValues(condition: Condition, known: ColumnValues): Suggestion {
	const name = columnKey(condition);
	const family = known.profile?.pair.human.family;
	if (condition.measure !== undefined)
		return {
			class: 'scenario',
			confidence: 'medium',
			reason: `${name} measures the text itself, which a scenario and the form bring about.`
		};
	if (condition.kind === 'range' && condition.of === 'date')
		return {
			class: 'screener',
			confidence: 'low',
			reason: `${name} is a date that people can be asked for; if it is when the record arises, the fieldwork’s schedule sets it.`
		};
	if (family === 'boolean')
		return {
			class: 'screener',
			confidence: 'low',
			reason: `${name} is a yes or no that nothing more is known of; it can be asked.`
		};
	if (condition.kind === 'range' || family === 'number')
		return {
			class: 'outcome',
			confidence: 'low',
			reason: `${name} is a number that the name does not explain; taken for something only measurable afterwards.`
		};
	return {
		class: 'scenario',
		confidence: 'low',
		reason: `${name} has few values that the name does not explain; taken for something a scenario brings about.`
	};
}

/** The class of a condition by its column's name, where the values agree, else by the values alone. */
export function suggestClass(
	condition: Condition,
	pattern: ColumnPattern | null,
	known: ColumnValues,
	found: FoundFilter | NoFilter | null
): Suggestion {
	if (condition.kind === 'missing')
		return {
			class: 'outcome',
			confidence: 'high',
			reason:
				'A missing value cannot be asked for; leave the question optional and count who skips it.'
		};
	if (pattern === null || condition.measure !== undefined) return suggestByValues(condition, known);
	const says = `The name points to ${pattern.note}`;
	const family = known.profile?.pair.human.family;
	const disagreement = valuesDisagree(pattern, known);
	if (disagreement !== null)
		return { class: 'screener', confidence: 'low', reason: `${says}, but ${disagreement}.` };
	if (family === 'number' && isCode(pattern))
		return {
			class: 'screener',
			confidence: 'medium',
			reason: `${says}, but its values are numbers that stand for answers; an own question does it.`
		};
	if (pattern.class !== 'platform')
		return { class: pattern.class, confidence: 'medium', reason: `${says}.` };
	if (found === null || found.filter === null)
		return {
			class: 'screener',
			confidence: 'medium',
			reason: `${says}, but ${found?.because ?? 'no filter is known'}; an own question does it.`
		};
	return {
		class: 'platform',
		confidence: found.isExact ? 'high' : 'medium',
		reason: `${says}, and the platform asks for it as “${found.filter.title}”.`
	};
}
