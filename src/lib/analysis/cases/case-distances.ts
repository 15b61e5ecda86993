import type { CaseNeighbours } from '$lib/kernels/case-nearest';
import { pickRows, type CaseRows, type CaseSpace } from '$lib/kernels/case-space';
import { caseTilesJob, type CaseTiles } from '$lib/kernels/case-tiles';
import { createRandom, streamSeed } from '$lib/kernels/random';
import type { Role } from '$lib/terms/dataset';
import type { RunContext } from '$lib/terms/run';
import { noveltyCutoff, quantile, safeCutoff } from './choose-cutoff';
import { excesses } from './excess';
import { nearestRows } from './nearest-rows';

/** Accepted share of false ones among the rows that pass. */
export const FALSE_SHARE = 0.1;
/** Up to so many pairs of a human and a synthetic row every distance is exact. */
const EXACT_PAIRS = 100_000_000;
/** Rows whose exact distances choose the cutoff of larger tables. */
const PILOT_ROWS = 2000;
/** The farthest rows of a large table whose distance is exact whether or not they pass, about so many; the report lists 5,000. */
const RANKED_ROWS = 6000;
/** Synthetic rows that calibrate, at most. */
const NULL_ROWS = 100_000;

/** Both tables as rows of one space. */
export interface CaseTables {
	readonly space: CaseSpace;
	readonly rows: Readonly<Record<Role, CaseRows>>;
}

/** Exact distances of a seeded choice of rows, of the kinds that {@link CaseDistances} holds of all. */
export interface PilotDistances {
	readonly across: Readonly<Record<Role, Float32Array>>;
	readonly nulls: Readonly<Record<Role, Float32Array>>;
}

/** Nearest-row distances of every row to the other table, and of rows that are no cases. */
export interface CaseDistances {
	readonly tiles: Readonly<Record<Role, CaseTiles>>;
	/** By row of the first table: human rows to synthetic ones, synthetic rows to human ones. */
	readonly across: Readonly<Record<Role, CaseNeighbours>>;
	/** `human`: every human row, by number, to the other half of its table. `synthetic`: rows to the other rows. */
	readonly nulls: Readonly<Record<Role, Float32Array>>;
	/** Null where every distance is exact. */
	readonly pilot: PilotDistances | null;
	/** Distances at or below it are upper bounds. */
	readonly cutoff: number;
	/** Human rows that ask the other half, and rows of a half. */
	readonly split: { readonly rows: number; readonly reference: number };
}

/** Some rows of the human table, and the tiles of the half that they ask. */
interface Fold {
	readonly rowIds: Uint32Array;
	readonly tiles: CaseTiles;
}

/** Everything that is asked, and how. */
interface Search {
	readonly tables: CaseTables;
	readonly tiles: CaseDistances['tiles'];
	readonly folds: readonly [Fold, Fold];
	/** Synthetic rows in a seeded order. */
	readonly among: Uint32Array;
	/** The nearest rows of some rows; `from` and `to` are shares of the whole work. */
	readonly ask: (
		question: Question,
		cutoff: number,
		from: number,
		to: number
	) => Promise<CaseNeighbours>;
}

/** Rows that ask for their nearest among tiles. */
interface Question {
	readonly tiles: CaseTiles;
	readonly queries: CaseRows;
	readonly selfIds: Uint32Array | null;
}

/** Measures all distances; `seed` chooses the halves and, of large tables, the rows that calibrate. */
export async function measureDistances(
	tables: CaseTables,
	seed: number,
	ctx: RunContext,
	onProgress: (done: number) => void
): Promise<CaseDistances> {
	const { human, synthetic } = tables.rows;
	const search = await prepareSearch(tables, seed, ctx, onProgress);
	const { tiles, folds, ask } = search;
	const isExact = human.count * synthetic.count <= EXACT_PAIRS;
	const pilot = isExact ? null : await measurePilot(search);
	const cutoff = pilot === null ? 0 : chooseCutoff(pilot, human.count);
	const across = {
		human: await ask(question(tiles.synthetic, human), cutoff, 0.3, 0.45),
		synthetic: await ask(question(tiles.human, synthetic), cutoff, 0.45, 0.6)
	};
	const toPeople = new Float32Array(human.count);
	for (const [i, fold] of folds.entries()) {
		const found = await ask(toHalf(search, fold), cutoff, 0.6 + 0.15 * i, 0.75 + 0.15 * i);
		fold.rowIds.forEach((row, at) => (toPeople[row] = found.distances[at]!));
	}
	const within = await ask(withinSynthetic(search, NULL_ROWS), cutoff, 0.9, 1);
	return {
		tiles,
		across,
		nulls: { human: toPeople, synthetic: within.distances },
		pilot,
		cutoff,
		split: { rows: human.count, reference: folds[0].tiles.rows.count }
	};
}

