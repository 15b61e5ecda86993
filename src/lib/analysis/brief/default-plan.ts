import type { BriefPlan, RegionPlan } from '$lib/terms/brief-plan';
import { PAY_FLOOR, PLATFORM_FEES, SCREEN_OUT_FLOOR } from './numbers/cost';

/** The rule that participants read, for so many attention checks of which so many failures reject. */
function rejectionRule(checks: number, rejectAfter: number): string {
	const fails =
		checks === 0 || rejectAfter < 1 || rejectAfter > checks
			? ''
			: checks === 1
				? 'the attention check fails, or if '
				: checks === 2 && rejectAfter === 2
					? 'both attention checks fail, or if '
					: `${rejectAfter} of ${checks} attention checks fail, or if `;
	return `A submission is rejected only if ${fails}it was faster than three standard deviations below the mean time. Payment never depends on what is answered.`;
}

/** The plan that a new brief starts from. Money as of 2026-09-20; rates are customary, to be replaced by the pilot's. */
export const DEFAULT_PLAN: BriefPlan = {
	version: 1,
	title: 'Request for human data',
	publicTitle: 'Questions about you and your everyday life',
	texts: {
		purpose: '',
		uses: '',
		licence: '',
		retention: '',
		task: 'You answer some questions about yourself. There are no right or wrong answers.',
		format:
			'One Parquet or CSV file, UTF-8, one row a record, with the columns of the dictionary and no others.',
		aiPolicy:
			'Answers are to be people’s own words. Participants are asked not to use AI tools; paste is blocked in free-text fields. A text that looks machine-written is paid and then left out by this rule, never rejected on suspicion.',
		rejectionRule: rejectionRule(2, 2),
		timeline: '',
		contact: '',
		notes: ''
	},
	classes: {},
	sensitiveUses: {},
	regions: {},
	kinds: {},
	definitions: {},
	wordings: {},
	examples: null,
	questions: [],
	target: { kind: 'share', ratio: 1, mode: 'append' },
	people: {
		confidence: 0.95,
		recordsPerPerson: 1,
		likeness: 0.2,
		cap: 1,
		rejectionRate: 0.08,
		dropoutRate: 0.05,
		eligible: null,
		responseRate: 0.5,
		isShared: false,
		impossible: [],
		possible: [],
		quotaShare: 0.5
	},
	pay: {
		currency: 'GBP',
		ratePerHour: PAY_FLOOR.GBP.recommended,
		minutes: 8,
		isTimed: false,
		screenOutReward: SCREEN_OUT_FLOOR.GBP,
		feeRate: PLATFORM_FEES.corporate,
		taxRate: 0,
		budget: null,
		allocation: 'coverage'
	},
	quality: {
		problemRate: 0.1,
		pilot: null,
		attentionChecks: 2,
		rejectAfter: 2,
		hasCannotTell: true,
		goldItems: 5,
		goldPass: 4,
		guessRate: 0.25,
		carefulRate: 0.95,
		raterAgreement: 0.6,
		reliability: 0.8,
		raterAccuracy: 0.8,
		agreementFloor: 0.667,
		aiShare: 0.3,
		aiSensitivity: 0.8,
		aiSpecificity: 0.97,
		auditShare: 0.1,
		nearDuplicate: 0.8
	},
	acceptance: {
		region: true,
		schema: true,
		unique: true,
		length: true,
		personalData: true,
		consent: true,
		nearDuplicate: true
	},
	ethics: { hasExplicitConsent: true, review: 'undecided', reviewReason: '' },
	log: [{ version: 1, note: 'First draft.' }]
};

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
