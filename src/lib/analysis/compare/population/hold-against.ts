import { tasksOf } from '$lib/analysis/encode/encode-pair';
import { fileNameOf } from '$lib/analysis/open/file-name';
import { pairColumns } from '$lib/analysis/open/pair-columns';
import { compareToTarget, shareInterval } from '$lib/kernels/compare-target';
import type { ColumnProfile } from '$lib/terms/column';
import type { ColumnMirror, PopulationScores, Reading, SideMirror } from '$lib/terms/population';
import { ROLES, type DatasetPair, type Role, type Source } from '$lib/terms/dataset';
import type { OpenedTable } from '$lib/terms/engine';
import { LacunaError } from '$lib/terms/error';
import type { Recipe } from '$lib/terms/recipe';
import type { RunContext } from '$lib/terms/run';
import { countBy, weightSql } from './count-sides';
import { cutByMargins, cutByRows, type PopulationColumn } from './population-cells';
import { findMarginColumns, readMargins } from './read-margins';

/** The population's name in SQL, beside the tables of both roles. */
const TABLE = 'population';
/** Shortfall below the ceiling up to which a table mirrors the population, or lies near it. */
const MIRRORS = 0.02;
const NEAR = 0.05;

interface Cut {
	readonly columns: readonly PopulationColumn[];
	readonly leftOut: PopulationScores['leftOut'];
}

/**
 * Holds both tables against the population that they are to stand for: a file of margins (column, value or band,
 * share) or a table of its people. Reads every row; a weight column weighs its side.
 * @throws {@link LacunaError} `columns-unusable` where the file names no column of the tables or its shares are
 * none; `file-*` where it cannot be read.
 */
export async function holdAgainstPopulation(
	pair: DatasetPair,
	profiles: readonly ColumnProfile[],
	source: Source,
	recipe: Recipe,
	ctx: RunContext
): Promise<PopulationScores> {
	const fileName = fileNameOf(source.name);
	try {
		const opened = await ctx.engine.open(
			TABLE,
			{ ...source, name: fileName },
			{ signal: ctx.signal }
		);
		const names = findMarginColumns(opened);
		const cut =
			names === null
				? await cutRows(opened, pair, profiles, ctx)
				: cutMargins(await readMargins(TABLE, fileName, names, ctx), profiles, fileName);
		if (cut.columns.length === 0) throw nothingHeld(fileName, cut.leftOut);
		const columns = await holdAll(cut.columns, pair, profiles, recipe, ctx);
		return {
			fileName,
			kind: names === null ? 'rows' : 'margins',
			rows: names === null ? opened.rowCount : null,
			columns: columns.toSorted((a, b) => distance(b) - distance(a)),
			leftOut: cut.leftOut
		};
	} finally {
		await ctx.engine.drop(TABLE);
	}
}

function distance({ sides: { synthetic } }: ColumnMirror): number {
	return synthetic.ceiling - synthetic.value;
}

function cutMargins(
	margins: Awaited<ReturnType<typeof readMargins>>,
	profiles: readonly ColumnProfile[],
	fileName: string
): Cut {
	const columns: PopulationColumn[] = [];
	const leftOut: PopulationScores['leftOut'][number][] = [];
	const named = [...margins.keys()].map((name) => ({
		name,
		sqlType: 'VARCHAR',
		family: 'text' as const
	}));
	const human = profiles.map(({ pair }) => pair.human);
	const { columns: pairs, unpaired } = pairColumns({ human, synthetic: named }, {});
	for (const column of unpaired.synthetic)
		leftOut.push({ column, reason: 'Human and synthetic rows share no such column.' });
	for (const { name, synthetic } of pairs) {
		const profile = profiles.find((one) => one.pair.name === name)!;
		const cut = cutByMargins(profile, margins.get(synthetic.name)!, fileName);
		if (typeof cut === 'string') leftOut.push({ column: name, reason: cut });
		else columns.push(cut);
	}
	return { columns, leftOut };
}

