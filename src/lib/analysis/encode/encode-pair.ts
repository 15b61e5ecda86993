import { encodeOrderedJob } from '$lib/kernels/encode-ordered';
import { sampleRows } from '$lib/kernels/sample-rows';
import { streamSeed } from '$lib/kernels/random';
import { TEXT_MEASURES, type ColumnProfile, type ColumnRef } from '$lib/terms/column';
import { ROLES, type DatasetPair, type Role } from '$lib/terms/dataset';
import type { EncodedColumn, EncodedPair, OrderedColumn } from '$lib/terms/encoded';
import type { NumberVector } from '$lib/terms/engine';
import { LacunaError } from '$lib/terms/error';
import type { Recipe } from '$lib/terms/recipe';
import type { RunContext } from '$lib/terms/run';
import { categorySql, encodeCategories, findLevels } from './encode-categories';
import { numbersOf, readVectors, type SearchedRows } from './read-column';
import { readWeights } from './read-weights';
import { dateValueSql, isoDate, numberValueSql } from './value-sql';

/** So many values, of so many columns, are read at a time: more save little, and hold up progress and memory. */
const VALUES_PER_QUERY = 500_000;
const MOST_COLUMNS = 32;

/** What is encoded of one pair of columns: the columns themselves, or the measures of a text. */
export interface Task {
	readonly profile: ColumnProfile;
	readonly ref: ColumnRef;
}

/** The columns and text measures that take part, in the profiles' order. */
export function tasksOf(profiles: readonly ColumnProfile[]): Task[] {
	return profiles.flatMap((profile): Task[] => {
		const column = profile.pair.name;
		if (profile.use === 'text')
			return TEXT_MEASURES.map((measure) => ({ profile, ref: { column, measure } }));
		const isSearched = ['measure', 'date', 'category'].includes(profile.use);
		return isSearched ? [{ profile, ref: { column } }] : [];
	});
}

/**
 * Turns every usable column of both tables into one-byte codes with one legend: numbers, dates and text measures
 * cut at human quantiles, categories by frequency. Reads the seeded sample of rows that the search is to see.
 * @throws {@link LacunaError} `columns-unusable` where no column can be searched.
 */
export async function encodePair(
	pair: DatasetPair,
	profiles: readonly ColumnProfile[],
	recipe: Recipe,
	ctx: RunContext
): Promise<EncodedPair> {
	const tasks = tasksOf(profiles);
	if (tasks.length === 0) throw nothingUsable(profiles);
	const rows = {
		human: searchedRows(pair, 'human', recipe),
		synthetic: searchedRows(pair, 'synthetic', recipe)
	};
	const most = Math.max(pair.human.rowCount, pair.synthetic.rowCount);
	const size = Math.max(1, Math.min(Math.floor(VALUES_PER_QUERY / most), MOST_COLUMNS));
	const columns: EncodedColumn[] = [];
	let begun = 0;
	let done = 0;
	const lane = async () => {
		while (begun < tasks.length) {
			const start = begun;
			const batch = tasks.slice(start, start + size);
			begun += batch.length;
			await encodeBatch(batch, pair, rows, ctx, (column, i) => {
				columns[start + i] = column;
				done++;
				const message = `encoding ${column.column}`;
				ctx.onProgress({ stage: 'encode', done: done / tasks.length, message });
			});
		}
	};
	// While some columns are coded, the engine reads the next.
	const lanes = Math.min(Math.ceil(tasks.length / size), ctx.compute.concurrency);
	await Promise.all(Array.from({ length: lanes }, lane));
	const weights = await readWeights(pair, profiles, recipe, rows, ctx);
	ctx.onProgress({ stage: 'encode', done: 1, message: 'all columns are encoded' });
	const sampleOf = (role: Role) => ({
		rows: rows[role].size,
		of: pair[role].rowCount,
		seed: recipe.settings.seed
	});
	return {
		columns,
		sample: { human: sampleOf('human'), synthetic: sampleOf('synthetic') },
		weights
	};
}

/** Reads some columns of each side in one pass, and codes them. */
async function encodeBatch(
	tasks: readonly Task[],
	pair: DatasetPair,
	rows: Readonly<Record<Role, SearchedRows>>,
	ctx: RunContext,
	keep: (column: EncodedColumn, index: number) => void
): Promise<void> {
	for (const role of ROLES) {
		const names = tasks.map(({ profile }) => profile.pair[role].name);
		await ctx.engine.load(role, names, { signal: ctx.signal });
	}
	const categories = tasks.filter(isCategory).map(({ profile }) => profile.pair);
	const rowCounts = { human: pair.human.rowCount, synthetic: pair.synthetic.rowCount };
	const levels = await findLevels(categories, rowCounts, ctx);
	const levelsOf = (task: Task) => levels.find((one) => one.pair === task.profile.pair)!;
	const read = (role: Role) => {
		const sql = (task: Task) =>
			isCategory(task) ? categorySql(levelsOf(task), role) : orderedSql(task, role);
		return readVectors(tasks.map(sql), role, ctx);
	};
	const [human, synthetic] = [await read('human'), await read('synthetic')];
	await Promise.all(
		tasks.map(async (task, i) => {
			const vectors = { human: human[i]!, synthetic: synthetic[i]! };
			const column = isCategory(task)
				? encodeCategories(levelsOf(task), vectors, rows)
				: await encodeOrdered(task, vectors, rows, ctx);
			keep(column, i);
		})
	);
}

function isCategory({ profile }: Task): boolean {
	return profile.use === 'category';
}

function searchedRows(pair: DatasetPair, role: Role, recipe: Recipe): SearchedRows {
	const count = pair[role].rowCount;
	const { searchRows, seed } = recipe.settings;
	const size = searchRows === 0 ? count : Math.min(count, searchRows);
	return { chosen: sampleRows(count, size, streamSeed(seed, `rows of ${role}`)), size };
}

function orderedSql({ profile, ref }: Task, role: Role): string {
	const valueSql = profile.use === 'date' ? dateValueSql : numberValueSql;
	return valueSql(ref, profile.pair[role]);
}

async function encodeOrdered(
	{ profile, ref }: Task,
	vectors: Readonly<Record<Role, NumberVector>>,
	rows: Readonly<Record<Role, SearchedRows>>,
	{ compute, signal }: RunContext
): Promise<OrderedColumn> {
	const isDate = profile.use === 'date';
	const values = {
		human: numbersOf(vectors.human, rows.human),
		synthetic: numbersOf(vectors.synthetic, rows.synthetic)
	};
	const { codes, lows, highs, ...rest } = await compute.run(encodeOrderedJob, values, { signal });
	const bound = (value: number) => (isDate && Number.isFinite(value) ? isoDate(value) : value);
	const levels = Array.from(lows, (low, i) => ({ low: bound(low), high: bound(highs[i]!) }));
	return { ...ref, kind: 'ordered', of: isDate ? 'date' : 'number', codes, levels, ...rest };
}

function nothingUsable(profiles: readonly ColumnProfile[]): LacunaError {
	const reasons = profiles.map(({ pair, reason }) => `${pair.name}: ${reason}`);
	const shown = reasons.slice(0, 5).join(' ');
	return new LacunaError('columns-unusable', `No shared column can be searched. ${shown}`, {
		hint: 'Give a column another use under Columns, or choose tables that share categories, numbers or dates.'
	});
}
