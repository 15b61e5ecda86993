import type { FilterChoice, PlatformFilter } from '$lib/terms/brief';
import type { Currency } from '$lib/terms/brief-plan';
import type { Condition, RangeCondition, SetCondition } from '$lib/terms/region';
import { LANGUAGE_FILTERS } from './platform-languages';
import { PEOPLE_FILTERS } from './platform-filters';
import { PLACE_FILTERS } from './platform-places';
import { matchChoice, parseBracket, type Bracket, type PlatformSelect } from './platform-select';
import { languageName, SPELLINGS } from './spellings';

const SELECTS = new Map(
	[...PEOPLE_FILTERS, ...PLACE_FILTERS, ...LANGUAGE_FILTERS].map((filter) => [
		filter.filterId,
		filter
	])
);

/** Ages that the platform recruits. */
export const AGE = { filterId: 'age', title: 'Age', lowest: 18, highest: 100 } as const;

const INCOME_FILTERS: Readonly<Record<Currency, string>> = {
	GBP: 'household-income-gbp',
	USD: 'household-income-usd-us-participants-only'
};

/** A filter for a condition, how well it fits, and what to say of it. */
export interface FoundFilter {
	readonly filter: PlatformFilter;
	readonly isExact: boolean;
	readonly notes: readonly string[];
}

/** Why the platform has no filter for a condition. */
export interface NoFilter {
	readonly filter: null;
	readonly because: string;
	/** Whether the condition is about people too young to be asked. */
	readonly isMinors: boolean;
}

function none(because: string, isMinors = false): NoFilter {
	return { filter: null, because, isMinors };
}

/** Whole-number bounds of a condition: a strict bound moves by one, a broken one to the next whole within. */
export function wholeBounds(condition: RangeCondition): Bracket {
	const low = condition.low === null ? null : Number(condition.low);
	const high = condition.high === null ? null : Number(condition.high);
	return {
		low:
			low === null
				? null
				: !condition.isLowClosed && Number.isInteger(low)
					? low + 1
					: Math.ceil(low),
		high:
			high === null
				? null
				: !condition.isHighClosed && Number.isInteger(high)
					? high - 1
					: Math.floor(high)
	};
}

/** The platform's labels of a filter's answers, but for those that decline to answer. */
export function filterLabels(filterId: string): readonly string[] {
	return (SELECTS.get(filterId)?.labels ?? []).filter((label) => !isDeclined(label));
}

function isDeclined(label: string): boolean {
	return /rather not|prefer not|not wish|don't know|not applicable/i.test(label);
}

function choicesOf(filter: PlatformSelect, ids: Iterable<number>): readonly FilterChoice[] {
	return [...new Set(ids)]
		.sort((a, b) => a - b)
		.map((id) => ({ id: String(id), label: filter.labels[id]! }));
}

/** The answers of everyone whom a quota's group leaves over. */
export function otherChoices(filter: PlatformFilter): readonly FilterChoice[] {
	const select = SELECTS.get(filter.filterId);
	if (filter.kind !== 'select' || select === undefined) return [];
	const taken = new Set(filter.choices.map(({ id }) => id));
	const ids = select.labels.flatMap((label, id) =>
		taken.has(String(id)) || isDeclined(label) ? [] : [id]
	);
	return choicesOf(select, ids);
}

function ageRange(bounds: Bracket): FoundFilter | NoFilter {
	const lower = Math.max(bounds.low ?? AGE.lowest, AGE.lowest);
	const upper = Math.min(bounds.high ?? AGE.highest, AGE.highest);
	if ((bounds.high ?? AGE.highest) < AGE.lowest)
		return none(`the platform recruits from ${AGE.lowest} years, and this is below`, true);
	if (lower > upper) return none(`the platform knows ages up to ${AGE.highest}`);
	const notes: string[] = [];
	if (bounds.low !== null && bounds.low < AGE.lowest)
		notes.push(`Clipped to the platform’s lowest age, ${AGE.lowest}.`);
	if (bounds.high !== null && bounds.high > AGE.highest)
		notes.push(`Clipped to the platform’s highest age, ${AGE.highest}.`);
	if (bounds.low === null) notes.push(`${AGE.lowest} is the platform’s lowest age.`);
	if (bounds.high === null) notes.push(`${AGE.highest} is the platform’s highest age.`);
	return {
		filter: { kind: 'range', filterId: AGE.filterId, title: AGE.title, lower, upper },
		isExact: true,
		notes
	};
}

/** Adjoining ranges joined into one, ascending. */
function joinRanges(ranges: readonly { lower: number; upper: number }[]) {
	const joined: { lower: number; upper: number }[] = [];
	for (const { lower, upper } of [...ranges].sort((a, b) => a.lower - b.lower)) {
		const last = joined.at(-1);
		if (last !== undefined && lower <= last.upper + 1) last.upper = Math.max(last.upper, upper);
		else joined.push({ lower, upper });
	}
	return joined;
}

