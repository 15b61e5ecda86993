import * as v from 'valibot';
import { COLUMN_TYPES, TEXT_MEASURES } from '$lib/terms/column';
import { LacunaError } from '$lib/terms/error';
import { UNSAFE_KEY } from '$lib/terms/own-value';
import type { Judgement, Recipe } from '$lib/terms/recipe';
import { MAX_CONDITIONS, type Condition } from '$lib/terms/region';

const JUDGEMENTS: readonly Judgement[] = ['real', 'impossible', 'error', 'known'];
const MOST_NAMES = 5_000;

const name = v.pipe(v.string(), v.minLength(1), v.maxLength(1_000));
const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const finite = v.pipe(v.number(), v.finite());
const text = v.pipe(v.string(), v.maxLength(1_000));
/** A region's id, or a case's: `c` and its row number. */
export const findingName = v.pipe(
	v.string(),
	v.regex(/^(r[0-9a-f]{16}|c\d{1,10})$/, 'is no id of a finding')
);
// Date bounds stand between quotes in SQL, so nothing but a date may pass.
const date = v.pipe(
	v.string(),
	v.regex(/^\d{4}-\d\d-\d\d( \d\d:\d\d(:\d\d(\.\d{1,9})?)?)?$/, 'is no ISO date'),
	v.check(isRealDate, 'is no date of the calendar')
);

/** Whether the calendar and the clock have what an ISO text names: 30 February is none. */
function isRealDate(iso: string): boolean {
	const [day, time = '00:00'] = iso.split(' ') as [string, string?];
	const date = new Date(`${day}T00:00:00Z`);
	const [hour, minute, second = '0'] = time.split(':');
	return (
		!Number.isNaN(date.getTime()) &&
		date.toISOString().startsWith(day) &&
		!day.startsWith('0000') &&
		Number(hour) < 24 &&
		Number(minute) < 60 &&
		Number(second) < 60
	);
}

/**
 * A map keyed by names that people or files chose. Any name may be one: `v.record` would drop a column called
 * `constructor`.
 */
function keyed<Value>(value: v.GenericSchema<unknown, Value>) {
	return v.pipe(
		v.custom<object>(
			(map) => typeof map === 'object' && map !== null && !Array.isArray(map),
			'is no map of names'
		),
		v.rawTransform<object, Record<string, Value>>(({ dataset, addIssue, NEVER }) => {
			const given: [string, unknown][] = Object.entries(dataset.value);
			if (given.length > MOST_NAMES) {
				addIssue({ message: `has more than ${MOST_NAMES} names` });
				return NEVER;
			}
			const entries: [string, Value][] = [];
			for (const [key, content] of given) {
				const [named, valued] = [v.safeParse(name, key), v.safeParse(value, content)];
				const fault = named.issues?.[0] ?? valued.issues?.[0];
				if (fault !== undefined) {
					const input = dataset.value as Record<string, unknown>;
					const path = { type: 'object', origin: 'value', input, key, value: content } as const;
					addIssue({ message: fault.message, path: [path] });
					return NEVER;
				}
				entries.push([key, valued.output as Value]);
			}
			return Object.fromEntries(entries);
		})
	);
}

/** An https address without credentials, or a file shipped with the app (`samples/…`). */
function isTableAddress(address: string): boolean {
	if (/^samples\/[\w-]+(\.[\w-]+)*$/.test(address)) return true;
	if (!URL.canParse(address)) return false;
	const { protocol, username, password } = new URL(address);
	return protocol === 'https:' && username === '' && password === '';
}

const sourceSchema = v.object({
	name,
	fingerprint: v.exactOptional(
		v.object({
			sizeBytes: count,
			rowCount: count,
			sha256: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/, 'is no SHA-256'))
		})
	),
	url: v.exactOptional(
		v.pipe(v.string(), v.maxLength(2_000), v.check(isTableAddress, 'is no https address'))
	),
	chosen: v.exactOptional(v.object({ column: name, value: text }))
});

const columnRef = { column: name, measure: v.exactOptional(v.picklist(TEXT_MEASURES)) };

/** An interval, for one kind of bound. */
function range<Of extends 'number' | 'date', Bound extends v.GenericSchema>(of: Of, bound: Bound) {
	return v.pipe(
		v.object({
			...columnRef,
			kind: v.literal('range'),
			of: v.literal(of),
			low: v.nullable(bound),
			high: v.nullable(bound),
			isLowClosed: v.boolean(),
			isHighClosed: v.boolean()
		}),
		v.check(({ low, high }) => low !== null || high !== null, 'is a range without a bound')
	);
}

