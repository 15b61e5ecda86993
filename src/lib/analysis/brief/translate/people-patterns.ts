import { patterns } from './pattern-rows';

/** What a platform knows of its participants and filters them by. */
export const PEOPLE = patterns('platform', 'personal', [
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
		/occupation|job_?title|^job$|profession|(^|_)role$/,
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

/** The same for special categories of personal data (GDPR, article 9). */
export const SPECIAL = patterns('platform', 'special', [
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