function ageBands(condition: SetCondition): FoundFilter | NoFilter {
	const brackets = condition.values.map((value) => parseBracket(String(value)));
	if (brackets.includes(null)) return none('its values are no ages');
	const found = brackets.map((bracket) => ageRange(bracket!));
	const ranges = found.flatMap(({ filter }) => (filter?.kind === 'range' ? [filter] : []));
	if (ranges.length === 0)
		return found[0]?.filter === null ? found[0] : none('its values are no ages');
	const isWhole = ranges.length === found.length;
	const notes = isWhole ? [] : ['Ages that the platform does not recruit are left out.'];
	const joined = joinRanges(ranges);
	const base = { filterId: AGE.filterId, title: AGE.title };
	const [only] = joined;
	return {
		filter:
			joined.length === 1
				? { kind: 'range', ...base, ...only! }
				: { kind: 'any-range', ...base, ranges: joined },
		isExact: isWhole,
		notes
	};
}

function matchValues(filter: PlatformSelect, condition: SetCondition): FoundFilter | null {
	const isLanguage = /language/.test(filter.filterId);
	const matches = condition.values.map((value) =>
		matchChoice(
			filter,
			SPELLINGS[filter.filterId],
			isLanguage ? languageName(String(value)) : value
		)
	);
	if (matches.includes(null)) return null;
	const wider = condition.values.filter((_, i) => !matches[i]!.isExact);
	const choices = choicesOf(
		filter,
		matches.flatMap((match) => match!.ids)
	);
	const spill = new Map<string, string[]>();
	for (const value of wider) {
		const { ids } = matches[condition.values.indexOf(value)]!;
		const labels = ids.map((id) => `“${filter.labels[id]!}”`).join(' and ');
		spill.set(labels, [...(spill.get(labels) ?? []), String(value)]);
	}
	const stated = [...spill].map(([labels, values]) => `${labels} for ${values.join(', ')}`);
	return {
		filter: { kind: 'select', filterId: filter.filterId, title: filter.title, choices },
		isExact: wider.length === 0,
		notes:
			wider.length === 0
				? []
				: [
						`The platform’s answers are wider and let others in: ${stated.join('; ')}. A question at the start tells them apart.`
					]
	};
}

function bracketWords({ low, high }: Bracket): string {
	if (low === null) return `up to ${high!.toLocaleString('en-GB')}`;
	if (high === null) return `${low.toLocaleString('en-GB')} or more`;
	return low === high
		? low.toLocaleString('en-GB')
		: `${low.toLocaleString('en-GB')} to ${high.toLocaleString('en-GB')}`;
}

function overlapBrackets(filter: PlatformSelect, condition: RangeCondition): FoundFilter | null {
	const bounds = wholeBounds(condition);
	const low = bounds.low ?? -Infinity;
	const high = bounds.high ?? Infinity;
	const ids: number[] = [];
	const notes: string[] = [];
	filter.labels.forEach((label, id) => {
		const bracket = parseBracket(label);
		if (bracket === null) return;
		const from = bracket.low ?? -Infinity;
		const to = bracket.high ?? Infinity;
		if (to < low || from > high) return;
		ids.push(id);
		if (from < low || to > high)
			notes.push(
				`“${label}” reaches beyond ${bracketWords(bounds)}; the question at the start tells those outside apart.`
			);
	});
	if (ids.length === 0) return null;
	return {
		filter: {
			kind: 'select',
			filterId: filter.filterId,
			title: filter.title,
			choices: choicesOf(filter, ids)
		},
		isExact: notes.length === 0,
		notes
	};
}

/**
 * The platform's filter for a condition, tried in the order of `filterIds`: an exact one before a wider one.
 * Numbers are laid on age ranges or on the brackets of a select; values on its answers.
 */
export function findFilter(
	condition: Condition,
	filterIds: readonly string[],
	currency: Currency
): FoundFilter | NoFilter {
	if (condition.kind === 'missing') return none('nobody can be recruited for an answer not given');
	if (filterIds.includes(AGE.filterId))
		return condition.kind === 'range' ? ageRange(wholeBounds(condition)) : ageBands(condition);
	let wider: FoundFilter | null = null;
	for (const id of filterIds) {
		const select = SELECTS.get(id === 'income' ? INCOME_FILTERS[currency] : id);
		if (select === undefined) continue;
		const found =
			condition.kind === 'range'
				? overlapBrackets(select, condition)
				: matchValues(select, condition);
		if (found?.isExact === true) return found;
		wider ??= found;
	}
	return wider ?? none('the platform has no answers that fit these values');
}
