import * as v from 'valibot';
import type { BriefPlan } from '$lib/terms/brief-plan';
import { LacunaError } from '$lib/terms/error';
import { UNSAFE_KEY } from '$lib/terms/own-value';
import { DEFAULT_PLAN } from './default-plan';
import { planSchema } from './draft-schema';

/** Longest JSON text of a draft, in characters. */
export const DRAFT_CHARACTERS = 200_000;
/** How deep a draft nests, beyond what any has. */
const DEPTH = 8;

/** Parts of a plan that are objects with fixed keys, each of which a draft may leave out. */
const PARTS = ['texts', 'people', 'pay', 'quality', 'acceptance', 'ethics'] as const;

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

function refuse(why: string): never {
	throw new LacunaError('recipe-invalid', `The draft of the brief is not valid: ${why}.`, {
		hint: 'Take the `plan` of a brief.json, or make the draft again by Share in the app.'
	});
}

/** Characters of a value's names and texts, refusing what nests absurdly or holds an unsafe key. */
function measure(value: unknown, depth = 0): number {
	if (depth > DEPTH) refuse('it nests too deep');
	if (typeof value === 'string') return value.length;
	if (typeof value !== 'object' || value === null) return 4;
	let size = 2;
	for (const key of Object.keys(value)) {
		if (key === UNSAFE_KEY) refuse(`it holds the key “${key}”`);
		size += key.length + measure((value as Record<string, unknown>)[key], depth + 1);
		if (size > DRAFT_CHARACTERS) refuse('it is longer than any brief');
	}
	return size;
}

/** What a plan holds beyond the one every brief starts from. */
function changes(plan: object, start: object): Record<string, unknown> {
	const from = new Map<string, unknown>(Object.entries(start));
	return Object.fromEntries(
		Object.entries(plan).filter(
			([key, value]) => JSON.stringify(value) !== JSON.stringify(from.get(key))
		)
	);
}

/**
 * A plan as plain JSON of at most {@link DRAFT_CHARACTERS} characters, without what every new brief starts from.
 * @throws {@link LacunaError} `recipe-invalid` where it is longer.
 */
export function draftToJson(plan: BriefPlan): Readonly<Record<string, unknown>> {
	const changed = changes(plan, DEFAULT_PLAN);
	const parts = PARTS.filter((part) => part in changed).map((part) => [
		part,
		changes(plan[part], DEFAULT_PLAN[part])
	]);
	const draft = { ...changed, ...Object.fromEntries(parts), version: plan.version };
	if (JSON.stringify(draft).length > DRAFT_CHARACTERS) refuse('it is longer than a draft may be');
	return draft;
}

/**
 * A plan from outside: a link, a file, the browser's store. What it leaves out is as in a new brief; unknown
 * keys are dropped.
 * @throws {@link LacunaError} `recipe-invalid` naming the field that does not fit.
 */
export function draftFromJson(value: unknown): BriefPlan {
	measure(value);
	if (!isRecord(value)) refuse('it is no object');
	const parts = PARTS.map((part) => {
		const given = value[part] === undefined ? {} : value[part];
		return [part, isRecord(given) ? { ...DEFAULT_PLAN[part], ...given } : given];
	});
	const filled = {
		...DEFAULT_PLAN,
		...value,
		...Object.fromEntries(parts),
		version: value.version
	};
	const result = v.safeParse(planSchema, filled, { abortEarly: true });
	if (result.success) return result.output;
	const [issue] = result.issues;
	// What was received may be half a megabyte.
	const message = issue.message.replace(/ but received .*$/s, '');
	refuse(`${(v.getDotPath(issue) ?? 'the whole').slice(0, 200)}: ${message}`);
}
