import * as v from 'valibot';
import { regionSql } from '$lib/sql/predicate';
import type { AcceptanceCheck } from '$lib/terms/brief';
import { LacunaError } from '$lib/terms/error';
import { firstFault, parseUntrustedJson, regionSchema } from './recipe-schema';

const text = v.pipe(v.string(), v.maxLength(1_000));
const name = v.pipe(text, v.minLength(1));
const names = v.pipe(v.array(name), v.minLength(1), v.maxLength(2_000));
const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const bound = v.nullable(v.union([v.pipe(v.number(), v.finite()), text]));
const base = { id: name, words: text };

const dictionaryColumn = v.pipe(
	v.object({
		name,
		type: v.picklist(['integer', 'number', 'boolean', 'date', 'category', 'text']),
		values: v.nullable(v.pipe(v.array(text), v.maxLength(10_000))),
		// Briefs of earlier versions list values only where they are all.
		isClosed: v.optional(v.boolean(), true),
		min: bound,
		max: bound,
		isRequired: v.boolean(),
		origin: v.picklist(['asked', 'judged', 'measured', 'provenance']),
		description: text
	}),
	v.check(
		({ type, min, max }) =>
			!['integer', 'number'].includes(type) || [min, max].every((at) => typeof at !== 'string'),
		'has a text where its numbers have a bound'
	)
);

const checkSchema = v.variant('kind', [
	v.object({ ...base, kind: v.literal('region'), regionId: text, region: regionSchema }),
	v.object({
		...base,
		kind: v.literal('schema'),
		columns: v.pipe(v.array(dictionaryColumn), v.maxLength(2_000))
	}),
	v.object({ ...base, kind: v.literal('unique'), columns: names }),
	v.object({ ...base, kind: v.literal('person-cap'), column: name, max: count }),
	v.object({ ...base, kind: v.literal('length'), column: name, min: count, max: count }),
	v.object({ ...base, kind: v.literal('personal-data'), columns: v.array(name) }),
	v.object({ ...base, kind: v.literal('consent'), column: name }),
	v.object({
		...base,
		kind: v.literal('near-duplicate'),
		columns: names,
		threshold: v.pipe(v.number(), v.gtValue(0), v.maxValue(1))
	})
]);

const briefSchema = v.object({ acceptance: v.pipe(v.array(checkSchema), v.maxLength(500)) });

/**
 * The acceptance checks of a brief in JSON (brief.json). The file may come from anywhere: a region's SQL is written
 * anew from its conditions.
 * @throws {@link LacunaError} `recipe-invalid` naming the first fault.
 */
export function parseAcceptance(json: string, fileName: string): readonly AcceptanceCheck[] {
	const parsed = v.safeParse(briefSchema, parseUntrustedJson(json, fileName), { abortEarly: true });
	if (!parsed.success) {
		const fault = firstFault(parsed.issues);
		throw new LacunaError(
			'recipe-invalid',
			`${fileName} is no brief that can be checked: ${fault}.`,
			{
				hint: 'Choose the brief.json that the Brief page or `lacuna brief` wrote.'
			}
		);
	}
	return parsed.output.acceptance.map((check) =>
		check.kind === 'region' ? { ...check, sql: regionSql(check.region) } : check
	);
}
