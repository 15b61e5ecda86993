import type { Fingerprint } from './dataset';
import type { Condition, Region } from './region';

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

/** How carefully an attribute has to be handled; `special` is GDPR Article 9, `criminal` Article 10. */
export type Sensitivity = 'none' | 'personal' | 'special' | 'criminal' | 'genetic' | 'child';

/** How a special-category condition takes part. Only `recruit` leaves people out for it. */
export type SensitiveUse = 'quota' | 'measure' | 'recruit';

export interface FilterChoice {
	readonly id: string;
	readonly label: string;
}

/** A condition in the recruiting platform's terms. */
export type PlatformFilter =
	| {
			readonly kind: 'select';
			readonly filterId: string;
			readonly title: string;
			readonly choices: readonly FilterChoice[];
			/** Choices of everyone else, where the condition is a quota and nobody is left out. */
			readonly others?: readonly FilterChoice[];
	  }
	| {
			readonly kind: 'range';
			readonly filterId: string;
			readonly title: string;
			/** Both bounds belong to the range. */
			readonly lower: number;
			readonly upper: number;
	  }
	| {
			readonly kind: 'any-range';
			readonly filterId: string;
			readonly title: string;
			readonly ranges: readonly { readonly lower: number; readonly upper: number }[];
	  };

export type QuestionKind = 'yes-no' | 'integer' | 'number' | 'date' | 'choice' | 'text';

/** A question put to a participant, in no survey tool's terms. */
export interface Question {
	/** Letters, digits and underscores, starting with a letter; unique in the brief. */
	readonly name: string;
	/** Which part of the sitting it belongs to, in the order of {@link QUESTION_PARTS}. */
	readonly part: QuestionPart;
	readonly kind: QuestionKind;
	readonly text: string;
	readonly help?: string;
	/** Answers as the data hold them. */
	readonly options?: readonly string[];
	/** What people read in place of an answer, by the answer. */
	readonly labels?: Readonly<Record<string, string>>;
	/** Answers of a screener that no region asks for, so that the question does not tell what is looked for. */
	readonly decoys?: readonly string[];
	readonly min?: number;
	readonly max?: number;
	readonly minCharacters?: number;
	readonly maxCharacters?: number;
	readonly isRequired: boolean;
	/** Data column that the answer fills. */
	readonly column?: string;
	/** Name of the yes-no question without whose yes this one is left out. */
	readonly onlyIf?: string;
	/** The one right answer, for a check. */
	readonly expected?: string;
}

export const QUESTION_PARTS = [
	'consent',
	'screener',
	'comprehension',
	'task',
	'attention'
] as const;
export type QuestionPart = (typeof QUESTION_PARTS)[number];

/** A condition with what it becomes, and why. */
export interface TranslatedCondition {
	readonly condition: Condition;
	readonly words: string;
	readonly class: ConditionClass;
	/** What the names and values suggest; differs from `class` where the person decided otherwise. */
	readonly suggested: ConditionClass;
	readonly confidence: 'high' | 'medium' | 'low';
	readonly reason: string;
	readonly sensitivity: Sensitivity;
	readonly sensitiveUse: SensitiveUse | null;
	readonly filter: PlatformFilter | null;
	/** Whether the filter lets in exactly the people who meet the condition. */
	readonly isExact: boolean;
	/** Human rows that the filter lets in, whether they meet the condition or not; null where nobody counted. */
	readonly filteredRows: number | null;
	/** Clipping, spill, rounding, and what to do about them. */
	readonly notes: readonly string[];
	readonly question: Question | null;
	/** What the study sets or the scenario asks, for classes `design` and `scenario`. */
	readonly instruction: string | null;
}

/** What decides how many records a region needs. Shares and rates are 0 to 1. */
export type TargetBasis =
	/** Synthetic plus new data holds the region at `ratio` times the human share. */
	| { readonly kind: 'share'; readonly ratio: number; readonly mode: 'append' | 'swap' }
	/** So many rows in all, those there included. */
	| { readonly kind: 'count'; readonly rows: number }
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

export interface RecordExample {
	readonly kind: 'good' | 'bad' | 'borderline';
	readonly text: string;
	readonly reason: string;
}

