import { tasksOf } from '$lib/analysis/encode/encode-pair';
import { readNumbers, type SearchedRows } from '$lib/analysis/encode/read-column';
import { dateValueSql, numberValueSql } from '$lib/analysis/encode/value-sql';
import type { Axis } from '$lib/kernels/compare-axes';
import { streamSeed } from '$lib/kernels/random';
import { sampleRows } from '$lib/kernels/sample-rows';
import type { ColumnProfile, ColumnRef } from '$lib/terms/column';
import { ROLES, type DatasetPair, type Role } from '$lib/terms/dataset';
import type { SearchSample } from '$lib/terms/encoded';
import { LacunaError } from '$lib/terms/error';
import type { Recipe } from '$lib/terms/recipe';
import type { Scalar } from '$lib/terms/region';
import type { RunContext } from '$lib/terms/run';
import {
	categoryLabel,
	categoryValue,
	codeCategories,
	countCategories,
	type CategoryLegend,
	type TableOf
} from './category-values';

/** Cells a side that are held at once: about 64 MB of numbers. Wide tables are compared on fewer rows. */
const MOST_CELLS = 8_000_000;

/** A column or text measure with the values of the rows read. */
export interface ReadAxis {
	readonly profile: ColumnProfile;
	readonly ref: ColumnRef;
	readonly axis: Axis;
	/** Category labels by code − 1; empty for numbers and dates. */
	readonly labels: readonly string[];
	/** Categories as conditions hold them, by code − 1; shorter than `labels` where the rest is one of those. */
	readonly values: readonly Scalar[];
	/** Reads rows of any table so that they can stand beside those of the axis. */
	readonly read: (of: TableOf, rows: SearchedRows, ctx: RunContext) => Promise<AxisRows>;
}

/** Values of a number, or codes of a category, a row. */
export type AxisRows = Float64Array | Uint16Array;

/** The rows of both tables that the table-wide measures read. */
export interface CompareTable {
	readonly axes: readonly ReadAxis[];
	readonly sample: Readonly<Record<Role, SearchSample>>;
}

/** Which rows of a table a measure reads: all, or a seeded choice. */
export function chooseRows(
	rowCount: number,
	size: number,
	table: string,
	seed: number
): SearchedRows {
	const taken = Math.min(rowCount, size);
	return {
		chosen: sampleRows(rowCount, taken, streamSeed(seed, `compared rows of ${table}`)),
		size: taken
	};
}

/** A numeric, date or text-measure column of a table; dates in microseconds since 1970. */
export function readAxisNumbers(
	{ use }: ColumnProfile,
	ref: ColumnRef,
	{ table, column }: TableOf,
	rows: SearchedRows,
	ctx: RunContext
): Promise<Float64Array> {
	const sql = (use === 'date' ? dateValueSql : numberValueSql)(ref, column);
	return readNumbers(sql, table, rows, ctx);
}

/**
 * Reads every column that takes part, for all rows or a seeded sample of `settings.searchRows` a side, fewer where
 * the table is so wide that they would not fit in memory.
 * @throws {@link LacunaError} `columns-unusable` where no column takes part.
 */
export async function readAxes(
	pair: DatasetPair,
	profiles: readonly ColumnProfile[],
	recipe: Recipe,
	isEveryRow: boolean,
	ctx: RunContext
): Promise<CompareTable> {
	const tasks = tasksOf(profiles);
	if (tasks.length === 0) {
		throw new LacunaError('columns-unusable', 'No shared column can be compared.', {
			hint: 'Give a column another use, or choose tables that share categories, numbers or dates.'
		});
	}
	const { seed, searchRows } = recipe.settings;
	const wanted = isEveryRow || searchRows === 0 ? Infinity : searchRows;
	const size = isEveryRow ? wanted : Math.min(wanted, Math.floor(MOST_CELLS / tasks.length));
	const rows = {
		human: chooseRows(pair.human.rowCount, size, 'human', seed),
		synthetic: chooseRows(pair.synthetic.rowCount, size, 'synthetic', seed)
	};
	const axes: ReadAxis[] = [];
	for (const { profile, ref } of tasks) {
		ctx.onProgress({
			stage: 'compare',
			done: axes.length / tasks.length,
			message: `reading ${ref.column}`
		});
		for (const role of ROLES)
			await ctx.engine.load(role, [profile.pair[role].name], { signal: ctx.signal });
		axes.push(
			profile.use === 'category'
				? await readCategoryAxis(profile, ref, rows, ctx)
				: await readNumberAxis(profile, ref, rows, ctx)
		);
	}
	const sampleOf = (role: Role) => ({ rows: rows[role].size, of: pair[role].rowCount, seed });
	return { axes, sample: { human: sampleOf('human'), synthetic: sampleOf('synthetic') } };
}

async function readNumberAxis(
	profile: ColumnProfile,
	ref: ColumnRef,
	rows: Readonly<Record<Role, SearchedRows>>,
	ctx: RunContext
): Promise<ReadAxis> {
	const read = (of: TableOf, some: SearchedRows, during: RunContext) =>
		readAxisNumbers(profile, ref, of, some, during);
	const side = (role: Role) => read({ table: role, column: profile.pair[role] }, rows[role], ctx);
	const [human, synthetic] = [await side('human'), await side('synthetic')];
	const axis: Axis = { kind: 'number', values: { human, synthetic } };
	return { profile, ref, axis, labels: [], values: [], read };
}

async function readCategoryAxis(
	profile: ColumnProfile,
	ref: ColumnRef,
	rows: Readonly<Record<Role, SearchedRows>>,
	ctx: RunContext
): Promise<ReadAxis> {
	const { pair } = profile;
	const legend = await countCategories(pair, ctx);
	const read = (of: TableOf, some: SearchedRows, during: RunContext) =>
		codeCategories(pair, of, legend, some, during);
	const side = (role: Role) => read({ table: role, column: pair[role] }, rows[role], ctx);
	const [human, synthetic] = [await side('human'), await side('synthetic')];
	const labels = labelsOf(legend);
	const values = legend.values.map((value) => categoryValue(legend.family, value));
	const axis: Axis = { kind: 'category', levels: labels.length, codes: { human, synthetic } };
	return { profile, ref, axis, labels, values, read };
}

function labelsOf({ family, values, others }: CategoryLegend): string[] {
	const labels = values.map((value) => categoryLabel(family, value));
	return others.human + others.synthetic > 0 ? [...labels, '(all others)'] : labels;
}