const conditionSchema = v.variant('kind', [
	v.variant('of', [range('number', finite), range('date', date)]),
	v.object({
		...columnRef,
		kind: v.literal('set'),
		values: v.pipe(
			v.array(v.union([text, finite, v.boolean()])),
			v.minLength(1),
			v.maxLength(1_000)
		)
	}),
	v.object({ ...columnRef, kind: v.literal('missing') })
]);

const refOf = ({ column, measure }: Condition) => `${measure ?? ''} ${column}`;

/** A region as files and links hold it. */
export const regionSchema = v.object({
	conditions: v.pipe(
		v.array(conditionSchema),
		v.minLength(1),
		v.maxLength(MAX_CONDITIONS),
		v.check(
			(conditions) => new Set(conditions.map(refOf)).size === conditions.length,
			'names a column twice'
		)
	)
});

const regions = v.pipe(v.array(regionSchema), v.maxLength(500));

/** The one description of a recipe that is trusted with what comes from outside. Unknown keys are dropped. */
export const recipeSchema: v.GenericSchema<unknown, Recipe> = v.object({
	version: v.literal(1),
	sources: v.optional(
		v.object({
			human: v.exactOptional(sourceSchema),
			synthetic: v.exactOptional(sourceSchema)
		}),
		{}
	),
	pairing: v.optional(keyed(v.nullable(name)), {}),
	uses: v.optional(keyed(v.picklist(COLUMN_TYPES)), {}),
	names: v.exactOptional(keyed(v.pipe(v.string(), v.minLength(1), v.maxLength(200)))),
	settings: v.object({
		seed: v.pipe(count, v.maxValue(0xffff_ffff)),
		maxConditions: v.pipe(count, v.minValue(1), v.maxValue(MAX_CONDITIONS)),
		tolerance: v.pipe(finite, v.minValue(0), v.maxValue(0.99)),
		falseAlarmRate: v.pipe(finite, v.minValue(0.000_1), v.maxValue(0.5)),
		searchRows: count
	}),
	ownRegions: v.optional(regions, []),
	judgements: v.optional(
		v.pipe(v.record(findingName, v.picklist(JUDGEMENTS)), v.maxEntries(5_000)),
		{}
	),
	chosen: v.optional(regions, [])
});

/** Where in the data the first fault lies and what it is: "settings.seed: Invalid type: …". */
export function firstFault(
	issues: readonly [v.BaseIssue<unknown>, ...v.BaseIssue<unknown>[]]
): string {
	const path = v.getDotPath(issues[0]);
	// What was received could be a value of somebody's row, or half a megabyte.
	const message = issues[0].message.replace(/ but received .*$/s, '');
	return path === null ? message : `${path.slice(0, 200)}: ${message}`;
}

/**
 * A recipe from outside (a file, a link), checked and rid of unknown keys.
 * @throws {@link LacunaError} `recipe-invalid` naming the first fault.
 */
export function parseRecipe(value: unknown): Recipe {
	const result = v.safeParse(recipeSchema, value, { abortEarly: true });
	if (result.success) return result.output;
	throw new LacunaError(
		'recipe-invalid',
		`The recipe is not valid: ${firstFault(result.issues)}.`,
		{
			hint: 'Mend that entry, or make the recipe again by Share in the app or by `lacuna analyze`.'
		}
	);
}

/**
 * JSON text from outside as plain data.
 * @throws {@link LacunaError} `recipe-invalid` where it is no JSON, nests absurdly, or holds the key
 * `__proto__`.
 */
export function parseUntrustedJson(
	json: string,
	what: string,
	hint = 'Ask for it again from whoever made it; do not mend it by hand.'
): unknown {
	try {
		return JSON.parse(json, (key, value: unknown) => {
			if (key === UNSAFE_KEY) throw new UnsafeKey();
			return value;
		});
	} catch (cause) {
		const why =
			cause instanceof UnsafeKey
				? `holds the key “${UNSAFE_KEY}”, which no recipe has`
				: 'is not readable as JSON';
		throw new LacunaError('recipe-invalid', `${what} ${why}.`, { hint, cause });
	}
}

class UnsafeKey extends Error {}
