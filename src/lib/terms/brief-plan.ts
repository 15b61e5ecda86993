import type { Question } from './question';

/** What a condition of a region becomes in a request to people. */
export type ConditionClass =
	/** The recruiting platform selects on it. */
	| 'platform'
	/** An own question at the start selects on it. */
	| 'screener'
	/** The study's set-up decides it: device, time of day. */
	| 'design'
	/** A scenario elicits it. */
	| 'scenario'
	/** Known only once the record is there; never asked for, never paid for. */
	| 'outcome'
	/** An identifier or timestamp: no part of a brief. */
	| 'technical';

export const CONDITION_CLASSES: readonly ConditionClass[] = [
	'platform',
	'screener',
	'design',
	'scenario',
	'outcome',
	'technical'
];

/** How a special-category condition takes part. Only `recruit` leaves people out for it. */
export type SensitiveUse = 'quota' | 'measure' | 'recruit';

/** What decides how many records a region needs. Shares and rates are 0 to 1. */
export type TargetBasis =
	/** Synthetic plus new data holds the region at `ratio` times the human share. */
	| { readonly kind: 'share'; readonly ratio: number; readonly mode: 'append' | 'swap' }
	/** So many rows in all, those there included. */
	| { readonly kind: 'count'; readonly rows: number }
	/** A share of the synthetic plus new data, whatever the human share is. */
	| {
			readonly kind: 'fixed-share';
			readonly share: number;
			readonly mode: 'append' | 'swap';
	  }
	/** A share or error rate known to ± `margin`. */
	| {
			readonly kind: 'proportion';
			readonly expected: number;
			readonly margin: number;
			readonly method: 'wilson' | 'normal';
	  }
	/** A mean known to ± `margin`, in the unit of `deviation`. */
	| { readonly kind: 'mean'; readonly deviation: number; readonly margin: number }
	/** No failure seen proves a failure rate below `rate`. */
	| { readonly kind: 'zero-failure'; readonly rate: number }
	/** A difference of two shares, region against the rest, found with `power`. */
	| {
			readonly kind: 'difference';
			readonly first: number;
			readonly second: number;
			readonly power: number;
	  }
	/** A change on the same items, before against after. */
	| {
			readonly kind: 'before-after';
			readonly discordant: number;
			readonly difference: number;
			readonly power: number;
	  }
	/** Each of `cells` sub-groups met at least once, with probability 1 − `miss`. */
	| {
			readonly kind: 'cells';
			readonly cells: number;
			readonly smallest: number;
			readonly miss: number;
	  };

/** How a budget that does not reach is laid on several regions. */
export type Allocation = 'coverage' | 'neyman' | 'cost-optimal' | 'learning-curve';

export type Currency = 'GBP' | 'USD';

export const EXAMPLE_KINDS = ['good', 'outside', 'bad', 'borderline'] as const;

export interface RecordExample {
	/** `outside`: sound, and paid, but in no region. */
	readonly kind: (typeof EXAMPLE_KINDS)[number];
	readonly text: string;
	readonly reason: string;
}

/** What a person wrote or chose for one region. */
export interface RegionPlan {
	readonly title?: string;
	readonly note?: string;
	/** Accepted records, instead of the computed number. */
	readonly target?: number;
	/** Share of the table that the region is to reach, instead of the plan's; for bases that aim at a share. */
	readonly share?: number;
	/** People on the platform whom the region's filters admit. */
	readonly eligible?: number;
	/** Share of recruited people who pass the screener, instead of the one estimated from human rows. */
	readonly incidence?: number;
	/** What a record there is worth beside others'; 1 unless said. */
	readonly worth?: number;
}

/** What a person knows of people who serve several regions at once. */
export interface KindPlan {
	/** Share of those recruited who pass the screeners, instead of the one estimated. */
	readonly incidence?: number;
	/** People on the platform whom the filters of all these regions admit. */
	readonly eligible?: number;
}

/** What a person changed of a drafted question. */
export interface QuestionWording {
	readonly text?: string;
	readonly help?: string;
	/** What people read in place of an answer, by the answer. */
	readonly labels?: Readonly<Record<string, string>>;
	/** A screener's other answers, instead of the drafted ones. */
	readonly decoys?: readonly string[];
}

