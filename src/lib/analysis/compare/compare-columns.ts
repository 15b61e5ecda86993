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
import { ROLES, type DatasetPair, type Role } from '$lib/terms/dataset';
import type { Recipe } from '$lib/terms/recipe';
import type { RunContext } from '$lib/terms/run';
import { categoryLabel, countCategories, type CategoryLegend } from './category-values';
import { readAxisNumbers } from './read-axes';
import { categoryLeaks, numberLeaks } from './value-leaks';

/** Categories that are listed one by one. */
const LISTED = 12;

/** Values of both tables that are handed to a worker at once: of wide tables many columns, of long ones one. */
const VALUES_AT_ONCE = 1_000_000;

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
	const rows = pair.human.rowCount + pair.synthetic.rowCount;
	const atOnce = Math.max(1, Math.floor(VALUES_AT_ONCE / rows));
	let compared: readonly ColumnComparison[] = [];
	for (let start = 0; start < tasks.length; start += atOnce) {
		const batch = tasks.slice(start, start + atOnce);
		const message = `comparing ${batch[0]!.ref.column}`;
		ctx.onProgress({ stage: 'compare', done: start / tasks.length, message });
		for (const role of ROLES)
			await ctx.engine.load(
				role,
				batch.map(({ profile }) => profile.pair[role].name),
				{ signal: ctx.signal }
			);
		compared = [...compared, ...(await compareBatch(pair, batch, recipe, ctx))];
		onSome(compared);
	}
	return compared;
}

/** One comparison a task, in their order. */
async function compareBatch(
	pair: DatasetPair,
	batch: readonly Task[],
	recipe: Recipe,
	ctx: RunContext
): Promise<ColumnComparison[]> {
	const numeric = batch.filter(({ profile }) => profile.use !== 'category');
	const inputs: NumbersInput[] = [];
	for (const task of numeric) inputs.push(await readNumeric(pair, task, recipe, ctx));
	const { signal } = ctx;
	const found =
		inputs.length === 0 ? [] : await ctx.compute.run(compareNumbers, inputs, { signal });
	const compared: ColumnComparison[] = [];
	for (const task of batch) {
		const at = numeric.indexOf(task);
		compared.push(
			at < 0
				? compareCategories(task, await countCategories(task.profile.pair, ctx))
				: describeNumeric(task, found[at]!)
		);
	}
	return compared;
}

async function readNumeric(
	pair: DatasetPair,
	{ profile, ref }: Task,
	recipe: Recipe,
	ctx: RunContext
): Promise<NumbersInput> {
	const all = (role: Role) =>
		readAxisNumbers(
			profile,
			ref,
			{ table: role, column: profile.pair[role] },
			{ chosen: null, size: pair[role].rowCount },
			ctx
		);
	const values = { human: await all('human'), synthetic: await all('synthetic') };
	const seed = streamSeed(recipe.settings.seed, `column ${ref.column} ${ref.measure ?? ''}`);
	return { values, isCodes: profile.type === 'ordinal', seed };
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
