import type { ColumnProfile } from '$lib/terms/column';
import type { PairTable } from '$lib/terms/compare';
import type { Measured, MeasureName } from '$lib/terms/measure';
import { DEFAULT_PATTERNS, type PatternChoice } from '$lib/terms/patterns';
import type { DatasetPair, Role, Source } from '$lib/terms/dataset';
import type { SearchSample } from '$lib/terms/encoded';
import { LacunaError } from '$lib/terms/error';
import type { Recipe } from '$lib/terms/recipe';
import type { RunContext } from '$lib/terms/run';
import { compareColumns } from './compare-columns';
import { comparePairs, compareTriples } from './compare-pairs';
import { countCopies } from './count-copies';
import { compareToHoldout } from './measure-holdout';
import { findPatterns } from './measure-patterns';
import { compareByClassifier, compareByNeighbours, compareVariety } from './measure-whole';
import { pairTable } from './pair-table';
import { holdAgainstPopulation } from './population/hold-against';
import { readAxes, type CompareTable } from './read-axes';
import { suggestPairs } from './suggest-pairs';

/** How a measure is run; what it does not need is left unread. */
export interface MeasureOptions {
	/** Reads every row where a sample would do. */
	readonly isEveryRow?: boolean;
	/** Is handed what there is so far, each time there is more: of `columns`, `pairs` and `triples`. */
	readonly onSome?: (some: Measured) => void;
	/** Over which columns `patterns` are sought. */
	readonly patterns?: PatternChoice;
	/** The table or margins that `population` holds both tables against; human rows kept back for `holdout`. */
	readonly population?: Source;
	readonly holdout?: Source;
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
	const read: ReadTable = async (isEveryRow, ctx) => {
		if (kept?.isEveryRow !== isEveryRow) {
			// Two tables at once might not fit in memory.
			kept = null;
			kept = { isEveryRow, table: await readAxes(pair, profiles, recipe, isEveryRow, ctx) };
		}
		return kept.table;
	};
	const runners: Runners = {
		...runnersOfRows(read),
		...runnersOfFiles(pair, profiles, recipe)
	};
	return {
		async measure(name, ctx, { isEveryRow = false, onSome, ...options } = {}) {
			const started = performance.now();
			const measured = <Answer extends object>(answer: Answer) => ({
				...{ name, isEveryRow, elapsedMs: performance.now() - started },
				...answer
			});
			const tell = (some: Answer<typeof name>) => onSome?.(measured(some));
			return measured(await runners[name]({ isEveryRow, ...options }, ctx, tell));
		},
		async pairTable(first, second, ctx) {
			const { axes } = await read(kept?.isEveryRow ?? false, ctx);
			return pairTable([axes[first]!, axes[second]!], ctx);
		}
	};
}

/** Measures of the rows that are read once for all of them. */
function runnersOfRows(read: ReadTable) {
	return {
		pairs: async ({ isEveryRow }, ctx, tell) =>
			comparePairs(await read(isEveryRow, ctx), isEveryRow, ctx, tell),
		triples: async ({ isEveryRow }, ctx, tell) => {
			const table = await read(isEveryRow, ctx);
			const { sample } = table;
			const value = await compareTriples(table, ctx, (some) => tell({ value: some, sample }));
			return { value, sample };
		},
		classifier: async ({ isEveryRow }, ctx) =>
			compareByClassifier(await read(isEveryRow, ctx), isEveryRow, ctx),
		neighbours: async ({ isEveryRow }, ctx) =>
			compareByNeighbours(await read(isEveryRow, ctx), isEveryRow, ctx),
		diversity: async ({ isEveryRow }, ctx) => {
			const table = await read(isEveryRow, ctx);
			return { value: await compareVariety(table, ctx), sample: table.sample };
		}
	} satisfies Partial<Runners>;
}

/** Measures that count in the tables themselves, or read what they need. */
function runnersOfFiles(pair: DatasetPair, profiles: readonly ColumnProfile[], recipe: Recipe) {
	const allRows = (role: Role): SearchSample => ({
		rows: pair[role].rowCount,
		of: pair[role].rowCount,
		seed: recipe.settings.seed
	});
	const sample = { human: allRows('human'), synthetic: allRows('synthetic') };
	return {
		columns: async (_, ctx, tell) => ({
			value: await compareColumns(pair, profiles, recipe, ctx, (value) => tell({ value, sample })),
			sample
		}),
		copies: async (_, ctx) => ({ value: await countCopies(pair, profiles, ctx), sample }),
		partners: async (_, ctx) => ({ value: await suggestPairs(pair, ctx), sample }),
		holdout: async ({ holdout }, ctx) =>
			compareToHoldout(pair, profiles, given(holdout, 'holdout'), recipe, ctx),
		population: async ({ population }, ctx) => {
			const source = given(population, 'population');
			return { value: await holdAgainstPopulation(pair, profiles, source, recipe, ctx), sample };
		},
		patterns: async ({ isEveryRow, patterns = DEFAULT_PATTERNS }, ctx) =>
			findPatterns(pair, profiles, recipe, { choice: patterns, isEveryRow }, ctx)
	} satisfies Partial<Runners>;
}

/** Reads the rows that table-wide measures share, or gives those that were read before. */
type ReadTable = (isEveryRow: boolean, ctx: RunContext) => Promise<CompareTable>;

type Answer<Name extends MeasureName> = Pick<Measured<Name>, 'value' | 'sample'>;

type Runners = {
	readonly [Name in MeasureName]: (
		options: Omit<MeasureOptions, 'onSome'> & { readonly isEveryRow: boolean },
		ctx: RunContext,
		tell: (some: Answer<Name>) => void
	) => Promise<Answer<Name>>;
};

function given(source: Source | undefined, what: string): Source {
	if (source) return source;
	throw new LacunaError('file-missing', `No ${what} is given.`, {
		hint: `Choose the file of the ${what} first.`
	});
}
