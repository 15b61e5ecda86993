import type { BriefRegion } from '$lib/terms/brief';
import type { RecordExample } from '$lib/terms/brief-plan';
import { columnKey } from '$lib/terms/column';
import type { Condition, RangeCondition, SetCondition } from '$lib/terms/region';
import { knownOf, type BriefFacts } from './facts';
import { isWithin } from './range-bounds';
import { conditionWords } from '$lib/analysis/gaps/region-words';
import { columnLabel } from './translate/column-label';

/** Regions of which a good record is shown. */
const MOST_SHOWN = 4;

/** A step that is small beside the bound, whole where the bound is. */
function stepAt(bound: number): number {
	return Number.isInteger(bound)
		? Math.max(1, Math.round(Math.abs(bound) * 0.03))
		: Math.abs(bound) * 0.03;
}

/** Six digits, which no reader takes for a person's own value. */
const rounded = (value: number) => Number(value.toPrecision(6));

/** A value within a range, whole where its bounds are and a whole one lies within. */
function inside(range: RangeCondition): number | string {
	const { low, high } = range;
	if (range.of === 'date') return low ?? high!;
	if (low === null) return rounded(Number(high) - stepAt(Number(high)));
	if (high === null) return rounded(Number(low) + stepAt(Number(low)));
	const middle = (Number(low) + Number(high)) / 2;
	const tries = Number.isInteger(low) ? [Math.floor(middle), Math.ceil(middle)] : [];
	return [...tries, rounded(middle)].find((value) => isWithin(range, value)) ?? middle;
}

function outside(range: RangeCondition): number | string {
	const bound = range.low ?? range.high!;
	if (range.of === 'date') return 'on a day outside';
	const step = stepAt(Number(bound));
	return rounded(range.low === null ? Number(bound) + step : Number(bound) - step);
}

/** A value as a record holds it: a category in quotation marks. */
const quoted = (value: string | number | boolean) =>
	typeof value === 'string' ? `“${value}”` : String(value);

/** A condition met, in words; the second `turn` takes another value, or the bound itself. */
function met(condition: Condition, turn: number): string {
	const label = columnLabel(condition);
	if (condition.kind === 'missing') return `${label} left open`;
	if (condition.kind === 'set')
		return `${label} ${quoted(condition.values[turn % condition.values.length]!)}`;
	const bound = condition.low ?? condition.high;
	const isClosed = condition.low === null ? condition.isHighClosed : condition.isLowClosed;
	return `${label} ${turn === 1 && isClosed ? bound : inside(condition)}`;
}

function missed(condition: Condition, facts: BriefFacts): string {
	const label = columnLabel(condition);
	if (condition.kind === 'missing') return `${label} filled in`;
	if (condition.kind === 'range') return `${label} ${outside(condition)}`;
	const other = knownOf(facts, condition.column).values.find(
		(value) => !condition.values.map(String).includes(value)
	);
	return `${label} ${other === undefined ? 'any other' : quoted(other)}`;
}

const record = (parts: readonly string[]) => `A record with ${parts.join(', ')}.`;

function borderline(conditions: readonly Condition[]): RecordExample {
	const range = conditions.find(
		(c): c is RangeCondition => c.kind === 'range' && c.of === 'number'
	);
	if (range === undefined)
		return {
			kind: 'borderline',
			text: `The person wavers between two answers about ${columnLabel(conditions[0]!)}.`,
			reason: 'The answer given counts as it stands; nobody is asked to choose again.'
		};
	const bound = range.low ?? range.high!;
	const isClosed = range.low === null ? range.isHighClosed : range.isLowClosed;
	return {
		kind: 'borderline',
		text: record([`${columnLabel(range)} exactly ${bound}`]),
		reason: isClosed
			? 'The bound itself belongs to the region: it counts.'
			: 'The bound itself lies outside the region: paid if sound, but not counted for it.'
	};
}

/** A region's conditions as people are asked: codes by their answers, and one condition a column. */
function askedConditions({ conditions }: BriefRegion): readonly Condition[] {
	const asked = conditions.map(({ condition, answers }) => answers ?? condition);
	return asked.flatMap((condition, i) => {
		const isSame = (other: Condition) => columnKey(other) === columnKey(condition);
		if (asked.findIndex(isSame) < i) return [];
		if (condition.kind !== 'set') return condition;
		const sets = asked.filter(
			(other): other is SetCondition => other.kind === 'set' && isSame(other)
		);
		const values = condition.values.filter((value) =>
			sets.every((other) => other.values.map(String).includes(String(value)))
		);
		return values.length === 0 ? condition : { ...condition, values };
	});
}

/** A record that meets all conditions of each region, the first region's with other values again. */
function goodExamples(regions: readonly BriefRegion[]): readonly RecordExample[] {
	const turns = regions.map((region, i) => ({ region, turn: i === 0 ? 0 : 1 }));
	const again = regions.length === 1 ? [{ region: regions[0]!, turn: 1 }] : [];
	const examples = [...turns, ...again].map(({ region, turn }): RecordExample => ({
		kind: 'good',
		text: record(askedConditions(region).map((c) => met(c, turn))),
		reason: `It meets every condition of “${region.title}”.`
	}));
	return examples.filter(({ text }, i) => examples.findIndex((one) => one.text === text) === i);
}

/** Examples drafted from the regions' own predicates: good ones of each region, one outside, a bad one, one on the border. */
export function draftExamples(
	regions: readonly BriefRegion[],
	facts: BriefFacts
): readonly RecordExample[] {
	const open = regions.filter(
		({ status, region }) => status === 'drafted' && region.conditions.length > 0
	);
	const [first] = open;
	if (first === undefined) return [];
	const conditions = askedConditions(first);
	return [
		...goodExamples(open.slice(0, MOST_SHOWN)),
		{
			kind: 'outside',
			text: record(conditions.map((c, i) => (i === 0 ? missed(c, facts) : met(c, 0)))),
			reason: `Not in “${first.title}”, where ${conditionWords(conditions[0]!)}: paid if sound, but not counted for it.`
		},
		{
			kind: 'bad',
			text: 'The same answers a second time from the same person, under another record name.',
			reason: 'A duplicate: not accepted.'
		},
		borderline(conditions)
	];
}
