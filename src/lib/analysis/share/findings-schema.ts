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

const groupSchema = v.object({ ...frozenSchema.entries, cases: v.nullable(count) });

const casesSchema = v.object({
	novel: v.nullable(count),
	inventions: count,
	copies: count,
	copiesExpected: amount,
	falseShare: share,
	withheld: count,
	groups: v.pipe(v.array(groupSchema), v.maxLength(500))
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
	regions: v.pipe(v.array(frozenSchema), v.maxLength(500)),
	cases: v.exactOptional(casesSchema)
});

type Wire = v.InferOutput<typeof wireSchema>;

function fromCount([count, weight, share]: readonly [number, number, number]): RegionCount {
	return { count, weight, share };
}

function fromFrozen(frozen: v.InferOutput<typeof frozenSchema>): FrozenRegion {
	const [estimate, low, high, level] = frozen.ratio;
	return {
		...frozen,
		id: regionId(frozen.region),
		human: fromCount(frozen.human),
		synthetic: fromCount(frozen.synthetic),
		ratio: { estimate: estimate ?? Infinity, low, high: high ?? Infinity, level }
	};
}

function fromWire({ cases, ...wire }: Wire): Findings {
	const groups = cases?.groups.map((group) => ({ ...fromFrozen(group), cases: group.cases })) ?? [];
	return {
		...wire,
		regions: wire.regions.map(fromFrozen),
		...(cases && { cases: { ...cases, groups } })
	};
}

function toFrozen({ region, human, synthetic, ratio, kind, confirmed, effective }: FrozenRegion) {
	const bounded = (value: number) => (Number.isFinite(value) ? value : null);
	return {
		region,
		human: [human.count, human.weight, human.share],
		synthetic: [synthetic.count, synthetic.weight, synthetic.share],
		ratio: [bounded(ratio.estimate), ratio.low, bounded(ratio.high), ratio.level],
		...{ kind, confirmed },
		...(effective && { effective })
	};
}

/** Findings as links and files hold them: tuples for counts and intervals, nothing that follows from the rest. */
export function toWire({ regions, cases, ...findings }: Findings): unknown {
	const groups = cases?.groups.map((group) => ({ ...toFrozen(group), cases: group.cases }));
	return {
		...findings,
		regions: regions.map(toFrozen),
		...(cases && { cases: { ...cases, groups } })
	};
}

/** Findings from outside. */
export const findingsSchema = v.pipe(wireSchema, v.transform(fromWire));
