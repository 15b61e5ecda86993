import * as v from 'valibot';
import { recipeHash } from '$lib/analysis/verify/recipe-hash';
import { regionId } from '$lib/sql/region-id';
import { LacunaError } from '$lib/terms/error';
import type { Findings, FrozenRegion, SharedAnalysis } from '$lib/terms/findings';
import { firstFault, parseRecipe, parseUntrustedJson, regionSchema } from './recipe-schema';

const text = v.string();
const amount = v.pipe(v.number(), v.finite(), v.minValue(0));
const share = v.pipe(amount, v.maxValue(1));
const count = v.pipe(amount, v.safeInteger());
/** JSON has no infinity: a bound without end was written as null. */
const end = v.pipe(
	v.nullable(amount),
	v.transform((value) => value ?? Infinity)
);

const countSchema = v.object({ count, weight: amount, share });
const sourceSchema = v.object({
	...{ name: text, rows: count, sizeBytes: count, sha256: text },
	chosen: v.exactOptional(v.object({ column: text, value: text }))
});
const sideSchema = v.object({ column: text });

const reportSchema = v.object({
	format: v.literal('lacuna-report'),
	formatVersion: v.literal(1),
	settings: v.unknown(),
	sources: v.object({ human: sourceSchema, synthetic: sourceSchema }),
	columns: v.array(
		v.object({
			name: text,
			use: text,
			semanticType: v.exactOptional(text),
			isUseChosen: v.boolean(),
			human: sideSchema,
			synthetic: sideSchema
		})
	),
	unpaired: v.object({ human: v.array(text), synthetic: v.array(text) }),
	summary: v.object({ inGaps: share, notMendable: share }),
	gaps: v.array(
		v.object({
			conditions: regionSchema.entries.conditions,
			kind: v.picklist(['absent', 'thin', 'drift']),
			confirmed: v.boolean(),
			human: countSchema,
			synthetic: countSchema,
			ratio: v.object({ estimate: end, low: amount, high: end, level: share }),
			judgement: v.nullable(text)
		})
	)
});
type ReportContent = v.InferOutput<typeof reportSchema>;

/** Whether parsed JSON claims to be a report.json of ours. */
export function isReport(content: unknown): boolean {
	return (
		typeof content === 'object' &&
		content !== null &&
		'format' in content &&
		content.format === 'lacuna-report'
	);
}

/**
 * The gaps of a report.json as frozen regions, with the recipe that found them. The report is not held to the
 * small-count floor, so that what is made of it here is no more to be shared than the report itself.
 * @param frozenOn ISO day on which the report was written: it carries none.
 * @throws {@link LacunaError} `recipe-invalid` naming the first fault.
 */
export function fromReport(
	json: string,
	fileName: string,
	frozenOn: string
): SharedAnalysis & { readonly findings: Findings } {
	const parsed = v.safeParse(reportSchema, parseUntrustedJson(json, fileName), {
		abortEarly: true
	});
	if (!parsed.success)
		throw new LacunaError(
			'recipe-invalid',
			`${fileName} is no report of this version: ${firstFault(parsed.issues)}.`,
			{ hint: 'Write one by `lacuna analyze --out DIR`; it is DIR/report.json.' }
		);
	const report = parsed.output;
	const gaps = report.gaps.map(({ conditions, judgement, ...gap }) => {
		const region = { conditions };
		return { judgement, frozen: { id: regionId(region), region, ...gap } };
	});
	const judged = gaps.flatMap(({ frozen, judgement }) =>
		judgement === null ? [] : [[frozen.id, judgement] as const]
	);
	const recipe = parseRecipe({ ...recipeParts(report), judgements: Object.fromEntries(judged) });
	const regions: readonly FrozenRegion[] = gaps.map(({ frozen }) => frozen);
	const findings: Findings = {
		frozenOn,
		recipeHash: recipeHash(recipe),
		rows: { human: report.sources.human.rows, synthetic: report.sources.synthetic.rows },
		floor: 1,
		withheld: 0,
		...report.summary,
		regions
	};
	return { recipe, findings };
}

function recipeParts({ sources, settings, columns, unpaired }: ReportContent) {
	const source = ({ name, rows: rowCount, sizeBytes, sha256, chosen }: typeof sources.human) => ({
		name,
		fingerprint: { sizeBytes, rowCount, sha256 },
		...(chosen && { chosen })
	});
	// A name that stands alone on both sides was kept apart by hand.
	const apart = unpaired.human.filter((name) => unpaired.synthetic.includes(name));
	const renamed = columns.filter(({ human, synthetic }) => human.column !== synthetic.column);
	const pairing = [
		...apart.map((name) => [name, null] as const),
		...renamed.map(({ human, synthetic }) => [human.column, synthetic.column] as const)
	];
	const uses = columns
		.filter(({ isUseChosen }) => isUseChosen)
		.map(({ name, use, semanticType = use }) => [name, semanticType]);
	return {
		version: 1,
		sources: { human: source(sources.human), synthetic: source(sources.synthetic) },
		pairing: Object.fromEntries(pairing),
		uses: Object.fromEntries(uses) as Record<string, string>,
		settings
	};
}
