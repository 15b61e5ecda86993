import { encodeOrderedJob } from '$lib/kernels/encode-ordered';
import { sampleRows } from '$lib/kernels/sample-rows';
import { streamSeed } from '$lib/kernels/random';
import { TEXT_MEASURES, type ColumnProfile, type ColumnRef } from '$lib/terms/column';
import { ROLES, type DatasetPair, type Role } from '$lib/terms/dataset';
import type { EncodedColumn, EncodedPair, OrderedColumn } from '$lib/terms/encoded';
import { LacunaError } from '$lib/terms/error';
import type { Recipe } from '$lib/terms/recipe';
import type { RunContext } from '$lib/terms/run';
import { encodeCategories } from './encode-categories';
import { readNumbers, type SearchedRows } from './read-column';
import { readWeights } from './read-weights';
import { dateValueSql, isoDate, numberValueSql } from './value-sql';

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
	const columns = new Array<EncodedColumn>(tasks.length);
	let begun = 0;
	let done = 0;
	const lane = async () => {
		while (begun < tasks.length) {
			const at = begun++;
			columns[at] = await encodeTask(tasks[at]!, rows, ctx);
			done++;
			const message = `encoding ${tasks[at]!.ref.column}`;
			ctx.onProgress({ stage: 'encode', done: done / tasks.length, message });
		}
	};
	// While one column is coded, the engine reads the next.
	const lanes = Math.min(tasks.length, ctx.compute.concurrency);
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

async function encodeTask(
	{ profile, ref }: Task,
	rows: Readonly<Record<Role, SearchedRows>>,
	ctx: RunContext
): Promise<EncodedColumn> {
	for (const role of ROLES)
		await ctx.engine.load(role, [profile.pair[role].name], { signal: ctx.signal });
	return profile.use === 'category'
		? encodeCategories(profile.pair, rows, ctx)
		: encodeOrdered(profile, ref, rows, ctx);
}

function searchedRows(pair: DatasetPair, role: Role, recipe: Recipe): SearchedRows {
	const count = pair[role].rowCount;
	const { searchRows, seed } = recipe.settings;
	const size = searchRows === 0 ? count : Math.min(count, searchRows);
	return { chosen: sampleRows(count, size, streamSeed(seed, `rows of ${role}`)), size };
}

async function encodeOrdered(
	profile: ColumnProfile,
	ref: ColumnRef,
	rows: Readonly<Record<Role, SearchedRows>>,
	ctx: RunContext
): Promise<OrderedColumn> {
	const isDate = profile.use === 'date';
	const values: Record<Role, Float64Array> = {
		human: new Float64Array(0),
		synthetic: new Float64Array(0)
	};
	for (const role of ROLES) {
		const column = profile.pair[role];
		const sql = isDate ? dateValueSql(ref, column) : numberValueSql(ref, column);
		values[role] = await readNumbers(sql, role, rows[role], ctx);
	}
	const { signal } = ctx;
	const { codes, lows, highs, ...rest } = await ctx.compute.run(encodeOrderedJob, values, {
		signal
	});
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