async function prepareSearch(
	tables: CaseTables,
	seed: number,
	ctx: RunContext,
	onProgress: (done: number) => void
): Promise<Search> {
	const { space, rows } = tables;
	const tiles = {
		human: await tile(tables, rows.human, ctx),
		synthetic: await tile(tables, rows.synthetic, ctx)
	};
	const order = shuffledRows(rows.human.count, streamSeed(seed, 'case-split'));
	const folds = await splitHuman(tables, order, ctx);
	const among = shuffledRows(rows.synthetic.count, streamSeed(seed, 'case-null'));
	onProgress(0.1);
	const ask: Search['ask'] = (asked, cutoff, from, to) =>
		nearestRows({ space, ...asked, k: 1, cutoff }, ctx, (done) =>
			onProgress(from + (to - from) * done)
		);
	return { tables, tiles, folds, among, ask };
}

function question(tiles: CaseTiles, queries: CaseRows): Question {
	return { tiles, queries, selfIds: null };
}

function toHalf({ tables }: Search, { tiles, rowIds }: Fold, some = rowIds): Question {
	return question(tiles, pickRows(tables.space, tables.rows.human, some));
}

function withinSynthetic({ tables, tiles, among }: Search, count: number): Question {
	const selfIds = among.slice(0, count);
	const queries = pickRows(tables.space, tables.rows.synthetic, selfIds);
	return { tiles: tiles.synthetic, queries, selfIds };
}

async function measurePilot(search: Search): Promise<PilotDistances> {
	const { tables, tiles, folds, among, ask } = search;
	const { space, rows } = tables;
	const people = folds[0].rowIds.subarray(0, PILOT_ROWS);
	const made = pickRows(space, rows.synthetic, among.subarray(0, PILOT_ROWS));
	const exact = async (asked: Question, from: number) =>
		(await ask(asked, 0, from, from + 0.05)).distances;
	return {
		across: {
			human: await exact(question(tiles.synthetic, pickRows(space, rows.human, people)), 0.1),
			synthetic: await exact(question(tiles.human, made), 0.15)
		},
		nulls: {
			human: await exact(toHalf(search, folds[0], people), 0.2),
			synthetic: await exact(withinSynthetic(search, PILOT_ROWS), 0.25)
		}
	};
}

/**
 * By how much each human row lies farther from every synthetic row than from the other half of the human table. What
 * lies within the cutoff counts as lying at it, on both sides alike, so that neither is favoured.
 */
export function excessOf({ across, nulls, cutoff }: CaseDistances): Float32Array {
	return excesses(across.human.distances, nulls.human, cutoff);
}

function tile({ space }: CaseTables, rows: CaseRows, ctx: RunContext): Promise<CaseTiles> {
	return ctx.compute.run(caseTilesJob, { space, rows }, { signal: ctx.signal });
}

/**
 * The human table in halves, each asking the other. The half that is looked through holds at most as many rows as synthetic
 * does: among fewer rows the nearest is farther, and too large a half would make ordinary rows seem novel.
 */
async function splitHuman(
	tables: CaseTables,
	order: Uint32Array,
	ctx: RunContext
): Promise<readonly [Fold, Fold]> {
	const { space, rows } = tables;
	const count = order.length;
	const half = Math.min(rows.synthetic.count, count >> 1);
	const fold = async (reference: Uint32Array, rowIds: Uint32Array): Promise<Fold> => ({
		tiles: await tile(tables, pickRows(space, rows.human, reference), ctx),
		rowIds
	});
	return [
		await fold(order.subarray(0, half), order.subarray(half)),
		await fold(order.subarray(count - half), order.subarray(0, half))
	];
}

/**
 * The cutoff of a large table: below it no distance passes by itself, hardly a row is novel, and none is among the
 * farthest that are ranked exactly.
 */
function chooseCutoff({ across, nulls }: PilotDistances, humanRows: number): number {
	return Math.min(
		quantile(across.human, 1 - RANKED_ROWS / humanRows),
		safeCutoff(across.human, nulls.synthetic, FALSE_SHARE),
		safeCutoff(across.synthetic, nulls.human, FALSE_SHARE),
		noveltyCutoff(across.human, nulls.human, FALSE_SHARE)
	);
}

function shuffledRows(count: number, seed: number): Uint32Array {
	const rows = Uint32Array.from({ length: count }, (_, i) => i);
	createRandom(seed).shuffle(rows);
	return rows;
}
