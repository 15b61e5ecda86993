import { headline, type MeasuredValues } from '$lib/analysis/compare/headline';
import type { Outcome } from '$lib/analysis/compare/measure-all';
import { shownName, type ColumnProfile } from '$lib/terms/column';
import type { ColumnComparison, PairScores, SetScores } from '$lib/terms/compare';
import type { Dataset, DatasetPair, Role } from '$lib/terms/dataset';
import type { SearchSample } from '$lib/terms/encoded';
import type { MeasureName, MeasureValues } from '$lib/terms/measure';
import type { Recipe } from '$lib/terms/recipe';
import { VERSION } from '$lib/terms/version';

/** What was compared. */
export interface ComparedTables {
	readonly pair: DatasetPair;
	readonly profiles: readonly ColumnProfile[];
	readonly recipe: Recipe;
	/** Name and version of the engine that counted. */
	readonly engineVersion: string;
}

/** What `compare.json` holds. */
export type ComparisonReport = ReturnType<typeof buildComparison>;

/**
 * The content of `compare.json`, described by docs/comparison.schema.json: every figure beside its noise ceiling.
 * Equal files and recipes give equal comparisons but for `versions` and `timings`. Holds no row.
 */
export function buildComparison(
	outcomes: readonly Outcome[],
	{ pair, profiles, recipe, engineVersion }: ComparedTables
) {
	const values: MeasuredValues = Object.fromEntries(
		outcomes.flatMap((one) => ('value' in one ? [[one.name, one.value]] : []))
	);
	const sampling: Partial<Record<MeasureName, Readonly<Record<Role, SearchSample>>>> = {};
	const timings: Partial<Record<MeasureName, number>> = {};
	for (const one of outcomes) {
		if (!('value' in one)) continue;
		sampling[one.name] = one.sample;
		timings[one.name] = Math.round(one.elapsedMs);
	}
	return {
		format: 'lacuna-comparison',
		formatVersion: 1,
		versions: { lacuna: VERSION, engine: engineVersion },
		seed: recipe.settings.seed,
		sources: { human: describeSource(pair.human), synthetic: describeSource(pair.synthetic) },
		unpaired: pair.unpaired,
		figures: headline(values),
		closeAsSample: values.pairs?.closeAsSample ?? null,
		columns: profiles.map((profile) => describeColumn(profile, values.columns ?? [], recipe)),
		pairs: values.pairs ? describePairs(values.pairs) : null,
		triples: values.triples ? describeTriples(values.triples) : null,
		classifier: values.classifier ?? null,
		neighbours: values.neighbours ?? null,
		copies: values.copies ?? null,
		holdout: values.holdout ?? null,
		diversity: values.diversity ?? null,
		patterns: values.patterns ?? null,
		population: values.population ?? null,
		partners: values.partners ?? null,
		failed: outcomes.flatMap((one) =>
			'error' in one
				? [
						{
							measure: one.name,
							code: one.error.code,
							message: one.error.message,
							hint: one.error.hint
						}
					]
				: []
		),
		sampling,
		timings
	};
}

function describeSource({ name, rowCount, columns, fingerprint }: Dataset) {
	const { sizeBytes, sha256 } = fingerprint;
	return { name, rows: rowCount, columns: columns.length, sizeBytes, sha256 };
}

function describeColumn(
	{ pair, type, use, isUseChosen, reason, warnings, sides }: ColumnProfile,
	compared: readonly ColumnComparison[],
	{ names }: Recipe
) {
	const side = (role: Role) => ({
		column: pair[role].name,
		type: pair[role].sqlType,
		...{ rows: sides[role].rows, missing: sides[role].missing, distinct: sides[role].distinct },
		...{ min: sides[role].min, max: sides[role].max }
	});
	const comparisons = compared
		.filter(({ ref }) => ref.column === pair.name)
		.map(({ ref, ...rest }) => ({ measure: ref.measure ?? null, ...rest }));
	return {
		...{
			name: pair.name,
			shownName: shownName({ column: pair.name }, names),
			type,
			use,
			isUseChosen,
			reason,
			warnings
		},
		human: side('human'),
		synthetic: side('synthetic'),
		comparisons
	};
}

function describePairs({ axes, accuracy, trends, worst, refined }: PairScores) {
	return {
		accuracy: describeSets(accuracy),
		trends: { sets: trends.of, scored: trends.scores.length, mean: trends.mean },
		refined,
		worst: worst.map((set) => ({
			columns: [axes[accuracy.members[2 * set]!]!, axes[accuracy.members[2 * set + 1]!]!] as const,
			accuracy: { value: accuracy.scores[set]!, ceiling: accuracy.ceilings[set]! },
			trend: { value: trends.scores[set]!, ceiling: trends.ceilings[set]! }
		}))
	};
}

function describeTriples({ single, triples }: MeasureValues['triples']) {
	return { single: describeSets(single), triples: triples && describeSets(triples) };
}

function describeSets({ of, scores, mean, cells, emptyCells }: SetScores) {
	return { sets: of, scored: scores.length, mean, cells, emptyCells };
}
