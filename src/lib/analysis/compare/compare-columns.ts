import { tasksOf, type Task } from '$lib/analysis/encode/encode-pair';
import { compareCounts } from '$lib/kernels/compare-distance';
import {
	compareNumbers,
	type NumbersInput,
	type NumbersOutput
} from '$lib/kernels/compare-numbers';
import { chiSquare } from '$lib/kernels/compare-tests';
import { streamSeed } from '$lib/kernels/random';
import type { ColumnProfile } from '$lib/terms/column';
import { COVERAGE_COUNT, type CategoryShares, type ColumnComparison } from '$lib/terms/compare';
import type { DatasetPair, Role } from '$lib/terms/dataset';
import type { Recipe } from '$lib/terms/recipe';
import type { RunContext } from '$lib/terms/run';
import { categoryLabel, countCategories, type CategoryLegend } from './category-values';
import { overBatches } from './column-batches';
import { axisSql } from './read-axes';
import { readValues } from './read-values';
import { categoryLeaks, numberLeaks } from './value-leaks';

/** Categories that are listed one by one. */
const LISTED = 12;

/**
 * Compares every column and text measure that takes part, over all rows, a few at a time.
 * @param onSome is handed all that are compared so far, each time there are more.
 */
export async function compareColumns(
	pair: DatasetPair,
	profiles: readonly ColumnProfile[],
	recipe: Recipe,
	ctx: RunContext,
	onSome: (compared: readonly ColumnComparison[]) => void = () => {}
): Promise<readonly ColumnComparison[]> {
	const tasks = tasksOf(profiles);
	const compared = new Array<ColumnComparison | undefined>(tasks.length);
	const soFar = () => compared.filter((one) => one !== undefined);
	const compare = async (batch: readonly Task[], at: number) => {
		const found = await compareBatch(pair, batch, recipe, ctx);
		found.forEach((one, i) => (compared[at + i] = one));
		onSome(soFar());
	};
	await overBatches(pair, tasks, 'comparing', compare, ctx);
	return soFar();
}

/** One comparison a task, in their order. */
async function compareBatch(
	pair: DatasetPair,
	batch: readonly Task[],
	recipe: Recipe,
	ctx: RunContext
): Promise<ColumnComparison[]> {
	const { signal } = ctx;
	const numeric = batch.filter(({ profile }) => profile.use !== 'category');
	const compareNumeric = async () => {
		if (numeric.length === 0) return [];
		const inputs = await readNumeric(pair, numeric, recipe, ctx);
		return ctx.compute.run(compareNumbers, inputs, { signal });
	};
	const categories = batch.filter((task) => !numeric.includes(task));
	const [found, legends] = await Promise.all([
		compareNumeric(),
		countCategories(
			categories.map(({ profile }) => profile.pair),
			ctx
		)
	]);
	return batch.map((task) => {
		const at = numeric.indexOf(task);
		return at < 0
			? compareCategories(task, legends[categories.indexOf(task)]!)
			: describeNumeric(task, found[at]!);
	});
}

async function readNumeric(
	pair: DatasetPair,
	tasks: readonly Task[],
	recipe: Recipe,
	ctx: RunContext
): Promise<NumbersInput[]> {
	const all = (role: Role) => {
		const sql = tasks.map(({ profile, ref }) => axisSql(profile, ref, profile.pair[role]));
		return readValues(sql, role, { chosen: null, size: pair[role].rowCount }, ctx);
	};
	const [human, synthetic] = await Promise.all([all('human'), all('synthetic')]);
	return tasks.map(({ profile, ref }, i) => ({
		values: { human: human[i]!, synthetic: synthetic[i]! },
		isCodes: profile.type === 'ordinal',
		seed: streamSeed(recipe.settings.seed, `column ${ref.column} ${ref.measure ?? ''}`)
	}));
}

function describeNumeric({ profile, ref }: Task, found: NumbersOutput): ColumnComparison {
	return {
		ref,
		of: profile.use === 'date' ? 'date' : profile.type === 'ordinal' ? 'ordinal' : 'number',
		shape: found.shape,
		coverage: found.coverage,
		coverageAtCount: found.coverageAtCount,
		drift: {
			test: 'Kolmogorov–Smirnov',
			pValue: found.pValue,
			effect: found.effect,
			effectName: 'Cliff’s delta'
		},
		histogram: found.histogram,
		categories: [],
		leaks: profile.use === 'measure' ? numberLeaks(found) : []
	};
}

function compareCategories({ ref }: Task, legend: CategoryLegend): ColumnComparison {
	const human = [...legend.counts.human, legend.others.human];
	const synthetic = [...legend.counts.synthetic, legend.others.synthetic];
	const { score, ceiling } = compareCounts(human, synthetic);
	return {
		ref,
		of: 'category',
		shape: { value: score, ceiling },
		coverage: categoryCoverage(legend, 1),
		coverageAtCount: categoryCoverage(legend, COVERAGE_COUNT),
		drift: { test: 'chi-square', effectName: 'Cramér’s V', ...chiSquare(human, synthetic) },
		histogram: null,
		categories: listCategories(legend),
		leaks: categoryLeaks(legend)
	};
}

/** Share of the categories with at least `least` human rows that have as many synthetic rows. */
function categoryCoverage({ counts }: CategoryLegend, least: number): number {
	let [asked, met] = [0, 0];
	counts.human.forEach((count, i) => {
		if (count < least) return;
		asked++;
		if (counts.synthetic[i]! >= least) met++;
	});
	return asked === 0 ? 1 : met / asked;
}

/** The categories that differ most, and the rest together. */
function listCategories({ family, values, counts, others }: CategoryLegend): CategoryShares[] {
	const total = (role: 'human' | 'synthetic') =>
		Math.max(
			1,
			counts[role].reduce((sum, count) => sum + count, others[role])
		);
	const [humanRows, syntheticRows] = [total('human'), total('synthetic')];
	const all = values.map((value, i) => ({
		label: categoryLabel(family, value),
		human: counts.human[i]! / humanRows,
		synthetic: counts.synthetic[i]! / syntheticRows
	}));
	const difference = (one: CategoryShares) => Math.abs(one.human - one.synthetic);
	const ranked = all.toSorted(
		(a, b) => difference(b) - difference(a) || b.human - a.human || (a.label < b.label ? -1 : 1)
	);
	const listed: CategoryShares[] = ranked.slice(0, LISTED);
	const sum = (role: 'human' | 'synthetic') => listed.reduce((rest, one) => rest - one[role], 1);
	const rest = { label: null, human: sum('human'), synthetic: sum('synthetic') };
	return ranked.length > LISTED || others.human + others.synthetic > 0 ? [...listed, rest] : listed;
}
