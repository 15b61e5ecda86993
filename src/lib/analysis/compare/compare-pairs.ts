import { compareAccuracy } from '$lib/kernels/compare-accuracy';
import { compareTrends } from '$lib/kernels/compare-trends';
import { streamSeed } from '$lib/kernels/random';
import type { AccuracyScores, PairScores } from '$lib/terms/compare';
import type { RunContext } from '$lib/terms/run';
import type { CompareTable } from './read-axes';

/** Sets of columns scored at most: all pairs of 400 columns, all triples of 27. */
const MOST_PAIRS = 80_000;
const MOST_TRIPLES = 3_000;

/** Scores every pair of columns by accuracy and by trend. */
export async function comparePairs(table: CompareTable, ctx: RunContext): Promise<PairScores> {
	const axes = table.axes.map(({ axis }) => axis);
	const seed = streamSeed(table.sample.human.seed, 'pairs of columns');
	const report = (from: number) => (done: number) =>
		ctx.onProgress({
			stage: 'compare',
			done: from + done / 2,
			message: `scoring pairs of ${axes.length} columns`
		});
	const { spread, ...accuracy } = await ctx.compute.run(
		compareAccuracy,
		{ axes, size: 2, mostSets: MOST_PAIRS, seed },
		{ signal: ctx.signal, onProgress: report(0) }
	);
	const trends = await ctx.compute.run(
		compareTrends,
		{ axes, mostSets: MOST_PAIRS, seed },
		{ signal: ctx.signal, onProgress: report(0.5) }
	);
	const closeAsSample = sampleShare(1 - accuracy.mean.value, spread, table.sample.human.rows);
	return { axes: table.axes.map(({ ref }) => ref), accuracy, trends, closeAsSample };
}

/** Scores every column and, where there are at least three, every triple. */
export async function compareTriples(
	table: CompareTable,
	ctx: RunContext
): Promise<AccuracyScores> {
	const axes = table.axes.map(({ axis }) => axis);
	const seed = streamSeed(table.sample.human.seed, 'triples of columns');
	const score = async (size: number, mostSets: number) =>
		ctx.compute.run(
			compareAccuracy,
			{ axes, size, mostSets, seed },
			{
				signal: ctx.signal,
				onProgress: (done) =>
					ctx.onProgress({ stage: 'compare', done, message: 'scoring triples of columns' })
			}
		);
	const single = await score(1, axes.length);
	const triples = axes.length < 3 ? null : await score(3, MOST_TRIPLES);
	return { axes: table.axes.map(({ ref }) => ref), single, triples };
}

/**
 * The share f of human rows whose simple random sample lies as far from the whole as the synthetic table does:
 * distance = spread · √((1 − f) / (f n)), with the correction for a finite population (Cochran 1977, 2.5).
 */
function sampleShare(distance: number, spread: number, rows: number): number {
	if (spread === 0) return distance === 0 ? 1 : 0;
	return 1 / (1 + (distance / spread) ** 2 * rows);
}
