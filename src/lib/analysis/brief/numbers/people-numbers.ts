import type {
	ArithmeticStep,
	CostRange,
	PeopleNumbers,
	ShareBasis
} from '$lib/terms/brief-numbers';
import type { BriefPlan } from '$lib/terms/brief-plan';
import { count, counted, decimal } from '$lib/analysis/brief/format';
import { costOf, rewardFor, type Payments } from './cost';
import { roundUp } from './distributions';
import type { PassRates } from './region-rates';
import { expectedToScreen, inflate, peopleToScreen } from './screening';

/** Certainty with which a stated number of people is enough. */
const CERTAINTY = 0.95;

interface Chain {
	readonly people: number;
	readonly completes: number;
	readonly starts: number;
	readonly steps: readonly ArithmeticStep[];
}

/** From accepted records to people who start, gate by gate. */
function inflationChain(records: number, rates: PassRates, { people }: BriefPlan): Chain {
	const { recordsPerPerson, rejectionRate, dropoutRate } = people;
	const accepted = roundUp(records / recordsPerPerson);
	const throughYield = rates.yield > 0 ? roundUp(accepted / rates.yield) : Infinity;
	const { completes, starts } = inflate(throughYield, rejectionRate, dropoutRate);
	const steps: ArithmeticStep[] = [];
	if (recordsPerPerson > 1)
		steps.push({
			label: 'People whose records are accepted',
			formula: `⌈${count(records)} / ${decimal(recordsPerPerson)} records a person⌉`,
			result: accepted
		});
	if (rates.yield < 1)
		steps.push({
			label: 'Sound records, in the region or not',
			formula: yieldFormula(accepted, rates),
			result: throughYield
		});
	steps.push(
		{
			label: 'Finished',
			formula: `⌈${count(throughYield)} / (1 − ${decimal(rejectionRate)} rejected)⌉`,
			result: completes
		},
		{
			label: 'Started',
			formula: `⌈${count(completes)} / (1 − ${decimal(dropoutRate)} who stop half-way)⌉`,
			result: starts
		}
	);
	return { people: accepted, completes, starts, steps };
}

/** Where a share comes from, its shrinkage in view: "where 0.07622 = (91 + 1) / (1,205 + 2) human rows". */
function basisWords(share: number, { passed, of }: ShareBasis): string {
	return `where ${decimal(share)} = (${count(passed)} + 1) / (${count(of)} + 2) human rows`;
}

/** What sound records are divided by, so that enough of them fall into the region. */
function yieldFormula(accepted: number, rates: PassRates): string {
	const { yieldBasis, quotaShare } = rates;
	const own = rates.yield / quotaShare;
	const divisor = [
		...(own < 1 ? [decimal(own)] : []),
		...(quotaShare < 1 ? [`${decimal(quotaShare)} of the places, the quota`] : [])
	].join(' × ');
	const formula = `⌈${count(accepted)} / ${quotaShare < 1 && own < 1 ? `(${divisor})` : divisor}⌉`;
	return yieldBasis === null ? formula : `${formula}, ${basisWords(own, yieldBasis)}`;
}

function screeningSteps(
	starts: number,
	rates: PassRates,
	expected: number,
	most: number
): readonly ArithmeticStep[] {
	const { incidence, incidenceBasis: basis, assumed } = rates;
	if (incidence >= 1) return [];
	const source = [
		...(basis === null ? [] : [basisWords(incidence, basis)]),
		...(assumed === null ? [] : [assumed])
	];
	return [
		{
			label: 'Screened, on average',
			formula: [`⌈${count(starts)} / ${decimal(incidence)}⌉`, ...source].join(', '),
			result: expected
		},
		{
			label: 'Screened, enough in 95 of 100 runs',
			formula: `smallest N with P(Binomial(N, ${decimal(incidence)}) ≥ ${count(starts)}) ≥ 0.95`,
			result: most
		}
	];
}

/** How many people of a kind `records` accepted ones take, of a pool of `eligible`, with every step. */
export function peopleNumbers(
	records: number,
	rates: PassRates,
	eligible: number | null,
	plan: BriefPlan
): PeopleNumbers {
	const chain = inflationChain(records, rates, plan);
	const expected = roundUp(expectedToScreen(chain.starts, rates.incidence).mean);
	const most = peopleToScreen(chain.starts, rates.incidence, CERTAINTY);
	const { responseRate } = plan.people;
	const problems: string[] = [];
	if (Number.isFinite(records) && !Number.isFinite(most))
		problems.push('Nobody passes at this incidence, so no number of people is enough.');
	if (eligible !== null && eligible * responseRate * rates.incidence < chain.starts)
		problems.push(
			`${counted(eligible, 'eligible person', 'eligible people')} × ${decimal(responseRate)} who come × ${decimal(rates.incidence)} who pass are fewer than the ${count(chain.starts)} needed.`
		);
	return {
		records,
		people: chain.people,
		completes: chain.completes,
		starts: chain.starts,
		incidence: rates.incidence,
		incidenceBasis: rates.assumed === null ? rates.incidenceBasis : null,
		yield: rates.yield,
		screenedExpected: expected,
		screened95: most,
		steps: [...chain.steps, ...screeningSteps(chain.starts, rates, expected, most)],
		problems
	};
}

/** What `records` accepted ones are expected to take, and to cost in whole currency. */
export function expectedPay(records: number, rates: PassRates, plan: BriefPlan) {
	const { completes, starts } = inflationChain(records, rates, plan);
	const screenedExpected = roundUp(expectedToScreen(starts, rates.incidence).mean);
	const screenedOut = Math.max(0, screenedExpected - starts);
	const pay = costOf({ ...paymentsOf(plan), completes, screenedOut }) / 100;
	return { starts, screenedExpected, pay };
}

/** Fewest people screened with a chance of one in twenty that they are enough. */
function luckyScreening(starts: number, incidence: number): number {
	return peopleToScreen(starts, incidence, 1 - CERTAINTY);
}

/** What the plan pays, apart from how many people it pays. */
export function paymentsOf({ pay }: BriefPlan): Omit<Payments, 'completes' | 'screenedOut'> {
	return {
		reward: rewardFor(pay.ratePerHour, pay.minutes),
		screenOutReward: pay.screenOutReward,
		feeRate: pay.feeRate,
		taxRate: pay.taxRate
	};
}

/** What a kind of people costs: expected, and in one of twenty lucky and unlucky runs of screening. */
export function peopleCost(numbers: PeopleNumbers, plan: BriefPlan): CostRange {
	const at = (screened: number) =>
		costOf({
			...paymentsOf(plan),
			completes: numbers.completes,
			screenedOut: Math.max(0, screened - numbers.starts)
		}) / 100;
	const expected = at(numbers.screenedExpected);
	return {
		expected,
		high: at(numbers.screened95),
		low: at(luckyScreening(numbers.starts, numbers.incidence)),
		perRecord: numbers.records > 0 ? expected / numbers.records : 0
	};
}