/** What a person wrote or chose for one region. */
export interface RegionPlan {
	readonly title?: string;
	readonly note?: string;
	/** Accepted records, instead of the computed number. */
	readonly target?: number;
	/** Share of recruited people who pass the screener, instead of the one estimated from human rows. */
	readonly incidence?: number;
	/** What a record there is worth beside others'; 1 unless said. */
	readonly worth?: number;
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
		/** People on the platform whom the filters admit; null where nobody looked. */
		readonly eligible: number | null;
		/** Share of invited people who come. */
		readonly responseRate: number;
		/** One person may serve several regions. */
		readonly isShared: boolean;
		/** Kinds of people ruled out, by their regions' ids joined with `+`. */
		readonly impossible: readonly string[];
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

/** One line of arithmetic: what, how, and what comes out. */
export interface ArithmeticStep {
	readonly label: string;
	/** With the numbers in it: "⌈(0.032 × 5,000 − 1) / (1 − 0.032)⌉". */
	readonly formula: string;
	readonly result: number;
}

/** How many, for one region. Counts are of people unless they say records. */
export interface RegionNumbers {
	/** Accepted records wanted. */
	readonly records: number;
	/** Accepted records that the budget pays for; equal to `records` without one. */
	readonly affordable: number;
	readonly people: number;
	readonly completes: number;
	readonly starts: number;
	/** Share of recruited people who pass the screener. */
	readonly incidence: number;
	/** Human rows that the incidence rests on. */
	readonly incidenceBasis: { readonly passed: number; readonly of: number } | null;
	/** Share of finished records that fall into the region. */
	readonly yield: number;
	readonly screenedExpected: number;
	readonly screened95: number;
	readonly steps: readonly ArithmeticStep[];
	/** Why no number can be given, or what stands in the way. */
	readonly problems: readonly string[];
}

/** Costs in whole currency. */
export interface CostRange {
	readonly expected: number;
	/** If as many people must be screened as in one of twenty unlucky runs. */
	readonly high: number;
	/** If screening goes as well as in one of twenty lucky runs. */
	readonly low: number;
	readonly perRecord: number;
}

/** A region of the brief. Where fewer than ten human rows stand behind it, all of this is the coarsened form. */
export interface BriefRegion {
	/** The gap's id: by it Verify finds the frozen region. */
	readonly id: string;
	readonly title: string;
	readonly note: string;
	readonly words: string;
	readonly sql: string;
	/** The request's conditions as data; those withheld are not among them. */
	readonly region: Region;
	readonly isCoarsened: boolean;
	readonly human: { readonly count: number | null; readonly rows: number; readonly share: number };
	readonly synthetic: { readonly count: number; readonly rows: number; readonly share: number };
	/** `checklist`: not drafted for minors, criminal records, genetic data. `not-askable`: no condition by which people can be found or asked. */
	readonly status: 'drafted' | 'checklist' | 'not-askable';
	readonly advice: readonly string[];
	readonly conditions: readonly TranslatedCondition[];
	readonly numbers: RegionNumbers;
	readonly cost: CostRange;
}

/** A column of the records asked for. */
export interface DictionaryColumn {
	readonly name: string;
	readonly type: 'integer' | 'number' | 'boolean' | 'date' | 'category' | 'text';
	/** Allowed values, where they are few and known. */
	readonly values: readonly string[] | null;
	readonly min: number | string | null;
	readonly max: number | string | null;
	readonly isRequired: boolean;
	/** `asked` of people, `measured` afterwards, `provenance` of the record. */
	readonly origin: 'asked' | 'measured' | 'provenance';
	readonly description: string;
	/** Column whose answers this one holds as numbers. */
	readonly codedFrom?: string;
}

/** A check that a machine runs on what comes back. Column names are the dictionary's. */
export type AcceptanceCheck = { readonly id: string; readonly words: string } & (
	| {
			readonly kind: 'region';
			readonly regionId: string;
			readonly sql: string;
			readonly region: Region;
	  }
	| { readonly kind: 'schema'; readonly columns: readonly DictionaryColumn[] }
	| { readonly kind: 'unique'; readonly columns: readonly string[] }
	| { readonly kind: 'person-cap'; readonly column: string; readonly max: number }
	| {
			readonly kind: 'length';
			readonly column: string;
			readonly min: number;
			readonly max: number;
	  }
	| { readonly kind: 'personal-data'; readonly columns: readonly string[] }
	| { readonly kind: 'consent'; readonly column: string }
	| {
			readonly kind: 'near-duplicate';
			readonly columns: readonly string[];
			/** Share of five-character shingles in common above which two texts are one. */
			readonly threshold: number;
	  }
);

export interface LintFinding {
	/** `L1` to `L20`. */
	readonly rule: string;
	readonly severity: 'error' | 'warning';
	readonly message: string;
	readonly fix: string;
	readonly section: BriefSection;
}

export const BRIEF_SECTIONS = [
	'purpose',
	'people',
	'record',
	'task',
	'number',
	'quality',
	'acceptance',
	'cost',
	'ethics',
	'log'
] as const;
export type BriefSection = (typeof BRIEF_SECTIONS)[number];

/** Numbers of the quality plan, computed from the plan's rates. */
export interface QualityNumbers {
	readonly pilot: number;
	/** Probability that the pilot shows a problem of the stated rate at least once. */
	readonly pilotShows: number;
	readonly raters: number;
	readonly majorityCorrect: number;
	readonly goldPassGuess: number;
	readonly goldPassCareful: number;
	readonly checksFailRandom: number;
	readonly checksFailCareful: number;
	readonly aiResidual: number;
	readonly aiInnocent: number;
	readonly audit: number;
}

/** One kind of people who serve several regions at once. */
export interface PersonKind {
	readonly regions: readonly string[];
	readonly words: string;
	readonly people: number;
}

/** The request for human data, whole: every export is written from it. */
export interface Brief {
	readonly version: 1;
	readonly plan: BriefPlan;
	readonly sources: Readonly<
		Record<
			'human' | 'synthetic',
			{ readonly name: string; readonly fingerprint: Fingerprint | null }
		>
	>;
	readonly regions: readonly BriefRegion[];
	readonly kinds: readonly PersonKind[];
	readonly totals: {
		readonly records: number;
		readonly starts: number;
		readonly screenedExpected: number;
		readonly screened95: number;
		/** The pilot's cost is part of it. */
		readonly cost: CostRange;
		/** In whole currency. */
		readonly pilotCost: number;
		/** Pay of one sitting, in minor units. */
		readonly reward: number;
		readonly effectiveSample: number | null;
	};
	readonly quality: QualityNumbers;
	readonly dictionary: readonly DictionaryColumn[];
	readonly questions: readonly Question[];
	readonly examples: readonly RecordExample[];
	readonly acceptance: readonly AcceptanceCheck[];
	readonly findings: readonly LintFinding[];
	/** SHA-256, hex, of the brief without this field, keys sorted. */
	readonly hash: string;
}
