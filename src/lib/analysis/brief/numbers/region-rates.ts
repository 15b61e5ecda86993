import type { ShareBasis } from '$lib/terms/brief-numbers';
import type { TranslatedCondition } from '$lib/terms/brief';
import type { BriefPlan } from '$lib/terms/brief-plan';
import type { MeasuredRegion } from '$lib/terms/gap';
import { shrunkIncidence } from './screening';

/** What share of people gets through each gate, from the human rows. */
export interface PassRates {
	/** Recruited people who pass the screener. */
	readonly incidence: number;
	readonly incidenceBasis: ShareBasis | null;
	/** What the incidence takes for granted; null where rows were counted or a person set it. */
	readonly assumed: string | null;
	/** Finished records that fall into the region. */
	readonly yield: number;
	readonly yieldBasis: ShareBasis | null;
	/** Share of the places that a quota gives the group; 1 without a quota. */
	readonly quotaShare: number;
}

/** As {@link PassRates}, with the human rows at the gates of one region. */
export interface RegionRates extends PassRates {
	/** Whether anyone is screened. */
	readonly isScreened: boolean;
	/** Whether a person set the incidence. */
	readonly isByHand: boolean;
	/** Rows that the filters let in, at most. */
	readonly letIn: number;
}

/** Human rows that meet some of a region's conditions: exact where the ladder counted them, else a bound. */
class Ladder {
	readonly #measured: MeasuredRegion;
	readonly #rows: number;

	constructor(measured: MeasuredRegion, rows: number) {
		this.#measured = measured;
		this.#rows = rows;
	}

	#exact(indices: readonly number[]): number | null {
		if (indices.length === 0) return this.#rows;
		if (indices.length === this.#measured.region.conditions.length)
			return this.#measured.human.count;
		const key = indices.join();
		return (
			this.#measured.ladder.find((rung) => rung.conditions.join() === key)?.human.count ?? null
		);
	}

	/** At most so many rows: the least of the counted parts. */
	atMost(indices: readonly number[]): number {
		const exact = this.#exact(indices);
		if (exact !== null) return exact;
		const parts = this.#measured.ladder.filter((rung) =>
			rung.conditions.every((i) => indices.includes(i))
		);
		return Math.min(this.#rows, ...parts.map((rung) => rung.human.count));
	}

	/** At least so many rows: those of the whole region. */
	atLeast(indices: readonly number[]): number {
		return this.#exact(indices) ?? this.#measured.human.count;
	}
}

/** Which gate each condition stands at; indices into the region's conditions. */
interface Gates {
	readonly filtered: readonly number[];
	readonly screened: readonly number[];
	readonly measured: readonly number[];
	readonly quota: readonly number[];
	readonly outcomes: readonly number[];
}

/** Whether people may be let in or sent away by a condition. */
const isFree = ({ sensitiveUse }: TranslatedCondition) =>
	sensitiveUse === null || sensitiveUse === 'recruit';

function gatesOf(conditions: readonly TranslatedCondition[]): Gates {
	const where = (test: (condition: TranslatedCondition) => boolean) =>
		conditions.flatMap((condition, i) => (test(condition) ? [i] : []));
	const isFiltered = (c: TranslatedCondition) => isFree(c) && c.class === 'platform' && c.isExact;
	return {
		filtered: where(isFiltered),
		screened: where(
			(c) => isFree(c) && (c.class === 'screener' || (c.class === 'platform' && !c.isExact))
		),
		measured: where(({ sensitiveUse }) => sensitiveUse === 'measure'),
		quota: where(({ sensitiveUse }) => sensitiveUse === 'quota'),
		outcomes: where((c) => isFree(c) && (c.class === 'outcome' || c.class === 'technical'))
	};
}

/** Human rows that the narrowest of the wider filters lets in: more cannot pass all filters. */
function letIn(conditions: readonly TranslatedCondition[]): number {
	return Math.min(...conditions.filter(isFree).map(({ filteredRows }) => filteredRows ?? Infinity));
}

/**
 * Incidence and yield of a region from its ladder over the human rows, shrunk by one row each way. Where the
 * ladder lacks a combination, the bound that asks for more people is taken.
 */
export function regionRates(
	measured: MeasuredRegion,
	humanRows: number,
	conditions: readonly TranslatedCondition[],
	plan: BriefPlan
): RegionRates {
	const ladder = new Ladder(measured, humanRows);
	const { filtered, screened, measured: kept, quota, outcomes } = gatesOf(conditions);
	const rate = (passed: readonly number[], of: readonly number[], most = Infinity) => {
		const basis = { passed: ladder.atLeast(passed), of: Math.min(ladder.atMost(of), most) };
		return { basis, share: shrunkIncidence(basis.passed, Math.max(basis.of, basis.passed)) };
	};
	const sorted = (...parts: (readonly number[])[]) => parts.flat().sort((a, b) => a - b);
	const recruited = sorted(filtered, screened);
	const incidence = screened.length === 0 ? null : rate(recruited, filtered, letIn(conditions));
	const all = conditions.map((_, i) => i);
	const lost = new Set([...kept, ...outcomes]);
	const wanted =
		lost.size === 0
			? null
			: rate(
					all,
					all.filter((i) => !lost.has(i))
				);
	const quotaShare = quota.length === 0 ? 1 : plan.people.quotaShare;
	const own = plan.regions[measured.id]?.incidence;
	return {
		incidence: own ?? incidence?.share ?? 1,
		incidenceBasis: own === undefined ? (incidence?.basis ?? null) : null,
		assumed: null,
		isScreened: screened.length > 0,
		isByHand: own !== undefined,
		letIn: Math.min(ladder.atMost(filtered), letIn(conditions)),
		yield: (wanted?.share ?? 1) * quotaShare,
		yieldBasis: wanted?.basis ?? null,
		quotaShare
	};
}