async function cutRows(
	opened: OpenedTable,
	pair: DatasetPair,
	profiles: readonly ColumnProfile[],
	ctx: RunContext
): Promise<Cut> {
	const { columns: pairs } = pairColumns(
		{ human: pair.human.columns, synthetic: opened.columns },
		{}
	);
	const columns: PopulationColumn[] = [];
	const leftOut: PopulationScores['leftOut'][number][] = [];
	for (const { profile, ref } of tasksOf(profiles)) {
		const column = pairs.find(({ name }) => name === ref.column)?.synthetic;
		if (!column || column.family !== profile.pair.human.family) {
			const reason = column
				? `It holds ${profile.pair.human.sqlType} in human and ${column.sqlType} in the population.`
				: 'The population has no such column.';
			if (leftOut.at(-1)?.column !== ref.column) leftOut.push({ column: ref.column, reason });
			continue;
		}
		await ctx.engine.load(TABLE, [column.name], { signal: ctx.signal });
		const cut = await cutByRows(profile, ref, column, TABLE, ctx);
		if (typeof cut === 'string') leftOut.push({ column: ref.column, reason: cut });
		else columns.push(cut);
	}
	return { columns, leftOut };
}

async function holdAll(
	cuts: readonly PopulationColumn[],
	pair: DatasetPair,
	profiles: readonly ColumnProfile[],
	recipe: Recipe,
	ctx: RunContext
): Promise<ColumnMirror[]> {
	const weights = {
		human: await weightSql(pair, profiles, recipe, 'human', ctx),
		synthetic: await weightSql(pair, profiles, recipe, 'synthetic', ctx)
	};
	const held: ColumnMirror[] = [];
	for (const [done, cut] of cuts.entries()) {
		const message = `holding ${cut.ref.column} against the population`;
		ctx.onProgress({ stage: 'compare', done: done / cuts.length, message });
		held.push(await holdColumn(cut, weights, ctx));
	}
	return held;
}

async function holdColumn(
	cut: PopulationColumn,
	weights: Readonly<Record<Role, string>>,
	ctx: RunContext
): Promise<ColumnMirror> {
	const side = async (role: Role) => {
		const column = cut.profile.pair[role];
		await ctx.engine.load(role, [column.name], { signal: ctx.signal });
		const counted = await countBy<string | number>(cut.keySql(column), role, weights[role], ctx);
		const cells = cut.labels.map(() => 0);
		for (const [key, weight] of counted.of) cells[cut.cellOf(key)]! += weight;
		const { rows, weight, squares } = counted;
		return {
			rows,
			effectiveRows: squares === 0 ? 0 : weight ** 2 / squares,
			shares: cells.map((one) => (weight === 0 ? 0 : one / weight))
		};
	};
	const sides = { human: await side('human'), synthetic: await side('synthetic') };
	const interval = (estimate: number, rows: number) => ({
		estimate,
		...(rows === Infinity ? { low: estimate, high: estimate } : shareInterval(estimate, rows)),
		level: 0.95
	});
	const cells = cut.labels.map((label, cell) => {
		const share = (role: Role) => interval(sides[role].shares[cell]!, sides[role].effectiveRows);
		return {
			label,
			target: interval(cut.shares[cell]!, cut.rows),
			shares: { human: share('human'), synthetic: share('synthetic') }
		};
	});
	// The rest is told only where the population or a table has it.
	const told = cells.filter(
		({ target, shares }, i) =>
			i < cells.length - 1 ||
			target.estimate > 1e-9 ||
			ROLES.some((role) => shares[role].estimate > 0)
	);
	const mirror = (role: Role): SideMirror => {
		const { rows, effectiveRows, shares } = sides[role];
		if (rows === 0)
			return { value: 0, ceiling: 0, low: 0, high: 1, reading: 'unclear', rows, effectiveRows };
		const { score, ...rest } = compareToTarget(shares, cut.shares, effectiveRows, cut.rows);
		const reading = readScore(rest.ceiling - score, 1 - rest.ceiling);
		return { value: score, ...rest, reading, rows, effectiveRows };
	};
	return {
		ref: cut.ref,
		sides: { human: mirror('human'), synthetic: mirror('synthetic') },
		cells: told
	};
}

/** What a shortfall says, beside the distance that chance alone gives. */
function readScore(shortfall: number, noise: number): Reading {
	if (shortfall > NEAR) return 'off';
	if (noise > NEAR) return 'unclear';
	return shortfall > MIRRORS ? 'near' : 'mirrors';
}

function nothingHeld(fileName: string, leftOut: PopulationScores['leftOut']): LacunaError {
	const why = leftOut.slice(0, 3).map(({ column, reason }) => `${column}: ${reason}`);
	return new LacunaError(
		'columns-unusable',
		`${fileName} says nothing about a column of the tables. ${why.join(' ')}`.trim(),
		{
			hint: 'Give a CSV file with the columns column, value and share, or a table of the population with columns named as in the human table.'
		}
	);
}
