import type { Brief, BriefRegion } from '$lib/terms/brief';
import type { Question } from '$lib/terms/question';
import type { Condition } from '$lib/terms/region';

/** A comparison of one answer, in no survey tool's language. */
export type GateTest =
	| { readonly kind: 'one-of'; readonly question: Question; readonly values: readonly string[] }
	| {
			readonly kind: 'bound';
			readonly question: Question;
			readonly compare: '>=' | '>' | '<=' | '<';
			/** A number, or a date as ISO text. */
			readonly value: number | string;
	  };

/** Who goes on to the task: any of these lists of tests passed in full. */
export type Gate = readonly (readonly GateTest[])[];

function testsOf(condition: Condition, question: Question): readonly GateTest[] {
	if (condition.kind === 'missing') return [];
	if (condition.kind === 'set') {
		const isYesNo = question.kind === 'yes-no';
		const values = condition.values.map((value) =>
			isYesNo ? (value ? 'yes' : 'no') : String(value)
		);
		return [{ kind: 'one-of', question, values }];
	}
	const { low, high, isLowClosed, isHighClosed } = condition;
	const bound = (at: number | string) =>
		condition.of === 'date' ? String(at).slice(0, 10) : Number(at);
	return [
		...(low === null
			? []
			: [
					{
						kind: 'bound',
						question,
						compare: isLowClosed ? '>=' : '>',
						value: bound(low)
					} as const
				]),
		...(high === null
			? []
			: [
					{
						kind: 'bound',
						question,
						compare: isHighClosed ? '<=' : '<',
						value: bound(high)
					} as const
				])
	];
}

/** The screener of a region as tests; none where it screens on nothing. */
function regionTests({ conditions }: BriefRegion, { questions }: Brief): readonly GateTest[] {
	return conditions.flatMap(({ condition, answers, question, sensitiveUse }) => {
		const asked = questions.find(
			({ part, column }) => part === 'screener' && column === question?.column
		);
		const selects = sensitiveUse === null || sensitiveUse === 'recruit';
		return asked === undefined || !selects ? [] : testsOf(answers ?? condition, asked);
	});
}

/**
 * The screener of a brief as tests: who could serve any kind of people. Null where everyone goes on, since some kind
 * screens on nothing.
 */
export function gateOf(brief: Brief): Gate | null {
	const gate = brief.kinds.map(({ regions: ids }) =>
		brief.regions.flatMap((region) => (ids.includes(region.id) ? regionTests(region, brief) : []))
	);
	return gate.length === 0 || gate.some((tests) => tests.length === 0) ? null : gate;
}
