import type { PlatformFilter, Sensitivity, TranslatedCondition } from '$lib/terms/brief';
import type { BriefPlan, ConditionClass, SensitiveUse } from '$lib/terms/brief-plan';
import { columnKey } from '$lib/terms/column';
import type { Question } from '$lib/terms/question';
import type { Condition } from '$lib/terms/region';
import { ownValue } from '$lib/terms/own-value';
import { answersFor } from '$lib/analysis/brief/answer-key';
import { patternOf } from './column-patterns';
import type { ColumnPattern } from './pattern-rows';
import { conditionWords } from '$lib/analysis/gaps/region-words';
import { columnLabel } from './column-label';
import { FEWEST_DECOYS, fewDecoys } from './decoys';
import {
	filterLabels,
	findFilter,
	otherChoices,
	type FoundFilter,
	type NoFilter
} from './find-filter';
import { filteredRows } from './filtered-rows';
import { reword } from './question-words';
import { suggestClass } from './suggest-class';
import { screenerQuestion, type ColumnValues } from './screener';

/** Values that speak of a special category whatever the column is called. */
const SPECIAL_VALUES =
	/\b(muslim|islam|christian|catholic|jewish|hindu|buddhist|sikh|gay|lesbian|bisexual|transgender|hiv|diabet\w*|cancer|depress\w*|black|hispanic|latino|latina|roma|republican|democrat)\b/i;

function sensitivityOf(
	condition: Condition,
	pattern: ColumnPattern | null,
	found: FoundFilter | NoFilter | null
): Sensitivity {
	if (found?.filter === null && found.isMinors) return 'child';
	if (pattern !== null && pattern.sensitivity !== 'none' && pattern.sensitivity !== 'personal')
		return pattern.sensitivity;
	const speaks =
		condition.kind === 'set' &&
		condition.values.some((value) => SPECIAL_VALUES.test(String(value)));
	return speaks ? 'special' : (pattern?.sensitivity ?? 'none');
}

function instructionFor(cls: ConditionClass, condition: Condition): string | null {
	if (cls === 'design') return `Set the study so that ${conditionWords(condition)}.`;
	if (cls !== 'scenario') return null;
	if (condition.measure !== undefined || condition.kind !== 'set')
		return `Write the situation so that ${conditionWords(condition)} comes of itself; let the form check it.`;
	return `Ask people to recall the last real time for which this holds: ${conditionWords(condition)}. Stage it only where recall fails, and mark such records.`;
}

/** A filter with everyone else beside the group, where the condition is a quota. */
function asQuota(found: FoundFilter): FoundFilter['filter'] {
	return found.filter.kind === 'select'
		? { ...found.filter, others: otherChoices(found.filter) }
		: found.filter;
}

/** The question that a condition needs, and what to say of it. */
function questionOf(
	condition: Condition,
	pattern: ColumnPattern | null,
	known: ColumnValues,
	sensitiveUse: SensitiveUse | null,
	plan: BriefPlan
): { readonly question: Question | null; readonly notes: readonly string[] } {
	const labels = pattern?.filters.flatMap(filterLabels) ?? [];
	const drafted = screenerQuestion(condition, pattern, known, labels, sensitiveUse !== null);
	if (drafted.question === null) return { question: null, notes: [] };
	const selects = sensitiveUse === null || sensitiveUse === 'recruit';
	// Nobody is sent away over an attribute that is only measured or weighed, so its question is no screener.
	const question = reword(selects ? drafted.question : { ...drafted.question, part: 'task' }, plan);
	const decoys = question.decoys?.length ?? FEWEST_DECOYS;
	return {
		question,
		notes: [
			...(drafted.note === null ? [] : [drafted.note]),
			...(selects && decoys < FEWEST_DECOYS
				? [`${fewDecoys(decoys)}: add some, or the question tells what is looked for.`]
				: [])
		]
	};
}

/** What a filter makes of a condition: all of it, or the quota's two groups; nothing where it is only measured. */
function filterOf(found: FoundFilter, sensitiveUse: SensitiveUse | null): PlatformFilter | null {
	if (sensitiveUse === 'measure') return null;
	return sensitiveUse === 'quota' ? asQuota(found) : found.filter;
}

/**
 * What a condition becomes in a request: class, filter, question, instruction, with the reason and the person's
 * overrides of `plan`. Name first, then the values must agree.
 */
export function translateCondition(
	condition: Condition,
	known: ColumnValues,
	plan: BriefPlan
): TranslatedCondition {
	const key = columnKey(condition);
	const pattern = patternOf(condition.column);
	const answers = answersFor(condition, known.key);
	// What people are asked and the platform selects: the answers, where the column only codes them.
	const asked = answers ?? condition;
	const seen = answers === null ? known : known.key!.known;
	const search =
		pattern === null || condition.measure !== undefined || pattern.filters.length === 0
			? null
			: findFilter(asked, pattern.filters, plan.pay.currency);
	const suggestion = suggestClass(asked, pattern, seen, search);
	const chosen = ownValue(plan.classes, key);
	const wanted = chosen ?? suggestion.class;
	const isBare = wanted === 'platform' && (search === null || search.filter === null);
	const cls = isBare ? 'screener' : wanted;
	const sensitivity = sensitivityOf(asked, pattern, search);
	const sensitiveUse =
		sensitivity === 'special'
			? useOf(ownValue(plan.sensitiveUses, key) ?? 'quota', cls, search)
			: null;
	const found = cls === 'platform' && search !== null && search.filter !== null ? search : null;
	const isAsked = cls === 'screener' || found?.isExact === false || sensitivity === 'special';
	const { question, notes } = isAsked
		? questionOf(asked, pattern, seen, sensitiveUse, plan)
		: { question: null, notes: [] };
	return {
		condition,
		...(answers === null ? {} : { answers }),
		words: conditionWords(condition),
		class: cls,
		suggested: suggestion.class,
		confidence: chosen === undefined ? suggestion.confidence : 'high',
		reason: suggestion.reason,
		sensitivity,
		sensitiveUse,
		filter: found === null ? null : filterOf(found, sensitiveUse),
		isExact: found?.isExact ?? false,
		filteredRows: found === null ? null : filteredRows(found.filter, asked, seen),
		notes: [
			...(answers === null
				? []
				: [
						`Its numbers code the answers of ${columnLabel(answers)}; asked for: ${answers.values.join(', ')}.`
					]),
			...(found?.notes ?? []),
			...(isBare ? ['The platform has no filter for it, so a question at the start selects.'] : []),
			...notes
		],
		question,
		instruction: instructionFor(cls, condition)
	};
}

/** A quota needs a platform filter with answers to weigh; without one the attribute is only measured. */
function useOf(
	wanted: SensitiveUse,
	cls: ConditionClass,
	found: FoundFilter | NoFilter | null
): SensitiveUse {
	const canWeigh = cls === 'platform' && found?.filter?.kind === 'select';
	return wanted === 'quota' && !canWeigh ? 'measure' : wanted;
}
