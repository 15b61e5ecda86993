import type { BriefRegion, TranslatedCondition } from '$lib/terms/brief';
import type { BriefPlan } from '$lib/terms/brief-plan';
import type { MeasuredRegion } from '$lib/terms/gap';
import { regionSql } from '$lib/sql/predicate';
import { knownOf, type BriefFacts } from './facts';
import { SMALL_CELL } from './small-cells';
import { withoutErrors, withoutRareValues, type AskedRegion } from './settle-region';
import { isGuarded } from './special-columns';
import { regionRates, type RegionRates } from './numbers/region-rates';
import { conditionWords } from '$lib/analysis/gaps/region-words';
import { translateCondition } from './translate/translate-condition';

/** Below this share of finished records in the region, people are the wrong source. */
const POOR_YIELD = 0.05;
/** A sensitive region with fewer human rows than this may point at persons. */
const RARE = 50;

const OTHER_SOURCES =
	'Look to other sources: logs of your own service, partners who hold such records, public archives.';

/** A region on its way into the brief: what is written of it, and the rates its numbers rest on. */
export interface RegionDraft {
	readonly region: Omit<BriefRegion, 'numbers' | 'cost'>;
	readonly rates: RegionRates;
	/** Human share that the target rests on, and weighted synthetic rows. */
	readonly humanShare: number;
	readonly synthetic: number;
}

/** A region's largest part with enough human rows to be written down, or the whole table. */
function coarsen(
	measured: MeasuredRegion,
	humanRows: number,
	syntheticRows: number
): MeasuredRegion {
	const enough = measured.ladder
		.filter(({ human }) => human.count >= SMALL_CELL)
		.sort((a, b) => b.conditions.length - a.conditions.length || a.human.count - b.human.count);
	const rung = enough[0];
	const kept = rung?.conditions ?? [];
	const conditions = kept.map((i) => measured.region.conditions[i]!);
	const everyone = (rows: number) => ({ count: rows, weight: rows, share: 1 });
	return {
		...measured,
		region: { conditions },
		words: conditions.length === 0 ? 'withheld' : conditions.map(conditionWords).join(' and '),
		sql: regionSql({ conditions }),
		human: rung?.human ?? everyone(humanRows),
		synthetic: rung?.synthetic ?? everyone(syntheticRows),
		ladder: measured.ladder.flatMap((other) =>
			other.conditions.every((i) => kept.includes(i))
				? [{ ...other, conditions: other.conditions.map((i) => kept.indexOf(i)) }]
				: []
		)
	};
}

function statusOf(conditions: readonly TranslatedCondition[]): BriefRegion['status'] {
	if (conditions.some(({ sensitivity }) => isGuarded(sensitivity))) return 'checklist';
	const canAsk = conditions.some(({ class: cls }) => cls !== 'outcome' && cls !== 'technical');
	return canAsk ? 'drafted' : 'not-askable';
}

/** What the person's verdicts say of a region: whether anything is asked, and why. */
function verdictOn(
	{ id, human }: AskedRegion,
	errors: number,
	{ verdicts }: BriefFacts
): { readonly isRefused: boolean; readonly advice: readonly string[] } {
	const verdict = errors > 0 && errors >= human.count ? 'error' : verdicts[id];
	if (verdict === 'impossible')
		return {
			isRefused: true,
			advice: ['Judged impossible: nobody can be like this, so nobody is asked.']
		};
	if (verdict === 'error')
		return {
			isRefused: true,
			advice: ['Judged errors in the data: mend the human table instead of asking for more.']
		};
	const advice = [
		...(errors > 0
			? [`${errors} human rows here were judged errors or impossible and are not counted.`]
			: []),
		...(verdict === 'known'
			? ['Marked as already known: make sure that nobody has asked for it before.']
			: [])
	];
	return { isRefused: false, advice };
}

/** What of a region's predicate is not told, as too few rows stand behind it. */
function openedWords({ region }: MeasuredRegion, { region: told }: MeasuredRegion): string {
	const isChanged = (kind: 'set' | 'range') =>
		region.conditions.some((c, i) => c.kind === kind && c !== told.conditions[i]);
	const parts = [
		...(isChanged('set')
			? [`values that fewer than ${SMALL_CELL} human rows have are not named here`]
			: []),
		...(isChanged('range')
			? [`bounds beyond which fewer than ${SMALL_CELL} human rows lie are left open here`]
			: [])
	].join(', and ');
	return parts[0]!.toUpperCase() + parts.slice(1);
}

const CHECKLIST =
	'No request is drafted for minors, criminal records or genetic data. This is to be settled first:';

