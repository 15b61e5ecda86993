import type { Sensitivity } from '$lib/terms/brief';
import type { ConditionClass } from '$lib/terms/brief-plan';

/** What a column's name says of it. */
export interface ColumnPattern {
	readonly id: string;
	readonly name: RegExp;
	readonly class: ConditionClass;
	/** Filters to try, best first; `income` stands for those of the study's currency. */
	readonly filters: readonly string[];
	readonly sensitivity: Sensitivity;
	/** What the class rests on, for people. */
	readonly note: string;
	/** The question that asks for it, where the name alone makes a poor one. */
	readonly ask?: string;
}

/** Patterns whose answers are numbers that people know; numbers under another name are codes of answers. */
const NUMBERS = new Set(['age', 'work-hours', 'income', 'household', 'children']);

/** Whether a column of numbers by this pattern holds codes of answers, such as years of school for a degree. */
export function isCode({ id, filters }: ColumnPattern): boolean {
	return filters.length > 0 && !NUMBERS.has(id);
}

type Row = readonly [
	id: string,
	name: RegExp,
	note: string,
	options?: {
		readonly filters?: readonly string[];
		readonly sensitivity?: Sensitivity;
		readonly ask?: string;
	}
];

function patterns(
	cls: ConditionClass,
	sensitivity: Sensitivity,
	rows: readonly Row[]
): readonly ColumnPattern[] {
	return rows.map(([id, name, note, options = {}]) => ({
		id,
		name,
		class: cls,
		filters: options.filters ?? [],
		sensitivity: options.sensitivity ?? sensitivity,
		note,
		...(options.ask === undefined ? {} : { ask: options.ask })
	}));
}

const TECHNICAL = patterns('technical', 'none', [
	[
		'identifier',
		/^(id|uid|uuid|guid|idx|index|row(_?(id|num(ber)?))?|record_?id|hash|.*_(id|uuid|hash|key)|url|uri|file(name|path)?|split|fold|source_file)$/,
		'an identifier or file mark: a region on it is a leak, not a gap'
	],
	[
		'timestamp',
		/(^|_)(ts|timestamp|created|updated|inserted)(_at|_on)?$|_(at|ts)$/,
		'a time of recording; for seasons or hours plan the fieldwork instead'
	],
	[
		'sampling-weight',
		/^fnlwgt$|^(pwgtp|perwt|hhwt|wtfinl|asecwt)$|(sampl(e|ing)|survey|person|final|design|population|frequency|expansion)_?(weight|wt|wgt)$|^(weighting|raising)_factor$/,
		'a sampling weight: it was made when the sample was drawn, and no person has one'
	]
]);

/** Attributes by which no brief is drafted. */
const GUARDED: readonly ColumnPattern[] = [
	...patterns('screener', 'genetic', [
		[
			'genetic',
			/genotype|(^|_)dna(_|$)|genom|fingerprint|face_embedding|voiceprint/,
			'genetic or biometric data'
		]
	]),
	...patterns('screener', 'criminal', [
		['criminal', /convict|arrest|crim(e|inal)|recidiv|prison/, 'criminal records']
	]),
	...patterns('screener', 'child', [
		['minor', /(^|_)(child|minor|pupil|grade_level)(_age)?$/, 'children; participants are adults']
	])
];

