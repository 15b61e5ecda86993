import { compareClassifier } from '$lib/kernels/compare-classifier';
import { compareDiversity } from '$lib/kernels/compare-diversity';
import { compareNeighbours } from '$lib/kernels/compare-neighbours';
import { streamSeed } from '$lib/kernels/random';
import type { ClassifierScores, DiversityScores, NeighbourScores } from '$lib/terms/compare';
import type { Role } from '$lib/terms/dataset';
import { LacunaError } from '$lib/terms/error';
import type { RunContext } from '$lib/terms/run';
import type { CompareTable } from './read-axes';

/** Rows a side that the classifier reads; more hardly sharpen its answer. */
const CLASSIFIER_ROWS = 10_000;
/** Rows a side between which all distances are taken. */
const NEIGHBOUR_ROWS = 2_000;
/** From so many columns on both read fewer rows, so that they take about as long. */
const WIDE = 60;
const LEAST_ROWS = 500;
const NEIGHBOURS = 5;
/** Columns named as giving the tables away. */
const TELLTALES = 6;

function reporter(message: string, ctx: RunContext) {
	return {
		signal: ctx.signal,
		onProgress: (done: number) => ctx.onProgress({ stage: 'compare', done, message })
	};
}

/** Rows that a measure read, which are fewer than the table that it was given. */
function sampled(table: CompareTable, rows: number) {
	const of = (role: Role) => ({ ...table.sample[role], rows });
	return { human: of('human'), synthetic: of('synthetic') };
}

/** Rows for a measure whose work grows with columns times this power of the rows. */
function rowsFor({ axes }: CompareTable, rows: number, power: 1 | 2): number {
	const share = Math.min(1, WIDE / axes.length) ** (1 / power);
	return Math.max(LEAST_ROWS, Math.round(rows * share));
}

/** Trains a classifier to tell the tables apart and reports how well it does on rows it did not see. */
export async function compareByClassifier(
	table: CompareTable,
	isEveryRow: boolean,
	ctx: RunContext
) {
	const { rows, importance, alone, ...scores } = await ctx.compute.run(
		compareClassifier,
		{
			axes: table.axes.map(({ axis }) => axis),
			rows: isEveryRow ? Infinity : rowsFor(table, CLASSIFIER_ROWS, 1),
			seed: streamSeed(table.sample.human.seed, 'classifier')
		},
		reporter('training a classifier', ctx)
	);
	const telltales = table.axes
		.map(({ ref }, i) => ({ ref, importance: importance[i]!, alone: alone[i]! }))
		.toSorted((a, b) => b.importance - a.importance || b.alone - a.alone)
		.slice(0, TELLTALES);
	const value: ClassifierScores = { ...scores, telltales };
	return { value, sample: sampled(table, rows) };
}

/**
 * Takes all distances between rows of both tables, on a sample: with twice the rows it takes four times as long.
 * @throws {@link LacunaError} `columns-unusable` where a table has too few rows for their nearest neighbours.
 */
export async function compareByNeighbours(
	table: CompareTable,
	isEveryRow: boolean,
	ctx: RunContext
) {
	const { human, synthetic } = table.sample;
	// The human rows are halved, and a row has itself beside its neighbours.
	if (Math.min(human.rows >> 1, synthetic.rows) <= NEIGHBOURS)
		throw new LacunaError(
			'columns-unusable',
			`${human.rows} human and ${synthetic.rows} synthetic rows are too few to look at their ${NEIGHBOURS} nearest neighbours.`,
			{
				hint: `Choose tables with at least ${2 * (NEIGHBOURS + 1)} human and ${NEIGHBOURS + 1} synthetic rows.`
			}
		);
	const { rows, figures } = await ctx.compute.run(
		compareNeighbours,
		{
			axes: table.axes.map(({ axis }) => axis),
			rows: isEveryRow ? Infinity : rowsFor(table, NEIGHBOUR_ROWS, 2),
			k: NEIGHBOURS,
			seed: streamSeed(table.sample.human.seed, 'neighbours')
		},
		reporter('measuring distances between rows', ctx)
	);
	const value: NeighbourScores = { k: NEIGHBOURS, figures };
	return { value, sample: sampled(table, rows) };
}

/** Counts distinct rows and entropies of both tables. */
export async function compareVariety(
	table: CompareTable,
	ctx: RunContext
): Promise<DiversityScores> {
	return ctx.compute.run(
		compareDiversity,
		{
			axes: table.axes.map(({ axis }) => axis),
			seed: streamSeed(table.sample.human.seed, 'diversity')
		},
		reporter('counting distinct rows', ctx)
	);
}
