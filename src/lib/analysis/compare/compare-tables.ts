import type { ColumnProfile } from '$lib/terms/column';
import type { Measured, MeasureName, MeasureValues, PairTable } from '$lib/terms/compare';
import type { DatasetPair, Role } from '$lib/terms/dataset';
import type { SearchSample } from '$lib/terms/encoded';
import type { Recipe } from '$lib/terms/recipe';
import type { RunContext } from '$lib/terms/run';
import { compareColumns } from './compare-columns';
import { comparePairs, compareTriples } from './compare-pairs';
import { findPatterns } from './measure-patterns';
import {
	compareByClassifier,
	compareByNeighbours,
	compareVariety,
	countCopies
} from './measure-whole';
import { pairTable } from './pair-table';
import { readAxes, type CompareTable } from './read-axes';

export interface MeasureOptions {
	/** Reads every row where a sample would do. */
	readonly isEveryRow?: boolean;
}

/** The measures of one pair of tables, each of which can be run, fail and be stopped without the others. */
export interface Comparison {
	/** Runs one measure; what it reads of the tables is kept for those that follow. */
	measure<Name extends MeasureName>(
		name: Name,
		ctx: RunContext,
		options?: MeasureOptions
	): Promise<Measured<Name>>;
	/** Counts two of the columns that `pairs` scored against each other, by their places in its list. */
	pairTable(first: number, second: number, ctx: RunContext): Promise<PairTable>;
}

/** Makes the comparison of a pair; nothing is read before a measure asks. */
export function compareTables(
	pair: DatasetPair,
	profiles: readonly ColumnProfile[],
	recipe: Recipe
): Comparison {
	let kept: { readonly isEveryRow: boolean; readonly table: CompareTable } | null = null;
	const read = async (isEveryRow: boolean, ctx: RunContext) => {
		if (kept?.isEveryRow !== isEveryRow) {
			kept = null;
			kept = { isEveryRow, table: await readAxes(pair, profiles, recipe, isEveryRow, ctx) };
		}
		return kept.table;
	};
	const allRows = (role: Role): SearchSample => ({
		rows: pair[role].rowCount,
		of: pair[role].rowCount,
		seed: recipe.settings.seed
	});
	const runners: Runners = {
		columns: async (_, ctx) => ({
			value: await compareColumns(pair, profiles, recipe, ctx),
			sample: { human: allRows('human'), synthetic: allRows('synthetic') }
		}),
		pairs: async (isEveryRow, ctx) => {
			const table = await read(isEveryRow, ctx);
			return { value: await comparePairs(table, ctx), sample: table.sample };
		},
		triples: async (isEveryRow, ctx) => {
			const table = await read(isEveryRow, ctx);
			return { value: await compareTriples(table, ctx), sample: table.sample };
		},
		classifier: async (isEveryRow, ctx) =>
			compareByClassifier(await read(isEveryRow, ctx), isEveryRow, ctx),
		neighbours: async (isEveryRow, ctx) =>
			compareByNeighbours(await read(isEveryRow, ctx), isEveryRow, ctx),
		copies: async (_, ctx) => ({
			value: await countCopies(pair, profiles, ctx),
			sample: { human: allRows('human'), synthetic: allRows('synthetic') }
		}),
		diversity: async (isEveryRow, ctx) => {
			const table = await read(isEveryRow, ctx);
			return { value: await compareVariety(table, ctx), sample: table.sample };
		},
		patterns: async (isEveryRow, ctx) => {
			const table = await read(isEveryRow, ctx);
			return { value: await findPatterns(table, ctx), sample: table.sample };
		}
	};
	return {
		async measure(name, ctx, { isEveryRow = false } = {}) {
			const started = performance.now();
			const { value, sample } = await runners[name](isEveryRow, ctx);
			return { name, value, isEveryRow, sample, elapsedMs: performance.now() - started };
		},
		async pairTable(first, second, ctx) {
			const { axes } = await read(kept?.isEveryRow ?? false, ctx);
			return pairTable([axes[first]!, axes[second]!], ctx);
		}
	};
}

type Runners = {
	readonly [Name in MeasureName]: (
		isEveryRow: boolean,
		ctx: RunContext
	) => Promise<{
		readonly value: MeasureValues[Name];
		readonly sample: Readonly<Record<Role, SearchSample>>;
	}>;
};
