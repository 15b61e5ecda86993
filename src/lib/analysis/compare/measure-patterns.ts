import { binAxis } from '$lib/kernels/compare-axes';
import { comparePatterns } from '$lib/kernels/compare-patterns';
import type { ColumnProfile } from '$lib/terms/column';
import { MOST_PATTERN_COLUMNS, type PatternChoice, type PatternScores } from '$lib/terms/patterns';
import type { DatasetPair } from '$lib/terms/dataset';
import { LacunaError } from '$lib/terms/error';
import { countText } from '$lib/terms/figures';
import type { Recipe } from '$lib/terms/recipe';
import { MAX_CONDITIONS } from '$lib/terms/region';
import type { RunContext } from '$lib/terms/run';
import { binLabels } from './pair-table';
import { patternRegion, type PatternAxis } from './pattern-region';
import { readAxes, type CompareTable, type ReadAxis } from './read-axes';

const BINS = 5;
/** Categories told apart of a column that was chosen by hand; the rarest beyond are one. */
const MOST_LEVELS = 30;
/** What the measure itself chooses: columns of few values, fewer of them than a person may choose. */
const FEW_LEVELS = 12;
const FEW_COLUMNS = 5;
/** Patterns held at once. */
const MOST_PATTERNS = 2_000_000;
/** Uncovered is what synthetic has at under a tenth of the human threshold's rate. */
const UNCOVERED_RATE = 0.1;
/** Patterns and combinations handed out. */
const MOST_LISTED = 50;

/**
 * Finds combinations of values that people fill and synthetic rows hardly do, over the chosen columns: categories
 * by value, numbers and dates in five human quantile bins.
 * @throws {@link LacunaError} `columns-unusable` where fewer than two columns can be combined, or the chosen ones
 * have too many combinations.
 */
export async function findPatterns(
	pair: DatasetPair,
	profiles: readonly ColumnProfile[],
	recipe: Recipe,
	{ choice, isEveryRow }: { readonly choice: PatternChoice; readonly isEveryRow: boolean },
	ctx: RunContext
) {
	const chosen = chooseProfiles(profiles, choice);
	const table = await readAxes(pair, chosen, recipe, isEveryRow, ctx);
	const axes = table.axes.map((read): PatternAxis & { codes: CodesOf } => {
		const { size, codes, cuts } = binAxis(read.axis, binsOf(read));
		return { read, size, cuts, codes };
	});
	const combinations = axes.reduce((product, { size }) => product * (size + 1), 1);
	if (combinations > MOST_PATTERNS) throw tooMany(combinations);
	const { humanThreshold } = choice;
	const syntheticThreshold = choice.syntheticThreshold ?? uncoveredBelow(humanThreshold, table);
	const found = await ctx.compute.run(
		comparePatterns,
		{
			columns: axes.map(({ size, codes }) => ({
				size,
				codes: {
					human: Uint8Array.from(codes.human),
					synthetic: Uint8Array.from(codes.synthetic)
				}
			})),
			humanThreshold,
			syntheticThreshold,
			mostFixed: MAX_CONDITIONS
		},
		{
			signal: ctx.signal,
			onProgress: (done) => ctx.onProgress({ stage: 'compare', done, message: 'counting patterns' })
		}
	);
	const labels = axes.map(({ read, cuts, size }) => binLabels(read, cuts, size));
	const tell = (codes: readonly number[]) => ({
		values: codes.map((code, d) => (code < 0 ? null : (labels[d]![code] ?? null))),
		region: patternRegion(axes, codes)
	});
	const value: PatternScores = {
		axes: axes.map(({ read }) => read.ref),
		humanThreshold,
		syntheticThreshold,
		count: found.patterns.length,
		patterns: found.patterns
			.slice(0, MOST_LISTED)
			.map(({ codes, ...counts }) => ({ ...tell(codes), ...counts })),
		toCollect: found.toCollect
			.slice(0, MOST_LISTED)
			.map(({ codes, ...counts }) => ({ ...tell(codes), ...counts }))
	};
	return { value, sample: table.sample };
}

type CodesOf = ReturnType<typeof binAxis>['codes'];

function uncoveredBelow(humanThreshold: number, { sample }: CompareTable): number {
	const rate = sample.synthetic.rows / sample.human.rows;
	return Math.max(1, Math.round(UNCOVERED_RATE * humanThreshold * rate));
}

function binsOf({ axis }: ReadAxis): number {
	return axis.kind === 'category' ? Math.min(axis.levels, MOST_LEVELS) : BINS;
}

function chooseProfiles(
	profiles: readonly ColumnProfile[],
	{ columns }: PatternChoice
): ColumnProfile[] {
	const usable = profiles.filter(({ use }) => ['category', 'measure', 'date'].includes(use));
	const chosen =
		columns === null
			? firstFew(usable)
			: usable.filter(({ pair }) => columns.includes(pair.name)).slice(0, MOST_PATTERN_COLUMNS);
	if (chosen.length >= 2) return chosen;
	throw new LacunaError(
		'columns-unusable',
		'Fewer than two columns have values few enough to be combined.',
		{ hint: 'Choose two to six columns that hold categories, numbers or dates.' }
	);
}

/** The first few columns with few values: categories before numbers. */
function firstFew(profiles: readonly ColumnProfile[]): ColumnProfile[] {
	const levels = ({ use, sides }: ColumnProfile) =>
		use === 'category' ? sides.human.distinct : BINS;
	return profiles
		.filter((profile) => levels(profile) >= 2 && levels(profile) <= FEW_LEVELS)
		.toSorted((a, b) => Number(a.use !== 'category') - Number(b.use !== 'category'))
		.slice(0, FEW_COLUMNS);
}

function tooMany(combinations: number): LacunaError {
	return new LacunaError(
		'columns-unusable',
		`The chosen columns have ${countText(combinations)} combinations, more than can be counted at once.`,
		{ hint: 'Choose fewer columns, or columns with fewer values.' }
	);
}
