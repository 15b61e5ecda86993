import * as v from 'valibot';
import { regionId } from '$lib/sql/region-id';
import type { Findings, FrozenRegion } from '$lib/terms/findings';
import type { RegionCount } from '$lib/terms/gap';
import { regionSchema } from './recipe-schema';

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const amount = v.pipe(v.number(), v.finite(), v.minValue(0));
const share = v.pipe(amount, v.maxValue(1));

/** Rows, weight, share. */
const countSchema = v.strictTuple([count, amount, share]);
/** Estimate, low, high (null where it is without end), level. */
const intervalSchema = v.strictTuple([v.nullable(amount), amount, v.nullable(amount), share]);

const effectiveSchema = v.strictObject({ human: amount, synthetic: amount });

const frozenSchema = v.object({
	region: regionSchema,
	human: countSchema,
	synthetic: countSchema,
	ratio: intervalSchema,
	kind: v.picklist(['absent', 'thin', 'drift']),
	confirmed: v.boolean(),
	effective: v.exactOptional(effectiveSchema)
});

const wireSchema = v.object({
	frozenOn: v.pipe(v.string(), v.isoDate()),
	recipeHash: v.pipe(v.string(), v.regex(/^[0-9a-f]{16}$/, 'is no recipe hash')),
	rows: v.object({ human: count, synthetic: count }),
	effectiveRows: v.exactOptional(effectiveSchema),
	floor: v.pipe(count, v.minValue(1)),
	withheld: count,
	inGaps: share,
	notMendable: share,
	regions: v.pipe(v.array(frozenSchema), v.maxLength(500))
});

type Wire = v.InferOutput<typeof wireSchema>;

function fromCount([count, weight, share]: readonly [number, number, number]): RegionCount {
	return { count, weight, share };
}

function fromWire(wire: Wire): Findings {
	const regions = wire.regions.map((frozen): FrozenRegion => {
		const [estimate, low, high, level] = frozen.ratio;
		return {
			...frozen,
			id: regionId(frozen.region),
			human: fromCount(frozen.human),
			synthetic: fromCount(frozen.synthetic),
			ratio: { estimate: estimate ?? Infinity, low, high: high ?? Infinity, level }
		};
	});
	return { ...wire, regions };
}

/** Findings as links and files hold them: tuples for counts and intervals, nothing that follows from the rest. */
export function toWire(findings: Findings): unknown {
	const bounded = (value: number) => (Number.isFinite(value) ? value : null);
	return {
		...findings,
		regions: findings.regions.map(
			({ region, human, synthetic, ratio, kind, confirmed, effective }) => ({
				region,
				human: [human.count, human.weight, human.share],
				synthetic: [synthetic.count, synthetic.weight, synthetic.share],
				ratio: [bounded(ratio.estimate), ratio.low, bounded(ratio.high), ratio.level],
				kind,
				confirmed,
				...(effective && { effective })
			})
		)
	};
}

/** Findings from outside. */
export const findingsSchema = v.pipe(wireSchema, v.transform(fromWire));
