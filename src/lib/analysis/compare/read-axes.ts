import { tasksOf, type Task } from '$lib/analysis/encode/encode-pair';
import type { SearchedRows } from '$lib/analysis/encode/read-column';
import { dateValueSql, numberValueSql } from '$lib/analysis/encode/value-sql';
import type { Axis } from '$lib/kernels/compare-axes';
import { streamSeed } from '$lib/kernels/random';
import { sampleRows } from '$lib/kernels/sample-rows';
import type { ColumnProfile, ColumnRef } from '$lib/terms/column';
import type { DatasetPair, Role, TableColumn } from '$lib/terms/dataset';
import type { SearchSample } from '$lib/terms/encoded';
import { LacunaError } from '$lib/terms/error';
import type { Recipe } from '$lib/terms/recipe';
import type { Scalar } from '$lib/terms/region';
import type { RunContext } from '$lib/terms/run';
import {
	categoryLabel,
	categoryValue,
	codesOf,
	codeSql,
	countCategories,
	type CategoryLegend
} from './category-values';
import { overBatches } from './column-batches';
import { readValues } from './read-values';

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
	/** What is read of a column of any table, a DOUBLE, so that its rows can stand beside those of the axis. */
	readonly sqlOf: (column: TableColumn) => string;
	readonly toRows: (values: Float64Array) => AxisRows;
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

/** A numeric, date or text-measure column as DOUBLE; dates in microseconds since 1970. */
export function axisSql({ use }: ColumnProfile, ref: ColumnRef, column: TableColumn): string {
	return (use === 'date' ? dateValueSql : numberValueSql)(ref, column);
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
	const axes = new Array<ReadAxis>(tasks.length);
	const readBatch = async (batch: readonly Task[], at: number) => {
		const categories = batch.filter(({ profile }) => profile.use === 'category');
		const legends = await countCategories(
			categories.map(({ profile }) => profile.pair),
			ctx
		);
		const forms = batch.map((task) => formOf(task, legends[categories.indexOf(task)]));
		const side = async (role: Role) => {
			const sql = forms.map(({ sqlOf }, i) => sqlOf(batch[i]!.profile.pair[role]));
			const values = await readValues(sql, role, rows[role], ctx);
			return forms.map(({ toRows }, i) => toRows(values[i]!));
		};
		const [human, synthetic] = await Promise.all([side('human'), side('synthetic')]);
		forms.forEach(
			(form, i) => (axes[at + i] = withSides(form, { human: human[i]!, synthetic: synthetic[i]! }))
		);
	};
	await overBatches(pair, tasks, 'reading', readBatch, ctx);
	const sampleOf = (role: Role) => ({ rows: rows[role].size, of: pair[role].rowCount, seed });
	return { axes, sample: { human: sampleOf('human'), synthetic: sampleOf('synthetic') } };
}

/** An axis before its rows are read; a category column has a legend. */
function formOf(
	{ profile, ref }: Task,
	legend: CategoryLegend | undefined
): Omit<ReadAxis, 'axis'> {
	if (!legend) {
		const sqlOf = (column: TableColumn) => axisSql(profile, ref, column);
		return { profile, ref, labels: [], values: [], sqlOf, toRows: (values) => values };
	}
	return {
		...{ profile, ref, labels: labelsOf(legend) },
		values: legend.values.map((value) => categoryValue(legend.family, value)),
		sqlOf: (column) => codeSql(profile.pair, column, legend),
		toRows: (values) => codesOf(values, legend)
	};
}

function withSides(
	form: Omit<ReadAxis, 'axis'>,
	{ human, synthetic }: Readonly<Record<Role, AxisRows>>
): ReadAxis {
	const axis =
		human instanceof Float64Array && synthetic instanceof Float64Array
			? ({ kind: 'number', values: { human, synthetic } } as const)
			: ({
					kind: 'category',
					levels: form.labels.length,
					codes: { human: human as Uint16Array, synthetic: synthetic as Uint16Array }
				} as const);
	return { ...form, axis };
}

function labelsOf({ family, values, others }: CategoryLegend): string[] {
	const labels = values.map((value) => categoryLabel(family, value));
	return others.human + others.synthetic > 0 ? [...labels, '(all others)'] : labels;
}
