import type { BriefRegion, RecordExample } from '$lib/terms/brief';
import type { Condition, RangeCondition } from '$lib/terms/region';
import { knownOf, type BriefFacts } from './facts';
import { conditionWords } from '$lib/analysis/gaps/region-words';
import { columnLabel } from './translate/column-label';

/** A step that is small beside the bound, whole where the bound is. */
function stepAt(bound: number): number {
	return Number.isInteger(bound)
		? Math.max(1, Math.round(Math.abs(bound) * 0.03))
		: Math.abs(bound) * 0.03;
}

function inside(range: RangeCondition): number | string {
	const { low, high } = range;
	if (range.of === 'date') return low ?? high!;
	if (low !== null && high !== null) {
		const middle = (Number(low) + Number(high)) / 2;
		return Number.isInteger(low) ? Math.floor(middle) : middle;
	}
	return low === null ? Number(high) - stepAt(Number(high)) : Number(low) + stepAt(Number(low));
}

function outside(range: RangeCondition): number | string {
	const bound = range.low ?? range.high!;
	if (range.of === 'date') return 'a day outside';
	const step = stepAt(Number(bound));
	return range.low === null ? Number(bound) + step : Number(bound) - step;
}

function good(condition: Condition, turn: number): string {
	const label = columnLabel(condition);
	if (condition.kind === 'missing') return `${label} left open`;
	if (condition.kind === 'set')
		return `${label} ${String(condition.values[turn % condition.values.length])}`;
	const bound = condition.low ?? condition.high;
	const isClosed = condition.low === null ? condition.isHighClosed : condition.isLowClosed;
	return `${label} ${turn === 1 && isClosed ? bound : inside(condition)}`;
}

function bad(condition: Condition, facts: BriefFacts): string {
	const label = columnLabel(condition);
	if (condition.kind === 'missing') return `${label} filled in`;
	if (condition.kind === 'range') return `${label} ${outside(condition)}`;
	const other = knownOf(facts, condition.column).values.find(
		(value) => !condition.values.map(String).includes(value)
	);
	return `${label} ${other ?? 'any other value'}`;
}

function borderline(conditions: readonly Condition[]): RecordExample {
	const range = conditions.find(
		(c): c is RangeCondition => c.kind === 'range' && c.of === 'number'
	);
	if (range === undefined)
		return {
			kind: 'borderline',
			text: `The person wavers between two answers for ${columnLabel(conditions[0]!)}.`,
			reason: 'The answer given counts as it stands; nobody is asked to choose again.'
		};
	const bound = range.low ?? range.high!;
	const isClosed = range.low === null ? range.isHighClosed : range.isLowClosed;
	return {
		kind: 'borderline',
		text: `${columnLabel(range)} exactly ${bound}.`,
		reason: isClosed
			? 'The bound itself belongs to the region: accepted.'
			: 'The bound itself lies outside the region: sound, paid, but not counted for it.'
	};
}

/** Two records that meet all conditions, told apart where only other columns can differ. */
function goodExamples(conditions: readonly Condition[]): readonly string[] {
	const [one, other] = [0, 1].map((turn) => conditions.map((c) => good(c, turn)).join(', '));
	return [one!, one === other ? `${one!}, whatever the other answers are` : other!];
}

/** Examples drafted from the regions' own predicates: two good, two bad, one on the border. */
export function draftExamples(
	regions: readonly BriefRegion[],
	facts: BriefFacts
): readonly RecordExample[] {
	const first = regions.find(
		({ status, region }) => status === 'drafted' && region.conditions.length > 0
	);
	if (first === undefined) return [];
	const { conditions } = first.region;
	const say = (parts: readonly string[]) => `${parts.join(', ')}.`;
	return [
		...goodExamples(conditions).map((text): RecordExample => ({
			kind: 'good',
			text: say([text]),
			reason: `It meets every condition of “${first.title}”.`
		})),
		{
			kind: 'bad',
			text: say(conditions.map((c, i) => (i === 0 ? bad(c, facts) : good(c, 0)))),
			reason: `It misses “${conditionWords(conditions[0]!)}”: paid if sound, but not counted for the region.`
		},
		{
			kind: 'bad',
			text: 'The same answers a second time from the same person, under another record name.',
			reason: 'A duplicate: not accepted.'
		},
		borderline(conditions)
	];
}