function adviceOn(
	status: BriefRegion['status'],
	conditions: readonly TranslatedCondition[],
	humanCount: number,
	rates: RegionRates
): readonly string[] {
	const advice: string[] = [];
	if (status === 'checklist') advice.push(CHECKLIST);
	const isMeasured = conditions.some(({ class: cls }) => cls === 'outcome');
	if (status === 'not-askable' && (isMeasured || conditions.length === 0))
		advice.push(`Nobody can be found or asked by these conditions. ${OTHER_SOURCES}`);
	for (const { class: cls, words, reason } of conditions)
		if (cls === 'technical')
			advice.push(
				`“${words}” is technical and no part of a request. ${reason} Set the column to another use under Columns, and run again.`
			);
	const ofAHundred = (share: number) => (share <= 0.01 ? 'one' : String(Math.ceil(share * 100)));
	if (status === 'drafted' && rates.yield < POOR_YIELD)
		advice.push(
			`Of a hundred finished records fewer than ${ofAHundred(rates.yield)} would fall into the region. ${OTHER_SOURCES}`
		);
	if (status === 'drafted' && rates.incidence < POOR_YIELD)
		advice.push(
			`Of a hundred people invited fewer than ${ofAHundred(rates.incidence)} would pass the screener. Ask the platform for a screening of its own, or find them where they meet: associations, panels, partners.`
		);
	const special = conditions.filter(({ sensitivity }) => sensitivity === 'special');
	if (special.length > 0 && humanCount < RARE)
		advice.push(
			'A rare group with a sensitive attribute: check that nobody can be told from the records before they leave the collector.'
		);
	if (special.some(({ sensitiveUse }) => sensitiveUse === 'recruit'))
		advice.push(
			'Being invited tells the attribute: say so in the information, and keep the list of participants apart.'
		);
	if (conditions.some(({ reason }) => reason.includes('stand in for')))
		advice.push('A column here can stand in for origin: do not select on it without saying so.');
	return advice;
}

/** What is written of a measured region: its conditions translated, coarsened where few human rows stand behind it. */
export function draftRegion(
	asked: AskedRegion,
	position: number,
	facts: BriefFacts,
	plan: BriefPlan
): RegionDraft {
	const { human, synthetic } = facts.sources;
	const { measured, errors } = withoutErrors(asked, facts);
	const isSmall = measured.human.count < SMALL_CELL;
	const named = withoutRareValues(measured, facts);
	const shown = isSmall ? coarsen(named, human.rows, synthetic.rows) : named;
	const isCoarsened = isSmall || named !== measured;
	const translate = (region: MeasuredRegion) =>
		region.region.conditions.map((condition) =>
			translateCondition(condition, knownOf(facts, condition.column), plan)
		);
	const conditions = translate(shown);
	const rates = regionRates(shown, human.rows, conditions, plan);
	const withheld = measured.region.conditions.length - conditions.length;
	const verdict = verdictOn(asked, errors, facts);
	const status = verdict.isRefused
		? 'not-askable'
		: statusOf(isSmall ? translate(measured) : conditions);
	const written = plan.regions[measured.id];
	const isWeighted = measured.synthetic.weight !== measured.synthetic.count;
	return {
		region: {
			id: measured.id,
			title: written?.title?.trim() || `Region ${position + 1}`,
			note: written?.note ?? '',
			words: shown.words,
			sql: shown.sql,
			region: shown.region,
			isCoarsened,
			human: {
				count: isSmall ? null : measured.human.count,
				rows: human.rows,
				share: isSmall ? SMALL_CELL / human.rows : measured.human.share
			},
			synthetic: {
				count: measured.synthetic.count,
				rows: synthetic.rows,
				share: measured.synthetic.share
			},
			status,
			advice: [
				...(withheld > 0
					? [
							`Fewer than ${SMALL_CELL} human rows stand behind this region, so ${withheld} of its conditions ${withheld === 1 ? 'is' : 'are'} withheld and the rest stands for it.`
						]
					: []),
				...(named === measured
					? []
					: [
							`${openedWords(measured, named)}; the exact predicate is kept in-house under ${measured.id}.`
						]),
				...verdict.advice,
				...(verdict.isRefused ? [] : adviceOn(status, conditions, measured.human.count, rates))
			],
			conditions
		},
		rates: isSmall
			? {
					...rates,
					yield: rates.yield * Math.min(1, SMALL_CELL / shown.human.count),
					yieldBasis: null
				}
			: rates,
		humanShare: isSmall ? SMALL_CELL / human.rows : measured.human.share,
		synthetic: isWeighted ? measured.synthetic.share * synthetic.rows : measured.synthetic.count
	};
}
