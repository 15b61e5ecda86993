/** One line of arithmetic: what, how, and what comes out. */
export interface ArithmeticStep {
	readonly label: string;
	/** With the numbers in it: "⌈(0.032 × 5,000 − 1) / (1 − 0.032)⌉". */
	readonly formula: string;
	readonly result: number;
}

/** How many records, for one region. */
export interface RegionNumbers {
	/** Accepted records wanted. */
	readonly records: number;
	/** Accepted records that the budget pays for; equal to `records` without one. */
	readonly affordable: number;
	readonly steps: readonly ArithmeticStep[];
	/** Why no number can be given. */
	readonly problems: readonly string[];
}

/** Human rows behind a share. */
export interface ShareBasis {
	readonly passed: number;
	readonly of: number;
}

/** How many people of one kind, gate by gate. Counts are of people unless they say records. */
export interface PeopleNumbers {
	/** Accepted records that they give. */
	readonly records: number;
	readonly people: number;
	readonly completes: number;
	readonly starts: number;
	/** Share of recruited people who pass the screener. */
	readonly incidence: number;
	/** Human rows that the incidence rests on; null where it is estimated, set by hand, or nobody is screened. */
	readonly incidenceBasis: ShareBasis | null;
	/** Share of finished records that fall into the kind's regions. */
	readonly yield: number;
	readonly screenedExpected: number;
	readonly screened95: number;
	readonly steps: readonly ArithmeticStep[];
	/** What stands in the way of finding so many. */
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

/** People who are recruited together: those of one region, or those who serve several at once. */
export interface PersonKind {
	/** The regions' ids, joined: by it plans name the kind. */
	readonly id: string;
	/** Ids in the brief's order. */
	readonly regions: readonly string[];
	/** "Region 1", or "Region 1 + Region 2". */
	readonly title: string;
	readonly words: string;
	readonly numbers: PeopleNumbers;
	readonly cost: CostRange;
}

/** Regions that nobody is counted on to serve at once, and why. */
export interface RuledOut {
	readonly id: string;
	readonly regions: readonly string[];
	readonly because: 'by-hand' | 'too-few-rows';
}

/** Regions that human rows lie in at once: ten rows and more. */
export interface SharedRows {
	readonly regions: readonly string[];
	readonly rows: number;
}