/** Which acceptance checks are on. */
export interface AcceptancePlan {
	readonly region: boolean;
	readonly schema: boolean;
	readonly unique: boolean;
	readonly length: boolean;
	readonly personalData: boolean;
	readonly consent: boolean;
	readonly nearDuplicate: boolean;
}

/**
 * Everything a person decides about a brief, and the whole of what is kept between visits. The regions
 * themselves come from the recipe, the figures from the data.
 */
export interface BriefPlan {
	readonly version: 1;
	readonly title: string;
	/** What participants read as the study's name: it tells no attribute and no outcome. */
	readonly publicTitle: string;
	/** Free text, by section; empty where nothing is written yet. */
	readonly texts: {
		readonly purpose: string;
		readonly uses: string;
		readonly licence: string;
		readonly retention: string;
		readonly task: string;
		readonly format: string;
		readonly aiPolicy: string;
		readonly rejectionRule: string;
		readonly timeline: string;
		readonly contact: string;
		readonly notes: string;
	};
	readonly classes: Readonly<Record<string, ConditionClass>>;
	readonly sensitiveUses: Readonly<Record<string, SensitiveUse>>;
	readonly regions: Readonly<Record<string, RegionPlan>>;
	/** By the regions' ids, joined with `+`. */
	readonly kinds: Readonly<Record<string, KindPlan>>;
	/** What a label means and what just misses it, by column. */
	readonly definitions: Readonly<Record<string, { means: string; nearMiss: string }>>;
	/** Questions in the person's own words, by the question's name. */
	readonly wordings: Readonly<Record<string, QuestionWording>>;
	/** Null: drafted from the regions. */
	readonly examples: readonly RecordExample[] | null;
	/** The person's own questions, after the drafted ones of their part. */
	readonly questions: readonly Question[];
	readonly target: TargetBasis;
	readonly people: {
		readonly confidence: number;
		readonly recordsPerPerson: number;
		/** Likeness of records of one person, intra-class correlation, 0 to 1. */
		readonly likeness: number;
		/** Most records of one person. */
		readonly cap: number;
		readonly rejectionRate: number;
		readonly dropoutRate: number;
		/** People on the platform whom the filters of any region admit; null where nobody looked. */
		readonly eligible: number | null;
		/** Share of invited people who come. */
		readonly responseRate: number;
		/** One person may serve several regions. */
		readonly isShared: boolean;
		/** Kinds of people ruled out, by their regions' ids joined with `+`. */
		readonly impossible: readonly string[];
		/** Kinds that exist although too few human rows show them, named likewise. */
		readonly possible: readonly string[];
		/** Places for the group of a quota, as a share of all. */
		readonly quotaShare: number;
	};
	readonly pay: {
		readonly currency: Currency;
		readonly ratePerHour: number;
		readonly minutes: number;
		readonly isTimed: boolean;
		readonly screenOutReward: number;
		readonly feeRate: number;
		readonly taxRate: number;
		/** In whole currency; null where there is no limit. */
		readonly budget: number | null;
		readonly allocation: Allocation;
	};
	readonly quality: {
		/** Prevalence of a problem that the pilot must show. */
		readonly problemRate: number;
		/** Pilot sittings; null: computed. */
		readonly pilot: number | null;
		readonly attentionChecks: number;
		/** Failed checks after which a submission is rejected. */
		readonly rejectAfter: number;
		readonly hasCannotTell: boolean;
		readonly goldItems: number;
		readonly goldPass: number;
		readonly guessRate: number;
		readonly carefulRate: number;
		/** Agreement of two raters, and the reliability wanted of the pooled rating. */
		readonly raterAgreement: number;
		readonly reliability: number;
		readonly raterAccuracy: number;
		readonly agreementFloor: number;
		readonly aiShare: number;
		readonly aiSensitivity: number;
		readonly aiSpecificity: number;
		readonly auditShare: number;
		readonly nearDuplicate: number;
	};
	readonly acceptance: AcceptancePlan;
	readonly ethics: {
		readonly hasExplicitConsent: boolean;
		readonly review: 'undecided' | 'needed' | 'not-needed';
		readonly reviewReason: string;
	};
	/** Saved versions, oldest first. */
	readonly log: readonly {
		readonly version: number;
		readonly note: string;
		readonly hash?: string;
	}[];
}
