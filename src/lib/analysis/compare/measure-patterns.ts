import { binAxis } from '$lib/kernels/compare-axes';
import { comparePatterns } from '$lib/kernels/compare-patterns';
import type { PatternScores } from '$lib/terms/compare';
import { LacunaError } from '$lib/terms/error';
import type { RunContext } from '$lib/terms/run';
import { binLabels } from './pair-table';
import type { CompareTable, ReadAxis } from './read-axes';

const BINS = 5;
const MOST_LEVELS = 12;
/** Patterns held at once, and columns that a person can still read. */
const MOST_PATTERNS = 400_000;
const MOST_COLUMNS = 5;
/** Human rows that make a pattern worth covering; uncovered is what synthetic has at under a tenth of that rate. */
const HUMAN_ROWS = 30;
const UNCOVERED_RATE = 0.1;
/** Patterns and combinations handed out. */
const MOST_LISTED = 50;

/**
 * Finds combinations of values that people fill and synthetic rows hardly do, over the first
 * few categories, and numbers in five quantile bins where there are not enough.
 * @throws {@link LacunaError} `columns-unusable` where fewer than two columns have few enough values.
 */
export async function findPatterns(table: CompareTable, ctx: RunContext): Promise<PatternScores> {
	const axes = chooseAxes(table.axes);
	if (axes.length < 2) {
		throw new LacunaError(
			'columns-unusable',
			'Fewer than two columns have values few enough to be combined.',
			{ hint: 'Choose other columns, or use a number as a category.' }
		);
	}
	const binned = axes.map((one) => binAxis(one.axis, binsOf(one)));
	const labels = axes.map((one, d) => binLabels(one, binned[d]!.cuts, binned[d]!.size));
	const { human, synthetic } = table.sample;
	const syntheticThreshold = Math.max(
		1,
		Math.round((UNCOVERED_RATE * HUMAN_ROWS * synthetic.rows) / human.rows)
	);
	const found = await ctx.compute.run(
		comparePatterns,
		{
			columns: binned.map(({ size, codes }) => ({
				size,
				codes: {
					human: Uint8Array.from(codes.human),
					synthetic: Uint8Array.from(codes.synthetic)
				}
			})),
			humanThreshold: HUMAN_ROWS,
			syntheticThreshold
		},
		{
			signal: ctx.signal,
			onProgress: (done) => ctx.onProgress({ stage: 'compare', done, message: 'counting patterns' })
		}
	);
	const words = (codes: readonly number[]) =>
		codes.map((code, d) => (code < 0 ? null : (labels[d]![code] ?? null)));
	return {
		axes: axes.map(({ ref }) => ref),
		humanThreshold: HUMAN_ROWS,
		syntheticThreshold,
		count: found.patterns.length,
		patterns: found.patterns.slice(0, MOST_LISTED).map(({ codes, ...counts }) => ({
			values: words(codes),
			...counts
		})),
		toCollect: found.toCollect.slice(0, MOST_LISTED).map(({ codes, meets }) => ({
			values: words(codes),
			meets
		}))
	};
}

function binsOf({ axis }: ReadAxis): number {
	return axis.kind === 'category' ? axis.levels : BINS;
}

/** Columns as long as their patterns fit: categories with few values before numbers. */
function chooseAxes(axes: readonly ReadAxis[]): ReadAxis[] {
	const small = axes
		.filter((one) => binsOf(one) >= 2 && binsOf(one) <= MOST_LEVELS)
		.toSorted((a, b) => Number(a.axis.kind === 'number') - Number(b.axis.kind === 'number'));
	const chosen: ReadAxis[] = [];
	let patterns = 1;
	for (const one of small) {
		const size = binsOf(one) + 3;
		if (chosen.length === MOST_COLUMNS || patterns * size > MOST_PATTERNS) break;
		chosen.push(one);
		patterns *= size;
	}
	return chosen;
}
