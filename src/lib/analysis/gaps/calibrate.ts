import { nullScoresJob } from '$lib/kernels/search/null-scores';
import type { SearchInput } from '$lib/kernels/search/search-input';
import { streamSeed } from '$lib/kernels/random';
import type { GapThreshold } from '$lib/terms/gap';
import type { Settings } from '$lib/terms/recipe';
import type { RunContext } from '$lib/terms/run';

export const PERMUTATIONS = 10;
/** Best scores of each permutation that the fit reads: ten times five tell it as well as twenty times the best alone. */
export const BEST = 5;
/** Rows a side in each permutation: the null maximum is the same from 2,000 to 12,000 (`bench/RESULTS.md`). */
export const ROWS = 3000;
/**
 * β of the tables it was measured on (`bench/RESULTS.md`): 2.4 to 3.2 between them, for the tail of a likelihood ratio
 * falls as exp(−G/2) whatever the table; the permutations of one table tell it less well.
 */
const USUAL_BETA = 2.8;
/**
 * By how many β the fit is moved up, for a threshold that errs low claims what is not there: to the upper 95 % confidence
 * limit of its 95 % point, 1.6 standard errors, which are 0.14 β for the mode and 0.27 β for what β is drawn to
 * (`bench/RESULTS.md`).
 */
const QUANTILE_ERROR = 0.5;

/** The distribution of the best score on tables without a gap: Gumbel. */
export interface NullDistribution {
	readonly threshold: GapThreshold;
	/** β, the scale of the scores. */
	readonly spread: number;
	/** Probability of a best score of at least `score`. */
	pValue(score: number): number;
}

/**
 * Mode and scale β of the Gumbel distribution of the best score, from the r best of each of some draws, best first
 * (Weissman 1978): the gaps between the largest are exponential, so that β is the mean of the largest r − 1 less the rth,
 * drawn by two thirds to the usual one; given β, the mode is its maximum-likelihood estimate, moved up by its error.
 * Draws of fewer than r lower r for all; one of none counts as 0.
 */
export function fitNull(draws: readonly (readonly number[])[]): { mode: number; beta: number } {
	const best = draws.map((scores) => (scores.length === 0 ? [0] : scores));
	const r = Math.min(...best.map(({ length }) => length));
	const rth = best.map((scores) => scores[r - 1]!);
	const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
	let beta = USUAL_BETA;
	if (r > 1) {
		const above = sum(best.map((scores, i) => sum(scores.slice(0, r - 1)) - (r - 1) * rth[i]!));
		const own = above / (best.length * (r - 1));
		beta = Math.sqrt((2 * USUAL_BETA ** 2 + own ** 2) / 3);
	}
	// Held against the least of them, so that no exponential overflows.
	const least = Math.min(...rth);
	const mean = sum(rth.map((score) => Math.exp((least - score) / beta))) / best.length;
	return { mode: least + beta * (Math.log(r / mean) + QUANTILE_ERROR), beta };
}

/** The score that the best of a table without a gap exceeds with probability `rate`. */
export function thresholdOf({ mode, beta }: ReturnType<typeof fitNull>, rate: number): number {
	return mode - beta * Math.log(-Math.log(1 - rate));
}

/**
 * Calibrates the search: the best scores of whole searches on shuffled labels, a Gumbel distribution fitted to them, and
 * the score exceeded with the accepted probability. Each permutation has its own seed, so that the answer does not depend
 * on how many run at a time.
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
				{ table, seeds: seeds.filter((_, i) => i % lanes === lane), rows: ROWS, best: BEST },
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
	const draws = seeds.map((_, i) => perLane[i % lanes]![Math.floor(i / lanes)]!);
	const fit = fitNull(draws);
	const { mode, beta } = fit;
	const rate = settings.falseAlarmRate;
	return {
		threshold: {
			score: thresholdOf(fit, rate),
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
