import type { SearchedRows } from '$lib/analysis/encode/read-column';
import { countSets } from '$lib/kernels/column-sets';
import { compareAccuracy, type AccuracyOutput } from '$lib/kernels/compare-accuracy';
import type { Axis } from '$lib/kernels/compare-axes';
import { compareTrends } from '$lib/kernels/compare-trends';
import { streamSeed } from '$lib/kernels/random';
import type { AccuracyScores, PairScores, SetScores } from '$lib/terms/compare';
import type { Role } from '$lib/terms/dataset';
import type { RunContext } from '$lib/terms/run';
import { chooseRows, type CompareTable } from './read-axes';

/** Sets of columns scored at most: all pairs of 400 columns, all triples of 27. */
const MOST_PAIRS = 80_000;
const MOST_TRIPLES = 3_000;

/** Pairs times rows counted without being asked to, in seconds. Wide tables are counted on fewer rows, */
const MOST_CELLS = 200_000_000;
const LEAST_ROWS = 2_000;
/** and the pairs furthest below their ceilings again on all. */
const REFINED = 500;

interface Scored {
	readonly accuracy: AccuracyOutput;
	readonly trends: SetScores;
}

/**
 * Scores every pair of columns by accuracy and by trend. Of wide tables all pairs are scored on a seeded choice of
 * rows, then the worst on all rows of the table, unless every row is asked for.
 */
export async function comparePairs(table: CompareTable, isEveryRow: boolean, ctx: RunContext) {
	const { human, synthetic } = table.sample;
	const axes = table.axes.map(({ axis }) => axis);
	const pairs = Math.min(MOST_PAIRS, countSets(axes.length, 2));
	const isWide = !isEveryRow && pairs * (human.rows + synthetic.rows) > MOST_CELLS;
	const size = isWide ? Math.max(LEAST_ROWS, Math.floor(MOST_CELLS / (2 * pairs))) : Infinity;
	const seed = streamSeed(human.seed, 'pairs of columns');
	const rows = {
		human: chooseRows(human.rows, size, 'human', seed),
		synthetic: chooseRows(synthetic.rows, size, 'synthetic', seed)
	};
	const report = (from: number, share: number) => (done: number) =>
		ctx.onProgress({
			stage: 'compare',
			done: from + share * done,
			message: `scoring pairs of ${axes.length} columns`
		});
	const thinned = isWide ? axes.map((axis) => thin(axis, rows)) : axes;
	const first = await scorePairs({ axes: thinned, seed }, report(0, isWide ? 0.9 : 1), ctx);
	const { spread, ...accuracy } = first.accuracy;
	const closeAsSample = sampleShare(1 - accuracy.mean.value, spread, rows.human.size);
	const base = { axes: table.axes.map(({ ref }) => ref), closeAsSample };
	if (!isWide) {
		const value: PairScores = { ...base, accuracy, trends: first.trends, refined: null };
		return { value, sample: table.sample };
	}
	const worst = furthestBelow(accuracy, REFINED);
	const sets = Uint16Array.from(
		worst.flatMap((set) => [...accuracy.members.subarray(2 * set, 2 * set + 2)])
	);
	const again = await scorePairs({ axes, seed, sets }, report(0.9, 0.1), ctx);
	const value: PairScores = {
		...base,
		accuracy: withScores(accuracy, worst, again.accuracy),
		trends: withScores(first.trends, worst, again.trends),
		refined: { pairs: worst.length, rows: { human: human.rows, synthetic: synthetic.rows } }
	};
	const counted = {
		human: { ...human, rows: rows.human.size },
		synthetic: { ...synthetic, rows: rows.synthetic.size }
	};
	return { value, sample: counted };
}

/** Scores pairs by both measures, each on a worker of its own where there are two. */
async function scorePairs(
	input: { readonly axes: readonly Axis[]; readonly seed: number; readonly sets?: Uint16Array },
	report: (done: number) => void,
	{ compute, signal }: RunContext
): Promise<Scored> {
	const done = [0, 0];
	const part = (i: 0 | 1) => ({
		signal,
		onProgress: (share: number) => {
			done[i] = share;
			report((done[0]! + done[1]!) / 2);
		}
	});
	const asked = { ...input, mostSets: MOST_PAIRS };
	const [accuracy, trends] = await Promise.all([
		compute.run(compareAccuracy, { ...asked, size: 2 }, part(0)),
		compute.run(compareTrends, asked, part(1))
	]);
	return { accuracy, trends };
}

/** The chosen rows of an axis. */
function thin(axis: Axis, rows: Readonly<Record<Role, SearchedRows>>): Axis {
	const pick = <Values extends Float64Array | Uint16Array>(values: Values, role: Role) => {
		const { chosen } = rows[role];
		return chosen === null
			? values
			: values.slice(0, chosen.length).map((_, i) => values[chosen[i]!]!);
	};
	if (axis.kind === 'number') {
		const { human, synthetic } = axis.values;
		return {
			...axis,
			values: {
				human: pick(human, 'human') as Float64Array,
				synthetic: pick(synthetic, 'synthetic') as Float64Array
			}
		};
	}
	const { human, synthetic } = axis.codes;
	return {
		...axis,
		codes: {
			human: pick(human, 'human') as Uint16Array,
			synthetic: pick(synthetic, 'synthetic') as Uint16Array
		}
	};
}

/** Places of the sets that lie furthest below their ceilings. */
function furthestBelow({ scores, ceilings }: SetScores, count: number): number[] {
	const below = (set: number) => ceilings[set]! - scores[set]!;
	return Array.from(scores.keys())
		.sort((a, b) => below(b) - below(a) || a - b)
		.slice(0, count);
}

/** Scores of which some are replaced; the mean stays that of all sets on equally many rows. */
function withScores(all: SetScores, places: readonly number[], some: SetScores): SetScores {
	const [scores, ceilings] = [all.scores.slice(), all.ceilings.slice()];
	places.forEach((set, i) => {
		scores[set] = some.scores[i]!;
		ceilings[set] = some.ceilings[i]!;
	});
	return { ...all, scores, ceilings };
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
