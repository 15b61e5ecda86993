/** What no value of a column so named can be, whatever the rows hold. */
export interface ValueLimits {
	readonly low: number;
	readonly high: number;
	/** Why, as the end of a sentence. */
	readonly because: string;
}

const SHARE = 'shares of a hundred lie from 0 to 100';
const LIMITS: readonly (readonly [name: RegExp, limits: ValueLimits])[] = [
	[
		/(^|_)age(_(in_)?(years?|yrs?))?$/,
		{ low: 0, high: 122, because: 'nobody is known to have lived beyond 122' }
	],
	[
		/(hours|hrs)_(per|a)_week|weekly_(hours|hrs)/,
		{ low: 0, high: 168, because: 'a week has 168 hours' }
	],
	[
		/(hours|hrs)_(per|a)_day|daily_(hours|hrs)/,
		{ low: 0, high: 24, because: 'a day has 24 hours' }
	],
	[/(^|_)(percent|percentage|pct)(_|$)/, { low: 0, high: 100, because: SHARE }],
	[/(^|_)lat(itude)?$/, { low: -90, high: 90, because: 'latitudes lie from −90 to 90' }],
	[
		/(^|_)(lon|lng|long|longitude)$/,
		{ low: -180, high: 180, because: 'longitudes lie from −180 to 180' }
	],
	[/(^|_)month$/, { low: 1, high: 12, because: 'a year has twelve months' }],
	[/(^|_)day(_of_month)?$/, { low: 1, high: 31, because: 'a month has 31 days at most' }],
	[/(^|_)hour(_of_day)?$/, { low: 0, high: 24, because: 'a day has 24 hours' }],
	[/(^|_)minute$/, { low: 0, high: 60, because: 'an hour has 60 minutes' }],
	[
		/(^|_)(year|birth_?year|year_of_birth)$/,
		{ low: 1850, high: 2100, because: 'it is no year of a living person' }
	]
];

/** The limits that a column's name sets; null where it says nothing. */
export function limitsOf(column: string): ValueLimits | null {
	const name = column
		.replace(/([a-z])([A-Z])/g, '$1_$2')
		.toLowerCase()
		.replace(/[^a-z0-9]+/g, '_');
	return LIMITS.find(([pattern]) => pattern.test(name))?.[1] ?? null;
}
