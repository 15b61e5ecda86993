import type { BriefPlan, RegionPlan } from '$lib/terms/brief-plan';
import { DEFAULT_PLAN, rejectionRule } from './default-plan';

function within(value: number, low: number, high: number, otherwise: number): number {
	return Number.isNaN(value) ? otherwise : Math.min(high, Math.max(low, value));
}

type Ranges<T> = { readonly [K in keyof T]?: readonly [low: number, high: number] };

function clamp<T extends object>(given: T, fallback: T, ranges: Ranges<T>): T {
	const settled = { ...given };
	for (const key of Object.keys(ranges) as (keyof T)[]) {
		const [low, high] = ranges[key]!;
		const value = given[key];
		if (typeof value !== 'number') continue;
		settled[key] = Number.isNaN(value)
			? fallback[key]
			: (Math.min(high, Math.max(low, value)) as T[keyof T]);
	}
	return settled;
}

const SHARE = [0, 1] as const;
const OPEN_SHARE = [0.001, 0.999] as const;
const LOSS = [0, 0.95] as const;

/** Bounds of the numbers of each part of a plan, for fields and for {@link settlePlan}. */
export const PLAN_RANGES = {
	people: {
		confidence: [0.5, 0.9999],
		recordsPerPerson: [1, 1000],
		likeness: SHARE,
		cap: [0, 1000],
		rejectionRate: LOSS,
		dropoutRate: LOSS,
		eligible: [0, 1e9],
		responseRate: [0.001, 1],
		quotaShare: [0.05, 1]
	},
	pay: {
		ratePerHour: [0, 1000],
		minutes: [0.5, 600],
		screenOutReward: [0, 10_000],
		feeRate: [0, 2],
		taxRate: SHARE,
		budget: [0, 1e9]
	},
	quality: {
		problemRate: OPEN_SHARE,
		pilot: [0, 10_000],
		attentionChecks: [0, 10],
		rejectAfter: [0, 10],
		goldItems: [0, 100],
		goldPass: [0, 100],
		guessRate: SHARE,
		carefulRate: SHARE,
		raterAgreement: OPEN_SHARE,
		reliability: OPEN_SHARE,
		raterAccuracy: [0.5, 1],
		agreementFloor: SHARE,
		aiShare: SHARE,
		aiSensitivity: SHARE,
		aiSpecificity: SHARE,
		auditShare: SHARE,
		nearDuplicate: OPEN_SHARE
	}
} as const satisfies {
	people: Ranges<BriefPlan['people']>;
	pay: Ranges<BriefPlan['pay']>;
	quality: Ranges<BriefPlan['quality']>;
};

/** Numbers of a target that would divide by nothing or never end, drawn into their range. */
function settleTarget(target: BriefPlan['target']): BriefPlan['target'] {
	const share = (value: number) => within(value, 0.0001, 0.9999, 0.5);
	switch (target.kind) {
		case 'share':
			return { ...target, ratio: within(target.ratio, 0, 100, 1) };
		case 'fixed-share':
			return { ...target, share: within(target.share, 0, 0.9999, 0.01) };
		case 'count':
			return { ...target, rows: Math.round(within(target.rows, 0, 1e9, 100)) };
		case 'proportion':
			return { ...target, expected: share(target.expected), margin: share(target.margin) };
		case 'mean':
			return {
				...target,
				deviation: within(target.deviation, 0, 1e12, 1),
				margin: within(target.margin, 1e-9, 1e12, 1)
			};
		case 'zero-failure':
			return { ...target, rate: share(target.rate) };
		case 'difference': {
			const first = share(target.first);
			const second = share(target.second);
			return {
				...target,
				first,
				second: first === second ? Math.min(0.9999, first + 0.01) : second,
				power: share(target.power)
			};
		}
		case 'before-after': {
			const discordant = share(target.discordant);
			return {
				...target,
				discordant,
				difference: within(target.difference, 0.001, discordant, discordant),
				power: share(target.power)
			};
		}
		case 'cells':
			return {
				...target,
				cells: Math.round(within(target.cells, 1, 1e6, 10)),
				smallest: share(target.smallest),
				miss: share(target.miss)
			};
	}
}

const REGION_RANGES: Ranges<RegionPlan> = {
	target: [0, 1e9],
	share: [0, 0.9999],
	eligible: [0, 1e9],
	incidence: SHARE,
	worth: [0, 1000]
};

/** What is typed for regions and kinds of people, each number within its range; what is no number is as computed. */
function settleEach<T extends RegionPlan>(
	given: Readonly<Record<string, T>>
): Readonly<Record<string, T>> {
	const isNumber = ([, value]: [string, unknown]) => !Number.isNaN(value);
	return Object.fromEntries(
		Object.entries(given).map(([id, one]) => {
			const known = Object.fromEntries(Object.entries(one).filter(isNumber)) as T;
			return [id, clamp<RegionPlan>(known, {}, REGION_RANGES) as T];
		})
	);
}

/**
 * The plan with every number drawn into the range in which the arithmetic means something, and the rejection rule that
 * nobody rewrote told with the plan's own numbers.
 */
export function settlePlan(plan: BriefPlan): BriefPlan {
	const quality = clamp(plan.quality, DEFAULT_PLAN.quality, PLAN_RANGES.quality);
	const { texts } = DEFAULT_PLAN;
	const isDrafted = plan.texts.rejectionRule === texts.rejectionRule;
	const { attentionChecks, rejectAfter } = quality;
	return {
		...plan,
		texts: isDrafted
			? { ...plan.texts, rejectionRule: rejectionRule(attentionChecks, rejectAfter) }
			: plan.texts,
		regions: settleEach(plan.regions),
		kinds: settleEach(plan.kinds),
		target: settleTarget(plan.target),
		people: clamp(plan.people, DEFAULT_PLAN.people, PLAN_RANGES.people),
		pay: clamp(plan.pay, DEFAULT_PLAN.pay, PLAN_RANGES.pay),
		quality
	};
}
