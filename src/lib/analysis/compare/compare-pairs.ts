import type { SearchedRows } from '$lib/analysis/encode/read-column';
import { countSets } from '$lib/kernels/column-sets';
import { compareAccuracy, type AccuracyOutput } from '$lib/kernels/compare-accuracy';
import type { Axis } from '$lib/kernels/compare-axes';
import { compareTrends } from '$lib/kernels/compare-trends';
import { largestPlaces } from '$lib/kernels/largest-places';
import { streamSeed } from '$lib/kernels/random';
import type { AccuracyScores, SetScores } from '$lib/terms/compare';
import type { Role } from '$lib/terms/dataset';
import type { Measured } from '$lib/terms/measure';
import type { RunContext } from '$lib/terms/run';
import { chooseRows, type CompareTable } from './read-axes';

/** Sets of columns scored at most: all pairs of 400 columns, all triples of 27. */
const MOST_PAIRS = 80_000;
const MOST_TRIPLES = 3_000;

/** Pairs times rows counted without being asked to, in seconds. Wide tables are counted on fewer rows, */
const MOST_CELLS = 200_000_000;
const LEAST_ROWS = 2_000;
/** and the pairs furthest below their ceilings again on all, so many at a time. */
const REFINED = 500;
const REFINED_AT_ONCE = 100;
/** The first look's share of the work, as progress tells it. */
const FIRST_SHARE = 0.7;

interface Scored {
	readonly accuracy: SetScores;
	readonly trends: SetScores;
}

type PairsAnswer = Pick<Measured<'pairs'>, 'value' | 'sample'>;

/**
 * Scores every pair of columns by accuracy and by trend. Of wide tables all pairs are scored on a seeded choice of
 * rows, then the worst on all rows of the table, unless every row is asked for.
 * @param onSome is handed the scores so far, from the first look at all pairs on.
 */
export async function comparePairs(
	table: CompareTable,
	isEveryRow: boolean,
	ctx: RunContext,
	onSome: (some: PairsAnswer) => void
): Promise<PairsAnswer> {
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
	const first = await scorePairs({ axes: thinned, seed }, report(0, isWide ? FIRST_SHARE : 1), ctx);
	const { spread, ...accuracy } = first.accuracy;
	const closeAsSample = sampleShare(1 - accuracy.mean.value, spread, rows.human.size);
	const tell = (scored: Scored, refined: number): PairsAnswer => ({
		value: {
			axes: table.axes.map(({ ref }) => ref),
			closeAsSample,
			...scored,
			worst: furthestBelow(scored.accuracy),
			refined: isWide
				? { pairs: refined, rows: { human: human.rows, synthetic: synthetic.rows } }
				: null
		},
		sample: {
			human: { ...human, rows: rows.human.size },
			synthetic: { ...synthetic, rows: rows.synthetic.size }
		}
	});
	let scored: Scored = { accuracy, trends: first.trends };
	if (!isWide) return tell(scored, 0);
	const worst = furthestBelow(accuracy);
	for (let from = 0; from < worst.length; from += REFINED_AT_ONCE) {
		onSome(tell(scored, from));
		const share = (1 - FIRST_SHARE) / worst.length;
		const some = worst.slice(from, from + REFINED_AT_ONCE);
		const progress = report(FIRST_SHARE + from * share, some.length * share);
		scored = await scoreAgain(scored, some, { axes, seed }, progress, ctx);
	}
	return tell(scored, worst.length);
}

/** Scores some of the pairs on all rows of the axes, of which only theirs are handed to the workers. */
async function scoreAgain(
	{ accuracy, trends }: Scored,
	places: readonly number[],
	{ axes, seed }: { readonly axes: readonly Axis[]; readonly seed: number },
	report: (done: number) => void,
	ctx: RunContext
): Promise<Scored> {
	const members = places.flatMap((set) => [...accuracy.members.subarray(2 * set, 2 * set + 2)]);
	const needed = [...new Set(members)];
	const sets = Uint16Array.from(members, (column) => needed.indexOf(column));
	const input = { axes: needed.map((column) => axes[column]!), seed, sets };
	const again = await scorePairs(input, report, ctx);
	return {
		accuracy: withScores(accuracy, places, again.accuracy),
		trends: withScores(trends, places, again.trends)
	};
}

/** Scores pairs by both measures, each on a worker of its own where there are two. */
async function scorePairs(
	input: { readonly axes: readonly Axis[]; readonly seed: number; readonly sets?: Uint16Array },
	report: (done: number) => void,
	{ compute, signal }: RunContext
): Promise<{ readonly accuracy: AccuracyOutput; readonly trends: SetScores }> {
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
function furthestBelow({ scores, ceilings }: SetScores): number[] {
	return largestPlaces(
		ceilings.map((ceiling, set) => ceiling - scores[set]!),
		REFINED
	);
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

/**
 * Scores every column and, where there are at least three, every triple, or a seeded choice where there are many.
 * @param onSome is handed the single columns, which are scored first.
 */
export async function compareTriples(
	table: CompareTable,
	ctx: RunContext,
	onSome: (some: AccuracyScores) => void
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
	const refs = table.axes.map(({ ref }) => ref);
	const single = await score(1, axes.length);
	if (axes.length < 3) return { axes: refs, single, triples: null };
	onSome({ axes: refs, single, triples: null });
	return { axes: refs, single, triples: await score(3, MOST_TRIPLES) };
}

/**
 * The share f of human rows whose simple random sample lies as far from the whole as the synthetic table does:
 * distance = spread · √((1 − f) / (f n)), with the correction for a finite population (Cochran 1977, 2.5).
 */
function sampleShare(distance: number, spread: number, rows: number): number {
	if (spread === 0) return distance === 0 ? 1 : 0;
	return 1 / (1 + (distance / spread) ** 2 * rows);
}
