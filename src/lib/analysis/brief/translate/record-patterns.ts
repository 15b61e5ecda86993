import { patterns, type ColumnPattern } from './pattern-rows';

/** Marks that recording leaves, which no person has. */
export const TECHNICAL = patterns('technical', 'none', [
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
export const GUARDED: readonly ColumnPattern[] = [
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

/** What no platform filters by, so that a screener asks for it. */
export const ASKED = [
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

/** What the study itself brings about, by its design or its scenarios. */
export const STUDY: readonly ColumnPattern[] = [
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

/** What is known only afterwards. */
export const OUTCOMES = patterns('outcome', 'none', [
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
	['label', /(^|_)(label|target|class)$/, 'a label, which raters give'],
	[
		'event',
		/(^|_)(y|outcome|approved|default(ed)?|churn(ed)?|fraud|converted|click(ed)?|pass(ed)?)$/,
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