const PEOPLE = patterns('platform', 'personal', [
	['age', /(^|_)age(_?(years?|yrs?))?$/, 'age', { filters: ['age'], ask: 'How old are you?' }],
	[
		'age-band',
		/(^|_)age_?(band|group|range|bucket|cat(egory)?)$/,
		'age band',
		{ filters: ['age'] }
	],
	['sex', /(^|_)sex(_at_birth)?$/, 'sex', { filters: ['sex'], ask: 'What is your sex?' }],
	[
		'gender',
		/(^|_)gender(_identity)?$/,
		'gender',
		{ filters: ['gender'], ask: 'What is your gender?' }
	],
	[
		'ethnicity',
		/ethnic|(^|_)race$|racial/,
		'ethnicity',
		{
			filters: ['ethnicity-simplified', 'ethnicity'],
			sensitivity: 'special',
			ask: 'Which of these groups do you count yourself among?'
		}
	],
	[
		'birth-country',
		/(country_of_birth|birth_country|native_country)/,
		'country of birth',
		{ filters: ['country-of-birth'], ask: 'In which country were you born?' }
	],
	[
		'country',
		/(^|_)(country|nation)(_?(code|name|iso2?|of_residence))?$|^(residence|res_country|locale_country)$/,
		'country',
		{ filters: ['current-country-of-residence'], ask: 'In which country do you live?' }
	],
	[
		'nationality',
		/nationality|citizenship/,
		'nationality, which can tell ethnic origin',
		{ filters: ['nationality'], sensitivity: 'special' }
	],
	[
		'us-state',
		/(^|_)(us_)?state(_code)?$/,
		'US state, if the country is the United States',
		{ filters: ['current-us-state-of-residence'], ask: 'In which state do you live?' }
	],
	[
		'uk-region',
		/(^|_)(uk_)?(region|area)$/,
		'UK region, if the country is the United Kingdom',
		{ filters: ['current-uk-area-of-residence'], ask: 'In which region do you live?' }
	],
	[
		'first-language',
		/(first|native|mother)_?(lang|language|tongue)|^l1$/,
		'first language',
		{ filters: ['first-language'] }
	],
	[
		'language',
		/(^|_)(lang|language|locale)(_code)?$/,
		'language; if it is the text’s, say in which language to answer',
		{ filters: ['fluent-languages', 'first-language'] }
	],
	[
		'education',
		/educat|degree_level|highest_qual/,
		'education',
		{
			filters: ['highest-education-level-completed'],
			ask: 'What is the highest level of education you have completed?'
		}
	],
	['student', /student/, 'student status', { filters: ['student-status'] }],
	[
		'employment',
		/employ(ment)?_?(status|type)?$|work_status|job_status/,
		'employment status',
		{ filters: ['employment-status'] }
	],
	['retired', /retire/, 'retirement', { filters: ['retirement-status'] }],
	['industry', /industry|sector/, 'industry', { filters: ['employment-sector', 'industry'] }],
	[
		'occupation',
		/occupation|job_?title|profession|(^|_)role$/,
		'occupation',
		{ filters: ['industry-role'], ask: 'Which of these comes closest to your occupation?' }
	],
	[
		'work-hours',
		/hours?_?per_?week|work(ing)?_?hours/,
		'hours of work a week',
		{ filters: ['work-week-in-hours'], ask: 'How many hours do you work in a usual week?' }
	],
	[
		'workclass',
		/work_?class|employer_type/,
		'kind of employer',
		{ filters: ['employer-type'], ask: 'Who do you mainly work for?' }
	],
	['seniority', /seniority|management_level/, 'seniority', { filters: ['industry-role'] }],
	['income', /income|salary|earnings/, 'income', { filters: ['income'] }],
	['household', /household_?size|family_size/, 'household size', { filters: ['household-size'] }],
	[
		'children',
		/(num_|n_)?(children|kids|dependents)/,
		'number of children',
		{ filters: ['number-of-children'] }
	],
	[
		'marital',
		/marital/,
		'marital status',
		{ filters: ['relationshipmarital-status'], ask: 'What is your marital status?' }
	],
	[
		'relationship',
		/(^|_)relationship(_status)?$/,
		'relationship',
		{
			filters: ['relationshipmarital-status'],
			ask: 'Which of these describes your place in your household or relationship?'
		}
	],
	[
		'housing',
		/home_?owner|housing|property|(^|_)home_?tenure/,
		'housing',
		{ filters: ['property-ownership'] }
	],
	['veteran', /veteran|military/, 'military service', { filters: ['military-veteran'] }],
	[
		'immigration',
		/immigra|visa_status|refugee/,
		'migration, which can tell origin',
		{ filters: ['immigration'], sensitivity: 'special' }
	],
	[
		'system',
		/(^|_)(os|operating_system)$/,
		'operating system',
		{ filters: ['computer-operating-system', 'phone-operating-system'], sensitivity: 'none' }
	],
	['handedness', /handed/, 'handedness', { filters: ['handedness'] }],
	['customer-facing', /customer_facing/, 'customer-facing work', { filters: ['customer-facing'] }],
	[
		'ai-use',
		/(ai|chatbot|llm|gpt)_?(use|usage|experience|frequency)/,
		'use of AI',
		{ filters: ['weekly-ai-artificial-intelligence-use'], sensitivity: 'none' }
	],
	[
		'programming',
		/programming|coding_(exp|lang)/,
		'programming',
		{ filters: ['programming-languages'], sensitivity: 'none' }
	],
	[
		'driving',
		/driv(er|ing)_(exp|freq|licen)/,
		'driving',
		{ filters: ['driving-licence'], sensitivity: 'none' }
	]
]);

const SPECIAL = patterns('platform', 'special', [
	['religion', /relig|faith/, 'religion', { filters: ['religious-affiliation'] }],
	[
		'politics',
		/politic|party_(id|affil)|vote(d)?_(for|choice)|(^|_)vote$/,
		'political opinion',
		{ filters: ['us-political-affiliation'] }
	],
	[
		'orientation',
		/sexual_?orient|lgbt/,
		'sexual orientation',
		{ filters: ['sexual-orientation', 'lgbtq'] }
	],
	[
		'disability',
		/disab|long_term_(health|condition)/,
		'disability',
		{ filters: ['long-term-health-conditiondisability'] }
	],
	[
		'mental-health',
		/depress|anxiety|mental|ptsd|(^|_)phq|(^|_)gad/,
		'mental health',
		{ filters: ['mental-health-diagnosis'] }
	],
	[
		'health',
		/diagnos|disease|chronic|comorbid|diabet|cancer|illness|symptom|(medical|health)_condition/,
		'health',
		{ filters: ['chronic-conditionillness'] }
	],
	['hearing', /hearing|deaf/, 'hearing', { filters: ['hearing-difficulties'] }],
	['vision', /(^|_)vision|blind/, 'vision', { filters: ['vision'] }],
	['smoking', /smok|vap(e|ing)/, 'smoking', { filters: ['smoking-status'] }],
	['pregnancy', /pregnan/, 'pregnancy', { filters: ['pregnancy'] }],
	['bmi', /(^|_)bmi$|body_mass/, 'body mass', { filters: ['body-mass-index'] }]
]);

