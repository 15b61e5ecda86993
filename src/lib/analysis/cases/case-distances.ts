import type { CaseNeighbours } from '$lib/kernels/case-nearest';
import { pickRows, type CaseRows, type CaseSpace } from '$lib/kernels/case-space';
import { caseTilesJob, type CaseTiles } from '$lib/kernels/case-tiles';
import { createRandom, streamSeed } from '$lib/kernels/random';
import type { Role } from '$lib/terms/dataset';
import type { RunContext } from '$lib/terms/run';
import { nearestRows } from './nearest-rows';

/** Up to so many pairs of a human and a synthetic row every distance is exact. */
const EXACT_PAIRS = 100_000_000;
/** Rows whose exact distances choose the cutoff of larger tables, and draw the distributions. */
const PILOT_ROWS = 2000;
/** Rows above this quantile of the null can pass at a false share of a tenth; a margin is for chance. */
const CUTOFF_QUANTILE = 0.85;
/** Rows of a large table whose distance is made exact, at most about so many. */
const EXACT_ROWS = 20_000;
/** Rows of a null that calibrate, at most. */
const NULL_ROWS = 100_000;

/** Both tables as rows of one space. */
export interface CaseTables {
	readonly space: CaseSpace;
	readonly rows: Readonly<Record<Role, CaseRows>>;
}

/** Nearest-row distances of every row to the other table, and of rows that are no cases. */
export interface CaseDistances {
	readonly tiles: Readonly<Record<Role, CaseTiles>>;
	/** By row of the first table: human rows to synthetic ones, synthetic rows to human ones. */
	readonly across: Readonly<Record<Role, CaseNeighbours>>;
	/** `human`: rows of each half of the human table to the other half. `synthetic`: rows to the other rows. */
	readonly nulls: Readonly<Record<Role, Float32Array>>;
	/** Exact distances of a seeded choice of rows, for their distributions. */
	readonly drawn: Readonly<Record<'cases' | 'humanSplit' | 'synthetic', Float32Array>>;
	/** Distances at or below it are upper bounds. */
	readonly cutoff: number;
	/** Rows of the human null, and rows in which each looks for its nearest. */
	readonly split: { readonly rows: number; readonly reference: number };
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
	const { space, rows } = tables;
	const [human, synthetic] = [
		await tile(tables, rows.human, ctx),
		await tile(tables, rows.synthetic, ctx)
	];
	const order = shuffledRows(rows.human.count, streamSeed(seed, 'case-split'));
	const folds = await splitHuman(tables, order, ctx);
	const among = withinSynthetic(tables, synthetic, streamSeed(seed, 'case-null'));
	const chosen = pickRows(space, rows.human, order.subarray(0, PILOT_ROWS));
	onProgress(0.1);

	const ask = async (question: Question, cutoff: number, from: number, to: number) => {
		const search = { space, ...question, k: 1, cutoff };
		return nearestRows(search, ctx, (done) => onProgress(from + (to - from) * done));
	};
	const first = (question: Question): Question => ({
		tiles: question.tiles,
		queries: pickRows(space, question.queries, range(Math.min(PILOT_ROWS, question.queries.count))),
		selfIds: question.selfIds?.slice(0, PILOT_ROWS) ?? null
	});
	const toSynthetic = { tiles: synthetic, selfIds: null };
	const drawn = {
		cases: (await ask({ ...toSynthetic, queries: chosen }, 0, 0.1, 0.15)).distances,
		humanSplit: (await ask(first(folds[0]), 0, 0.15, 0.2)).distances,
		synthetic: (await ask(first(among), 0, 0.2, 0.25)).distances
	};
	const isExact = rows.human.count * rows.synthetic.count <= EXACT_PAIRS;
	const cutoff = isExact ? 0 : chooseCutoff(drawn, rows.human.count);
	const toHuman = { tiles: human, selfIds: null, queries: rows.synthetic };
	const across = {
		human: await ask({ ...toSynthetic, queries: rows.human }, cutoff, 0.25, 0.45),
		synthetic: await ask(toHuman, cutoff, 0.45, 0.65)
	};
	const halves = [
		(await ask(folds[0], cutoff, 0.65, 0.75)).distances,
		(await ask(folds[1], cutoff, 0.75, 0.85)).distances
	] as const;
	const others = await ask(among, cutoff, 0.85, 1);
	return {
		tiles: { human, synthetic },
		across,
		nulls: { human: joined(...halves), synthetic: others.distances },
		drawn,
		cutoff,
		split: {
			rows: halves[0].length + halves[1].length,
			reference: folds[0].tiles.rows.count
		}
	};
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
): Promise<readonly [Question, Question]> {
	const { space, rows } = tables;
	const count = order.length;
	const half = Math.min(rows.synthetic.count, count >> 1);
	const asking = Math.min(count - half, NULL_ROWS / 2);
	const fold = async (reference: Uint32Array, askers: Uint32Array): Promise<Question> => ({
		tiles: await tile(tables, pickRows(space, rows.human, reference), ctx),
		queries: pickRows(space, rows.human, askers),
		selfIds: null
	});
	return [
		await fold(order.subarray(0, half), order.subarray(count - asking)),
		await fold(order.subarray(count - half), order.subarray(0, asking))
	];
}

function withinSynthetic({ space, rows }: CaseTables, tiles: CaseTiles, seed: number): Question {
	const selfIds = shuffledRows(rows.synthetic.count, seed).slice(0, NULL_ROWS);
	return { tiles, queries: pickRows(space, rows.synthetic, selfIds), selfIds };
}

/**
 * The distance below which no row can pass, from the pilot's null distances; more where too many human rows would
 * lie above it.
 */
function chooseCutoff(drawn: CaseDistances['drawn'], humanRows: number): number {
	const lossless = Math.min(
		quantile(drawn.humanSplit, CUTOFF_QUANTILE),
		quantile(drawn.synthetic, CUTOFF_QUANTILE)
	);
	return Math.max(lossless, quantile(drawn.cases, 1 - EXACT_ROWS / humanRows));
}

function quantile(distances: Float32Array, share: number): number {
	const sorted = distances.slice().sort();
	return sorted[Math.max(0, Math.min(sorted.length - 1, Math.floor(share * sorted.length)))] ?? 0;
}

function range(count: number): Uint32Array {
	return Uint32Array.from({ length: count }, (_, i) => i);
}

function shuffledRows(count: number, seed: number): Uint32Array {
	const rows = range(count);
	createRandom(seed).shuffle(rows);
	return rows;
}

function joined(first: Float32Array, second: Float32Array): Float32Array {
	const all = new Float32Array(first.length + second.length);
	all.set(first);
	all.set(second, first.length);
	return all;
}
