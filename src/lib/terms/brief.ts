import type { Fingerprint } from './dataset';
import type { Condition, Region, SetCondition } from './region';
import type { BriefPlan, ConditionClass, RecordExample, SensitiveUse } from './brief-plan';
import type {
	CostRange,
	PersonKind,
	QualityNumbers,
	RegionNumbers,
	RuledOut,
	SharedRows
} from './brief-numbers';
import type { Question } from './question';

/** How carefully an attribute has to be handled; `special` is GDPR Article 9, `criminal` Article 10. */
export type Sensitivity = 'none' | 'personal' | 'special' | 'criminal' | 'genetic' | 'child';

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

/** A condition with what it becomes, and why. */
export interface TranslatedCondition {
	readonly condition: Condition;
	/** The same by the answers that the condition's numbers code; absent where it is asked as it stands. */
	readonly answers?: SetCondition;
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
}

/** A column of the records asked for. */
export interface DictionaryColumn {
	readonly name: string;
	readonly type: 'integer' | 'number' | 'boolean' | 'date' | 'category' | 'text';
	/** Values that ten people and more have, where they are few. */
	readonly values: readonly string[] | null;
	/** Whether a value that is none of `values` is refused; else it is looked at, as rare values are not told. */
	readonly isClosed: boolean;
	/** Beyond these a value is looked at, and never refused: what is rare is what is asked for. Null: open. */
	readonly min: number | string | null;
	readonly max: number | string | null;
	readonly isRequired: boolean;
	/**
	 * `asked` of people; `judged` by raters; `measured`: known from records, instruments or another column; `provenance`
	 * of the record.
	 */
	readonly origin: 'asked' | 'judged' | 'measured' | 'provenance';
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
	/** Who is recruited: people, screening and cost follow from these. */
	readonly kinds: readonly PersonKind[];
	/** Pairs and more that no kind joins, where people may serve several regions. */
	readonly ruledOut: readonly RuledOut[];
	/** Each two regions asked for that overlap, as the human rows tell. */
	readonly overlaps: readonly SharedRows[];
	readonly totals: {
		/** Accepted records; one that serves several regions counts once. */
		readonly records: number;
		readonly people: number;
		readonly completes: number;
		readonly starts: number;
		readonly screenedExpected: number;
		readonly screened95: number;
		/** What people of one region each would take instead; null where nobody serves several. */
		readonly apart: { readonly people: number; readonly cost: number } | null;
		/** What stands in the way of finding all kinds together. */
		readonly problems: readonly string[];
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