const ASKED = [
	...patterns('screener', 'special', [['union', /trade_?union|union_member/, 'union membership']]),
	...patterns('screener', 'personal', [
		['birth-year', /(^|_)(birth_?year|yob|year_of_birth)$/, 'year of birth'],
		['dialect', /dialect|accent|variety/, 'dialect, which can stand in for origin'],
		[
			'place',
			/(lat(itude)?|lon(gitude)?|zip|postcode|postal|city|town|address)$/,
			'a place, which can identify people and stand in for origin; ask for the region only'
		]
	])
];

const STUDY: readonly ColumnPattern[] = [
	...patterns('design', 'none', [
		['device', /(^|_)(device|platform)(_type)?$/, 'the device, which the study sets'],
		[
			'time',
			/(^|_)(hour|time_of_day|weekday|day_of_week|month|season)$/,
			'a time, which the fieldwork’s schedule sets'
		]
	]),
	...patterns('scenario', 'none', [
		[
			'channel',
			/(^|_)(channel|contact_?(method|mode)?|medium|touchpoint)$/,
			'a channel, which a scenario brings about'
		],
		[
			'surroundings',
			/weather|lighting|noise|environment|location_type/,
			'surroundings, which the instructions set'
		],
		[
			'topic',
			/(^|_)(topic|subject|category|intent|reason|issue(_type)?|product|genre|domain|task(_type)?)$/,
			'a topic, which a scenario brings about'
		],
		[
			'length',
			/(n_?(chars|words|tokens)|(text|msg|message|prompt|review|response)_?(len|length)|word_count|char_count)/,
			'a length, which the form can ask for'
		],
		[
			'style',
			/formality|typo|slang|emoji|caps|politeness|readability|register/,
			'a style, which the situation and the reader bring about'
		]
	]),
	...patterns('scenario', 'personal', [
		[
			'text',
			/(^|_)(text|message|msg|comment|review|body|prompt|utterance|transcript|response|answer|feedback|essay)$/,
			'the text itself'
		]
	])
];

const OUTCOMES = patterns('outcome', 'none', [
	[
		'sentiment',
		/sentiment|polarity|emotion|valence|toxicity|anger|stance/,
		'a score of the record, known afterwards'
	],
	[
		'rating',
		/(^|_)(rating|stars|score|nps|csat|satisfaction)$/,
		'a rating, which people give and nobody may ask for'
	],
	[
		'label',
		/(^|_)(label|target|class|y|outcome|approved|default(ed)?|churn(ed)?|fraud|converted|click(ed)?|pass(ed)?)$/,
		'an outcome, known afterwards'
	],
	[
		'money',
		/(amount|price|cost|capital_(gain|loss)|spend|revenue|balance|fare|premium|loan|bill|charge)/,
		'an amount that stands in records, not in people’s heads',
		{ sensitivity: 'personal' }
	],
	[
		'duration',
		/(duration|latency|elapsed|wait|handle_?time|response_time|tenure|days_since)/,
		'a duration, measured afterwards'
	],
	[
		'count',
		/(^n_|num_|count|_cnt$|frequency|visits|orders|calls)/,
		'a count; if it is people’s habit, screen on it'
	]
]);

/** Names and what they stand for; the first that matches holds. */
export const COLUMN_PATTERNS: readonly ColumnPattern[] = [
	...TECHNICAL,
	...GUARDED,
	...PEOPLE,
	...SPECIAL,
	...ASKED,
	...STUDY,
	...OUTCOMES
];

/** A name as patterns read it: `maritalStatus`, `Marital-Status` → `marital_status`. */
export function normaliseName(name: string): string {
	return name
		.replace(/([a-z0-9])([A-Z])/g, '$1_$2')
		.toLowerCase()
		.replace(/[^\p{L}\p{N}]+/gu, '_')
		.replace(/^_+|_+$/g, '');
}

/** The pattern of a column's name, or null. */
export function patternOf(name: string): ColumnPattern | null {
	const normal = normaliseName(name);
	return COLUMN_PATTERNS.find((pattern) => pattern.name.test(normal)) ?? null;
}
