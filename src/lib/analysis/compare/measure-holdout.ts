import { fileNameOf } from '$lib/analysis/open/file-name';
import { pairColumns } from '$lib/analysis/open/pair-columns';
import type { Axis } from '$lib/kernels/compare-axes';
import { compareCloseness } from '$lib/kernels/compare-closeness';
import { shareInterval } from '$lib/kernels/compare-target';
import { streamSeed } from '$lib/kernels/random';
import type { ColumnProfile } from '$lib/terms/column';
import type { HoldoutScores } from '$lib/terms/compare';
import { ROLES, type DatasetPair, type Source, type TableColumn } from '$lib/terms/dataset';
import { LacunaError } from '$lib/terms/error';
import type { Recipe } from '$lib/terms/recipe';
import type { RunContext } from '$lib/terms/run';
import { copiedColumns, countMatches } from './count-copies';
import { chooseRows, readAxes, type AxisRows, type ReadAxis } from './read-axes';
import { readValues } from './read-values';

/** The holdout's name in SQL, beside the tables of both roles. */
const TABLE = 'holdout';
/** Human rows of either kind and synthetic rows between which all distances are taken. */
const HUMAN_ROWS = 20_000;
const SYNTHETIC_ROWS = 1_000;

interface Held {
	readonly profile: ColumnProfile;
	readonly column: TableColumn;
}

/**
 * Holds the synthetic rows against human rows that the generator was not shown: exact copies of either, and which of
 * them a synthetic row lies nearer to.
 * @throws {@link LacunaError} `columns-unpaired` where the holdout has no column that is compared, `file-*` where it
 * cannot be read.
 */
export async function compareToHoldout(
	pair: DatasetPair,
	profiles: readonly ColumnProfile[],
	source: Source,
	recipe: Recipe,
	ctx: RunContext
) {
	const fileName = fileNameOf(source.name);
	try {
		const { columns, rowCount } = await ctx.engine.open(
			TABLE,
			{ ...source, name: fileName },
			{ signal: ctx.signal }
		);
		if (rowCount === 0)
			throw new LacunaError('file-empty', `${fileName} has columns but not a single row.`, {
				hint: 'Choose a file with human rows that the generator was not shown.'
			});
		const held = heldColumns(pair, profiles, columns);
		if (held.length === 0)
			throw new LacunaError(
				'columns-unpaired',
				`${fileName} has no compared column of ${pair.human.name}.`,
				{ hint: 'Choose a file with columns named as in the human table.' }
			);
		await ctx.engine.load(
			TABLE,
			held.map(({ column }) => column.name),
			{ signal: ctx.signal }
		);
		const counts = await countBoth(held, ctx);
		const nearest = await compareNearest(pair, held, rowCount, recipe, ctx);
		const value: HoldoutScores = {
			fileName,
			rows: rowCount,
			columns: held.length,
			...counts,
			expected: (counts.holdoutCopies / rowCount) * pair.human.rowCount,
			nearer: nearest.nearer
		};
		return { value, sample: nearest.sample };
	} finally {
		await ctx.engine.drop(TABLE);
	}
}

function heldColumns(
	pair: DatasetPair,
	profiles: readonly ColumnProfile[],
	columns: readonly TableColumn[]
): Held[] {
	const partners = pairColumns({ human: pair.human.columns, synthetic: columns }, {}).columns;
	return copiedColumns(profiles).flatMap((profile): Held[] => {
		const column = partners.find(({ name }) => name === profile.pair.name)?.synthetic;
		return column?.family === profile.pair.human.family ? [{ profile, column }] : [];
	});
}

async function countBoth(held: readonly Held[], ctx: RunContext) {
	ctx.onProgress({ stage: 'compare', done: 0.1, message: 'looking for copies' });
	for (const role of ROLES)
		await ctx.engine.load(
			role,
			held.map(({ profile }) => profile.pair[role].name),
			{ signal: ctx.signal }
		);
	const of = (table: 'human' | 'synthetic') => ({
		table,
		columns: held.map(({ profile }) => ({ profile, column: profile.pair[table] }))
	});
	return {
		copies: await countMatches(of('synthetic'), of('human'), ctx),
		holdoutCopies: await countMatches(of('synthetic'), { table: TABLE, columns: held }, ctx)
	};
}

async function compareNearest(
	pair: DatasetPair,
	held: readonly Held[],
	rowCount: number,
	recipe: Recipe,
	ctx: RunContext
) {
	const { seed } = recipe.settings;
	const size = Math.min(HUMAN_ROWS, rowCount, pair.human.rowCount);
	const profiles = held.map(({ profile }) => profile);
	const settings = { ...recipe.settings, searchRows: size };
	const table = await readAxes(pair, profiles, { ...recipe, settings }, false, ctx);
	const rows = chooseRows(rowCount, size, TABLE, seed);
	const axes: Axis[] = [];
	for (const one of table.axes) {
		const { column } = held.find(({ profile }) => profile === one.profile)!;
		const [values] = await readValues([one.sqlOf(column)], TABLE, rows, ctx);
		axes.push(withRows(one, one.toRows(values!)));
	}
	const { rows: compared, nearer } = await ctx.compute.run(
		compareCloseness,
		{ axes, shown: size, rows: SYNTHETIC_ROWS, seed: streamSeed(seed, 'closeness') },
		{
			signal: ctx.signal,
			onProgress: (done) =>
				ctx.onProgress({
					stage: 'compare',
					done: 0.3 + 0.7 * done,
					message: 'looking for the nearest rows'
				})
		}
	);
	const share = nearer / compared;
	const { human, synthetic } = table.sample;
	return {
		sample: { human, synthetic: { ...synthetic, rows: compared } },
		nearer: { estimate: share, ...shareInterval(share, compared), level: 0.95 }
	};
}

/** An axis whose human rows are followed by those of the holdout. */
function withRows({ axis }: ReadAxis, rows: AxisRows): Axis {
	if (axis.kind === 'number') {
		const { human, synthetic } = axis.values;
		return { ...axis, values: { human: Float64Array.of(...human, ...rows), synthetic } };
	}
	const { human, synthetic } = axis.codes;
	return { ...axis, codes: { human: Uint16Array.of(...human, ...rows), synthetic } };
}
