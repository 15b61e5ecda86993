import { nullScoresJob } from '$lib/kernels/search/null-scores';
import type { SearchInput } from '$lib/kernels/search/search-input';
import { streamSeed } from '$lib/kernels/random';
import type { GapThreshold } from '$lib/terms/gap';
import type { Settings } from '$lib/terms/recipe';
import type { RunContext } from '$lib/terms/run';

const PERMUTATIONS = 20;
/** Rows a side in each permutation: the null maximum is the same from 2,000 to 12,000 (`bench/RESULTS.md`). */
const ROWS = 3000;
const EULER = 0.5772156649015329;
/**
 * β of the tables it was measured on (`bench/RESULTS.md`): 2.4 to 3.2 between them, for the tail of a likelihood ratio
 * falls as exp(−G/2) whatever the table; 20 permutations of one table tell it no better than from 1.4 to 4.1.
 */
const USUAL_BETA = 2.7;
/**
 * Standard error of the fitted 95 % point in units of β: that of the mean, 1.28 / √20, and that of β, 0.1 of it, times
 * 2.4, the distance of the 95 % point from the mean. It is added, for a threshold that errs low claims what is not there.
 */
const QUANTILE_ERROR = 0.37;

/** The distribution of the best score on tables without a gap: Gumbel, fitted by moments. */
export interface NullDistribution {
	readonly threshold: GapThreshold;
	/** β, the scale of the scores. */
	readonly spread: number;
	/** Probability of a best score of at least `score`. */
	pValue(score: number): number;
}

/**
 * Calibrates the search: the best scores of whole searches on shuffled labels, a Gumbel distribution fitted to them
 * (Gumbel 1958: β = σ √6 / π, drawn to the usual one; μ = mean − γ β), and the score exceeded with the accepted
 * probability. Each permutation has its own seed, so that the answer does not depend on how many run at a time.
 */
export async function calibrate(
	table: SearchInput,
	settings: Settings,
	ctx: RunContext,
	onProgress: (done: number) => void
): Promise<NullDistribution> {
	const seeds = Array.from({ length: PERMUTATIONS }, (_, i) =>
		streamSeed(settings.seed, `shuffle ${i}`)
	);
	const lanes = Math.max(1, Math.min(ctx.compute.concurrency, PERMUTATIONS));
	const done = new Array<number>(lanes).fill(0);
	const perLane = await Promise.all(
		done.map((_, lane) =>
			ctx.compute.run(
				nullScoresJob,
				{ table, seeds: seeds.filter((_, i) => i % lanes === lane), rows: ROWS },
				{
					signal: ctx.signal,
					onProgress: (share) => {
						done[lane] = share;
						onProgress(done.reduce((sum, one) => sum + one, 0) / lanes);
					}
				}
			)
		)
	);
	const scores = seeds.map((_, i) => perLane[i % lanes]![Math.floor(i / lanes)]!);
	const mean = scores.reduce((sum, score) => sum + score, 0) / scores.length;
	const variance =
		scores.reduce((sum, score) => sum + (score - mean) ** 2, 0) / (scores.length - 1);
	const ownSquare = (variance * 6) / Math.PI ** 2;
	// The usual one counts as if it were known from as many permutations more.
	const beta = Math.sqrt((USUAL_BETA ** 2 + ownSquare) / 2);
	const mode = mean - EULER * beta + QUANTILE_ERROR * beta;
	const rate = settings.falseAlarmRate;
	return {
		threshold: {
			score: mode - beta * Math.log(-Math.log(1 - rate)),
			falseAlarmRate: rate,
			permutations: PERMUTATIONS,
			rows: {
				human: Math.min(ROWS, table.rows.human),
				synthetic: Math.min(ROWS, table.rows.synthetic)
			}
		},
		spread: beta,
		pValue: (score) => -Math.expm1(-Math.exp(-(score - mode) / beta))
	};
}
