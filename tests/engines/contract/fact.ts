import type { Source } from '$lib/terms/dataset';
import type { SqlEngine } from '$lib/terms/engine';
import { LacunaError } from '$lib/terms/error';

/** What a fact is observed in: an engine without tables, and a way to name a fixture to it. */
export interface World {
	readonly engine: SqlEngine;
	readonly fixture: (name: string) => Source;
}

/** Something that holds for every engine. What is observed and expected is plain data, so that it can cross walls. */
export interface Fact {
	readonly name: string;
	readonly observe: (world: World) => Promise<unknown>;
	readonly expected: unknown;
}

export const patient = { signal: new AbortController().signal };

export async function open(world: World, fixture: string, table = 'human') {
	return world.engine.open(table, world.fixture(fixture), patient);
}

export async function openAndLoad(
	world: World,
	fixture: string,
	columns?: string[],
	table = 'human'
) {
	const opened = await open(world, fixture, table);
	const readable = opened.columns.filter(({ family }) => family !== 'other');
	await world.engine.load(table, columns ?? readable.map(({ name }) => name), patient);
	return opened;
}

/** Result columns as plain arrays, nulls in their places. */
export async function values({ engine }: World, sql: string): Promise<Record<string, unknown[]>> {
	const { columns } = await engine.query(sql, patient);
	return Object.fromEntries(
		columns.map((column) => [
			column.name,
			column.kind === 'text'
				? [...column.values]
				: Array.from(column.values, (value, row) => (column.nulls?.[row] ? null : value))
		])
	);
}

/** How a promise fails: code and message of a LacunaError, or the name of any other error. */
export async function failure(promise: Promise<unknown>): Promise<unknown> {
	try {
		return { succeeded: await promise };
	} catch (error) {
		if (error instanceof LacunaError) return { code: error.code, message: error.message };
		return error instanceof Error ? error.name : String(error);
	}
}

export const asText = (column: string) => `"${column}"::VARCHAR AS "${column}"`;
